package io.tetrarch.net.tls;

import io.tetrarch.crypto.dsse.Dsse;
import io.tetrarch.crypto.signature.SigningKey;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Encoder;
import io.tetrarch.pbft.message.Hash;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A member's statement on the key of its TLS certificate, signed by the key that the group file lists for it: this key
 * speaks for me on connections, in this group, from then until then. It stands in an extension of the certificate, in
 * 112 bytes: key id (32), not before and not after in milliseconds of Unix time (8 each), signature (64).
 *
 * @param keyId of the member's key in the group
 */
record Vouching(Digest keyId, long notBeforeMillis, long notAfterMillis, Bytes signature) {
    /** An arc of the project's own, made from a UUID (ITU-T X.667). */
    static final String OID = "2.25.192741718180771199208903617379064718700";

    private static final String PAYLOAD_TYPE = "application/vnd.tetrarch.transport.v1";
    private static final int SIGNATURE_BYTES = 64;
    private static final int SIZE = Digest.SIZE_BYTES + 2 * Long.BYTES + SIGNATURE_BYTES;

    /** @param tlsKey the certificate's public key, as SubjectPublicKeyInfo */
    static Vouching sign(SigningKey key, Digest group, byte[] tlsKey, long notBeforeMillis, long notAfterMillis) {
        byte[] signed = key.sign(signBytes(group, tlsKey, notBeforeMillis, notAfterMillis));
        return new Vouching(key.verifyingKey().id(), notBeforeMillis, notAfterMillis, Bytes.wrap(signed));
    }

    private static byte[] signBytes(Digest group, byte[] tlsKey, long notBeforeMillis, long notAfterMillis) {
        return Dsse.pae(
                PAYLOAD_TYPE,
                new Encoder()
                        .digest(group)
                        .u64(notBeforeMillis)
                        .u64(notAfterMillis)
                        .digest(Hash.sha3(tlsKey))
                        .toArray());
    }

    boolean isSignedBy(Members.Known known, Digest group, byte[] tlsKey) {
        return known.key().verify(signBytes(group, tlsKey, notBeforeMillis, notAfterMillis), signature.toArray());
    }

    byte[] encode() {
        return ByteBuffer.allocate(SIZE)
                .put(keyId.toArray())
                .putLong(notBeforeMillis)
                .putLong(notAfterMillis)
                .put(signature.readOnlyArray())
                .array();
    }

    /** Empty if the bytes are no statement. */
    static Optional<Vouching> decode(byte[] bytes) {
        if (bytes.length != SIZE) {
            return Optional.empty();
        }
        ByteBuffer from = ByteBuffer.wrap(bytes);
        byte[] keyId = new byte[Digest.SIZE_BYTES];
        from.get(keyId);
        long notBefore = from.getLong();
        long notAfter = from.getLong();
        byte[] signature = new byte[SIGNATURE_BYTES];
        from.get(signature);
        return Optional.of(new Vouching(Digest.of(keyId), notBefore, notAfter, Bytes.wrap(signature)));
    }
}
