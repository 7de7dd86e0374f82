/** One checker for each property of safety and liveness. */
@NullMarked
package io.tetrarch.simulator.check;

import org.jspecify.annotations.NullMarked;
