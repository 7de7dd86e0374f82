package io.tetrarch.pbft.message;

/**
 * The state after executing {@code sequence} (paper, section 4.3).
 *
 * @param header digest of the header executed there
 * @param stateRoot commits to the service's whole state: see {@link StateRoot}
 */
public record Checkpoint(long sequence, Digest header, Digest stateRoot) implements Message {
    @Override
    public MessageType type() {
        return MessageType.CHECKPOINT;
    }

    @Override
    public void encode(Encoder to) {
        to.u64(sequence).digest(header).digest(stateRoot);
    }
}
