/**
 * Receipts: what came of an approved action, as its executor says, put on the ledger by an ordinary decision that no judge
 * of the charter has a say in, and that approves nothing.
 */
@NullMarked
package io.tetrarch.proof.receipt;

import org.jspecify.annotations.NullMarked;
