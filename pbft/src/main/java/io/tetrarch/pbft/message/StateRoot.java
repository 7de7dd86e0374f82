package io.tetrarch.pbft.message;

import java.util.List;
import java.util.Optional;

/** The commitment to a state cut into chunks: the number of chunks and the Merkle root of their digests. */
public final class StateRoot {
    private StateRoot() {}

    public static Digest of(List<Bytes> chunks) {
        return of(chunks.size(), Merkle.root(digests(chunks)));
    }

    /** The way from each chunk to the root, in their order. */
    public static List<InclusionPath> paths(List<Bytes> chunks) {
        return Merkle.paths(digests(chunks));
    }

    /** The state root that a chunk and its path lead to. */
    public static Optional<Digest> of(Bytes chunk, InclusionPath path) {
        return Merkle.rootOf(Hash.sha3(chunk.readOnlyArray()), path).map(root -> of(path.size(), root));
    }

    private static Digest of(long count, Digest root) {
        return new Encoder().u64(count).digest(root).sha3();
    }

    private static List<Digest> digests(List<Bytes> chunks) {
        return chunks.stream().map(chunk -> Hash.sha3(chunk.readOnlyArray())).toList();
    }
}
