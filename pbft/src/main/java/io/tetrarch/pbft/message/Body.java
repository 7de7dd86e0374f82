package io.tetrarch.pbft.message;

/** A batch that was asked for; it is known by its digest, whoever sends it. */
public record Body(Batch batch) implements Message {
    @Override
    public MessageType type() {
        return MessageType.BODY;
    }

    @Override
    public void encode(Encoder to) {
        to.digest(batch.digest());
    }
}
