/** A whole ledger checked again from its first entry, by whoever has the group file. */
@NullMarked
package io.tetrarch.gate.audit;

import org.jspecify.annotations.NullMarked;
