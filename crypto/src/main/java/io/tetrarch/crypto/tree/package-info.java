/** The ledger's Merkle tree (RFC 6962, RFC 9162) over SHA-256, as the tools of transparency logs know it. */
@NullMarked
package io.tetrarch.crypto.tree;

import org.jspecify.annotations.NullMarked;
