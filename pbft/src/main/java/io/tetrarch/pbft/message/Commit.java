package io.tetrarch.pbft.message;

/** A replica holds a prepared certificate for the header in this slot (paper, section 4.2). */
public record Commit(long view, long sequence, Digest digest) implements Vote {
    @Override
    public MessageType type() {
        return MessageType.COMMIT;
    }
}
