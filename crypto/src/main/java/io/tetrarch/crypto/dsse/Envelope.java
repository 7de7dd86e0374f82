package io.tetrarch.crypto.dsse;

import io.tetrarch.pbft.message.Bytes;
import java.util.List;

/**
 * A payload with signatures over its pre-authentication encoding. Nothing in it is verified by being here.
 *
 * @param payloadType says how to read the payload; part of what is signed
 * @param payload the body as signed
 * @param signatures by any number of keys
 */
public record Envelope(String payloadType, Bytes payload, List<Signature> signatures) {

    /**
     * One key's signature.
     *
     * @param keyId 64 hex digits, SHA3-256 of the raw public key; a hint to find the key, never a proof of anything
     * @param signature over {@link Envelope#signBytes()}
     */
    public record Signature(String keyId, Bytes signature) {}

    public Envelope {
        signatures = List.copyOf(signatures);
    }

    /** The bytes that every signature must be over. */
    public byte[] signBytes() {
        return Dsse.pae(payloadType, payload.readOnlyArray());
    }
}
