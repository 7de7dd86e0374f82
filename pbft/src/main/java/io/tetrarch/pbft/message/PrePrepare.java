package io.tetrarch.pbft.message;

/** The leader's proposal of a batch (paper, section 4.2). The batch travels beside the signed body, its digest in it. */
public record PrePrepare(long view, Batch batch) implements Vote {
    @Override
    public long sequence() {
        return batch.sequence();
    }

    @Override
    public Digest digest() {
        return batch.digest();
    }

    @Override
    public MessageType type() {
        return MessageType.PRE_PREPARE;
    }
}
