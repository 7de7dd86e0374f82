/** Messages on their way: loss, duplication, delay, partitions and corruption. */
@NullMarked
package io.tetrarch.simulator.network;

import org.jspecify.annotations.NullMarked;
