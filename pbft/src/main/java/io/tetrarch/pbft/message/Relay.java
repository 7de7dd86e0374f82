package io.tetrarch.pbft.message;

/** A client's request passed on by a replica to one that lacks it. */
public record Relay(SignedRequest request) implements Message {
    @Override
    public MessageType type() {
        return MessageType.RELAY;
    }

    @Override
    public void encode(Encoder to) {
        to.digest(request.digest());
    }
}
