package io.tetrarch.pbft.message;

/** A stable checkpoint's certificate, for a replica that lags behind it. */
public record Stable(CheckpointCertificate certificate) implements Message {
    @Override
    public MessageType type() {
        return MessageType.STABLE;
    }

    @Override
    public void encode(Encoder to) {
        certificate.encode(to);
    }
}
