package io.tetrarch.pbft.message;

/**
 * A leader's PRE-PREPARE or NEW-VIEW passed on by a replica that has it: to one that a faulty leader left out, or as the
 * other half of an equivocation. No other message is passed on.
 */
public record Forward(Signed<?> original) implements Message {
    @Override
    public MessageType type() {
        return MessageType.FORWARD;
    }

    @Override
    public void encode(Encoder to) {
        to.u32(original.sender()).bytes(original.signature());
    }
}
