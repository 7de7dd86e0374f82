/** Judges: what an action would do, and each replica's own answer to it. */
@NullMarked
package io.tetrarch.gate.judge;

import org.jspecify.annotations.NullMarked;
