/** Ed25519 (RFC 8032) from two providers under one strict policy, so that all replicas accept the same signatures. */
@NullMarked
package io.tetrarch.crypto.ed25519;

import org.jspecify.annotations.NullMarked;
