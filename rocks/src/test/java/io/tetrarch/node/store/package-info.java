/** Stores that are closed, truncated, torn and rotten. */
@NullMarked
package io.tetrarch.node.store;

import org.jspecify.annotations.NullMarked;
