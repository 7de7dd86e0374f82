/** The check of a receipt, before a replica lets it onto the ledger. */
@NullMarked
package io.tetrarch.gate.receipt;

import org.jspecify.annotations.NullMarked;
