/** Randomness that is the same on every run of a seed. */
@NullMarked
package io.tetrarch.simulator.random;

import org.jspecify.annotations.NullMarked;
