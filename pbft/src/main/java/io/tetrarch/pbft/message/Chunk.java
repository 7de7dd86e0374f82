package io.tetrarch.pbft.message;

/** A piece of the state at a stable checkpoint; its path leads to the certified state root. */
public record Chunk(long sequence, Bytes content, InclusionPath path) implements Message {
    @Override
    public MessageType type() {
        return MessageType.CHUNK;
    }

    @Override
    public void encode(Encoder to) {
        to.u64(sequence).digest(Hash.sha3(content.readOnlyArray()));
        path.encode(to);
    }
}
