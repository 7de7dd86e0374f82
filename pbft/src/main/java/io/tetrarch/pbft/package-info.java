/** The replica: the protocol as a pure state machine, its inputs and effects, and the ports it is given. */
@NullMarked
package io.tetrarch.pbft;

import org.jspecify.annotations.NullMarked;
