/** Runs led by what they reach: those that reach something new are kept, and changed. */
@NullMarked
package io.tetrarch.simulator.guide;

import org.jspecify.annotations.NullMarked;
