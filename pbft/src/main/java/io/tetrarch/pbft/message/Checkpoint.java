package io.tetrarch.pbft.message;

import java.util.Optional;

/**
 * The state after executing {@code sequence} (paper, section 4.3).
 *
 * @param header digest of the header executed there
 * @param stateRoot commits to the service's whole state: see {@link StateRoot}
 * @param successor if the epoch ends here: the id of the next epoch's group
 */
public record Checkpoint(long sequence, Digest header, Digest stateRoot, Optional<Digest> successor)
        implements Message {
    /** One at which the epoch goes on. */
    public Checkpoint(long sequence, Digest header, Digest stateRoot) {
        this(sequence, header, stateRoot, Optional.empty());
    }

    /** Whether nothing is decided after it in its epoch. */
    public boolean isLast() {
        return successor.isPresent();
    }

    @Override
    public MessageType type() {
        return MessageType.CHECKPOINT;
    }

    @Override
    public void encode(Encoder to) {
        to.u64(sequence).digest(header).digest(stateRoot).optional(successor, Encoder::digest);
    }
}
