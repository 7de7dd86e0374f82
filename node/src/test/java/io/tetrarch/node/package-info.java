/** The gate and its embedded cluster, from outside. */
@NullMarked
package io.tetrarch.node;

import org.jspecify.annotations.NullMarked;
