package io.tetrarch.pbft.message;

/** A replica accepted the header in this slot, and no other (paper, section 4.2). */
public record Prepare(long view, long sequence, Digest digest) implements Vote {
    @Override
    public MessageType type() {
        return MessageType.PREPARE;
    }
}
