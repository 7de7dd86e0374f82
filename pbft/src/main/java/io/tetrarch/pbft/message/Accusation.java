package io.tetrarch.pbft.message;

/** Evidence passed on. */
public record Accusation(Evidence evidence) implements Message {
    @Override
    public MessageType type() {
        return MessageType.ACCUSATION;
    }

    @Override
    public void encode(Encoder to) {
        evidence.encode(to);
    }
}
