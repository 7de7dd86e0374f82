package io.tetrarch.pbft.message;

/** 2f+1 signatures over one checkpoint: it is stable (paper, section 4.3). */
public record CheckpointCertificate(Checkpoint checkpoint, Signatures signatures) {
    public long sequence() {
        return checkpoint.sequence();
    }

    public void encode(Encoder to) {
        checkpoint.encode(to);
        signatures.encode(to);
    }
}
