/** The smallest service that the protocol can decide for, and an executor that trusts nobody. */
@NullMarked
package io.tetrarch.simulator.model;

import org.jspecify.annotations.NullMarked;
