package io.tetrarch.gate.service;

import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.crypto.signature.SigningKey;
import io.tetrarch.crypto.signature.VerifyingKey;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.proof.group.Groups;

/** Counts the signatures that were verified with its keys. */
final class CountingScheme implements SignatureScheme {
    private int verified;

    int verified() {
        return verified;
    }

    @Override
    public String name() {
        return "counting";
    }

    @Override
    public SigningKey signingKey(byte[] seed) {
        return Groups.SCHEME.signingKey(seed);
    }

    @Override
    public VerifyingKey verifyingKey(byte[] raw) {
        VerifyingKey key = Groups.SCHEME.verifyingKey(raw);
        return new VerifyingKey() {
            @Override
            public Digest id() {
                return key.id();
            }

            @Override
            public byte[] raw() {
                return key.raw();
            }

            @Override
            public boolean isRegular() {
                return key.isRegular();
            }

            @Override
            public boolean verify(byte[] message, byte[] signature) {
                verified++;
                return key.verify(message, signature);
            }
        };
    }
}
