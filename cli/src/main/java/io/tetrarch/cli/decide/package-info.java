/** {@code tetrarch decide}: an action put before four replicas, their decision, and its proof. */
@NullMarked
package io.tetrarch.cli.decide;

import org.jspecify.annotations.NullMarked;
