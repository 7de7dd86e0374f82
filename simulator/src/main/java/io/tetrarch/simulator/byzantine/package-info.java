/** Replicas that hold a key and follow no rule. */
@NullMarked
package io.tetrarch.simulator.byzantine;

import org.jspecify.annotations.NullMarked;
