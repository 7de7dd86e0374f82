package io.tetrarch.crypto.tree;

import io.tetrarch.pbft.message.Digest;
import java.util.List;

/**
 * Proof that a tree's first leaves are all of an older tree, none taken out or changed (RFC 9162, section 2.1.4).
 *
 * @param oldSize leaves of the older tree
 * @param newSize leaves of the newer one, not fewer
 * @param hashes as the RFC orders them
 */
public record ConsistencyProof(long oldSize, long newSize, List<Digest> hashes) {
    public ConsistencyProof {
        hashes = List.copyOf(hashes);
    }
}
