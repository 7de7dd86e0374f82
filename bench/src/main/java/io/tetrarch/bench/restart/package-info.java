/** In how much memory, and how fast, a group can be opened again. */
@NullMarked
package io.tetrarch.bench.restart;

import org.jspecify.annotations.NullMarked;
