package io.tetrarch.pbft.message;

import java.util.Optional;

/**
 * A replica leaves its view for {@code view} (paper, section 4.4, with one certificate since batches form a chain).
 *
 * @param stable its highest stable checkpoint; empty while that is the beginning
 * @param prepared its highest prepared certificate, kept through garbage collection: see {@code NewViewBase}
 */
public record ViewChange(long view, Optional<CheckpointCertificate> stable, Optional<PreparedCertificate> prepared)
        implements Message {
    @Override
    public MessageType type() {
        return MessageType.VIEW_CHANGE;
    }

    @Override
    public void encode(Encoder to) {
        to.u64(view)
                .optional(stable, (encoder, certificate) -> certificate.encode(encoder))
                .optional(prepared, (encoder, certificate) -> certificate.encode(encoder));
    }
}
