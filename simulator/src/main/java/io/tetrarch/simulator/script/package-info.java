/** Runs dictated step by step by a JSON file. */
@NullMarked
package io.tetrarch.simulator.script;

import org.jspecify.annotations.NullMarked;
