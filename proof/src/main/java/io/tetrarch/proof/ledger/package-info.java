/** The ledger: entries under an RFC 6962 tree, the proofs it gives, and how canonical bytes become entries again. */
@NullMarked
package io.tetrarch.proof.ledger;

import org.jspecify.annotations.NullMarked;
