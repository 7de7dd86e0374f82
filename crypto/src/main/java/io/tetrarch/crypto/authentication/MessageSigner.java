package io.tetrarch.crypto.authentication;

import io.tetrarch.crypto.signature.SigningKey;
import io.tetrarch.pbft.Signer;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Domain;
import io.tetrarch.pbft.message.Statement;
import java.util.concurrent.atomic.LongAdder;

/** Signs a replica's statements with its key, for one group and epoch. Safe to use from any thread. */
public final class MessageSigner implements Signer {
    private final SigningKey key;
    private final Domain domain;
    private final LongAdder made = new LongAdder();

    public MessageSigner(SigningKey key, Domain domain) {
        this.key = key;
        this.domain = domain;
    }

    @Override
    public Bytes sign(Statement statement) {
        made.increment();
        return Bytes.wrap(key.sign(SignBytes.of(domain, statement)));
    }

    /** How many signatures were made here. */
    public long signaturesMade() {
        return made.sum();
    }
}
