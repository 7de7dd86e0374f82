/** A replica's own judge: what its charter says of each request. */
@NullMarked
package io.tetrarch.node.judge;

import org.jspecify.annotations.NullMarked;
