/** A seeded, deterministic world round the protocol core: sweeps over seeds, reports, and shrinking of what fails. */
@NullMarked
package io.tetrarch.simulator;

import org.jspecify.annotations.NullMarked;
