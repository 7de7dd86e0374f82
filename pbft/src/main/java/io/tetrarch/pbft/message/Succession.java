package io.tetrarch.pbft.message;

/**
 * Proof that an epoch ended and what follows it, for a replica that has not come that far. It rests on nothing but the
 * ended epoch's own quorum: whoever passes it on may have no key in that epoch, so its own signature is not checked.
 *
 * @param ended the epoch that ended
 * @param certificate of that epoch's last checkpoint, which names the successor
 * @param group canonical bytes of the next epoch's group file; their SHA3-256 is the successor
 */
public record Succession(Domain ended, CheckpointCertificate certificate, Bytes group) implements Message {
    @Override
    public MessageType type() {
        return MessageType.SUCCESSION;
    }

    @Override
    public void encode(Encoder to) {
        to.domain(ended);
        certificate.encode(to);
        to.bytes(group);
    }

    /** The domain of the epoch that follows. */
    public Domain next() {
        return new Domain(Hash.sha3(group.readOnlyArray()), ended.epoch() + 1);
    }

    /** Whether the certificate speaks of this group file; its signatures are checked apart. */
    public boolean isWhole() {
        return certificate
                .checkpoint()
                .successor()
                .filter(next().groupId()::equals)
                .isPresent();
    }
}
