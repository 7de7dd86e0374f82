/** The gate as a program sees it: asks for decisions, and gets them with their proofs. */
@NullMarked
package io.tetrarch.client;

import org.jspecify.annotations.NullMarked;
