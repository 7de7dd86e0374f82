package io.tetrarch.gate.provenance;

import io.tetrarch.crypto.dsse.Dsse;
import io.tetrarch.crypto.signature.SigningKey;
import io.tetrarch.crypto.signature.VerifyingKey;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Encoder;

/**
 * Somebody's signed word that a trail had this root at this time.
 *
 * @param size of the trail then
 * @param witness id of the key that signed
 */
public record Witness(long size, Digest root, long atMillis, Digest witness, Bytes signature) {
    /** What its signature says that it is over. */
    public static final String PAYLOAD_TYPE = "application/vnd.tetrarch.trail-witness.v1";

    /** Signs that a trail ends so at this time. */
    public static Witness sign(String trail, TrailEdge edge, long atMillis, SigningKey key) {
        byte[] signature = key.sign(signed(trail, edge.size(), edge.root(), atMillis));
        return new Witness(
                edge.size(), edge.root(), atMillis, key.verifyingKey().id(), Bytes.wrap(signature));
    }

    public boolean isSignedBy(VerifyingKey key, String trail) {
        return key.verify(signed(trail, size, root, atMillis), signature.readOnlyArray());
    }

    private static byte[] signed(String trail, long size, Digest root, long atMillis) {
        return Dsse.pae(
                PAYLOAD_TYPE,
                new Encoder().string(trail).u64(size).digest(root).u64(atMillis).toArray());
    }
}
