/** Walks through the model of the view change, done again by the core step by step. */
@NullMarked
package io.tetrarch.simulator.conformance;

import org.jspecify.annotations.NullMarked;
