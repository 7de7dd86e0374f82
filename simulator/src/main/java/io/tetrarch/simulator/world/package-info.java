/** Virtual time, the nodes in it, their clients and judges, and the faults that befall them. */
@NullMarked
package io.tetrarch.simulator.world;

import org.jspecify.annotations.NullMarked;
