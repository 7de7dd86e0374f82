/** Short runs of the real core with one scripted fault, with real keys and every event told. */
@NullMarked
package io.tetrarch.simulator.scenario;

import org.jspecify.annotations.NullMarked;
