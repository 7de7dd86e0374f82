package io.tetrarch.pbft.message;

import java.util.List;

/**
 * Committed batches for a replica that lags: a piece of the chain whose last header the certificate names.
 *
 * @param batches in ascending order, at least one, each the parent of the next
 */
public record Committed(List<Batch> batches, CommitCertificate certificate) implements Message {
    public Committed {
        batches = List.copyOf(batches);
    }

    @Override
    public MessageType type() {
        return MessageType.COMMITTED;
    }

    @Override
    public void encode(Encoder to) {
        to.list(batches, (encoder, batch) -> encoder.digest(batch.digest()));
        certificate.encode(to);
    }
}
