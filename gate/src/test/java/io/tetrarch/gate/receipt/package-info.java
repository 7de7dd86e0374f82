/** Receipts: their one form, and who may give one. */
@NullMarked
package io.tetrarch.gate.receipt;

import org.jspecify.annotations.NullMarked;
