/** Restarts, measured for a moment. */
@NullMarked
package io.tetrarch.bench.restart;

import org.jspecify.annotations.NullMarked;
