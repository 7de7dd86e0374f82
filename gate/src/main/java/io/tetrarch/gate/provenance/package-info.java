/**
 * Audit trails that their writers sign record by record, each chained to the one before, and the choice between two
 * branches of one trail.
 */
@NullMarked
package io.tetrarch.gate.provenance;

import org.jspecify.annotations.NullMarked;
