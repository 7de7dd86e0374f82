/** The ledger, its entries and proofs about it. */
@NullMarked
package io.tetrarch.console.ledger;

import org.jspecify.annotations.NullMarked;
