/** {@code tetrarch ledger}: what was decided and what came of it, listed, shown, checked again and exported. */
@NullMarked
package io.tetrarch.cli.ledger;

import org.jspecify.annotations.NullMarked;
