package io.tetrarch.pbft;

import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Statement;

/** Signs with this replica's key, under the group's domain. Pure and deterministic (RFC 8032, section 5.1.6). */
@FunctionalInterface
public interface Signer {
    Bytes sign(Statement statement);
}
