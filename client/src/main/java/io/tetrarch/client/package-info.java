/** The gate as a program sees it, and the executor that runs what was approved: the package that applications import from. */
@NullMarked
package io.tetrarch.client;

import org.jspecify.annotations.NullMarked;
