package io.tetrarch.gate.device;

import io.tetrarch.crypto.dsse.Dsse;
import io.tetrarch.crypto.signature.SigningKey;
import io.tetrarch.crypto.signature.VerifyingKey;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Encoder;

/**
 * What a device signs to be paired: that it holds the key it names, and was told the one-time code.
 *
 * @param groupId of the group it is to judge for
 * @param device the name under which it was invited
 * @param key its raw Ed25519 public key
 * @param code as it was shown to the person
 */
public record DevicePairing(Digest groupId, String device, Bytes key, String code) {

    /** Part of what is signed (DSSE). */
    public static final String PAYLOAD_TYPE = "application/vnd.tetrarch.device-pairing.v1";

    /** The body: group, device, key, code. */
    public byte[] encoded() {
        return new Encoder()
                .digest(groupId)
                .string(device)
                .bytes(key)
                .string(code)
                .toArray();
    }

    public Bytes sign(SigningKey signing) {
        return Bytes.wrap(signing.sign(Dsse.pae(PAYLOAD_TYPE, encoded())));
    }

    /** Whether the holder of {@code verifying}, which must be {@link #key}, signed this. */
    public boolean isSignedBy(VerifyingKey verifying, Bytes signature) {
        return Bytes.wrap(verifying.raw()).equals(key)
                && verifying.verify(Dsse.pae(PAYLOAD_TYPE, encoded()), signature.readOnlyArray());
    }
}
