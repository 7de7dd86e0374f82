package io.tetrarch.pbft;

import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Chunk;
import io.tetrarch.pbft.message.InclusionPath;
import io.tetrarch.pbft.message.StateRoot;
import java.util.List;
import java.util.Optional;

/** The state at a stable checkpoint, for peers that need it. It is hashed when the first of them asks, and only once. */
final class StableState {
    private final long sequence;
    private final List<Bytes> chunks;
    private List<InclusionPath> paths = List.of();

    StableState(long sequence, List<Bytes> chunks) {
        this.sequence = sequence;
        this.chunks = List.copyOf(chunks);
    }

    Optional<Chunk> chunk(int index) {
        if (index < 0 || index >= chunks.size()) {
            return Optional.empty();
        }
        if (paths.isEmpty()) {
            paths = StateRoot.paths(chunks);
        }
        return Optional.of(new Chunk(sequence, chunks.get(index), paths.get(index)));
    }
}
