package io.tetrarch.gate.provenance;

import io.tetrarch.crypto.dsse.Dsse;
import io.tetrarch.crypto.signature.SigningKey;
import io.tetrarch.crypto.signature.VerifyingKey;
import io.tetrarch.crypto.tree.TreeHash;
import io.tetrarch.json.JsonCursor;
import io.tetrarch.json.JsonLimits;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.json.JsonWriter;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Encoder;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * One record of an audit trail: a DSSE signature by its writer over the compact JSON of a {@link Body}. Nothing of it is
 * verified by being here.
 *
 * @param writer id of the key that signed: SHA3-256 of its raw bytes
 */
public record TrailRecord(Bytes payload, Digest writer, Bytes signature) {
    /** What its signature says that the payload is. */
    public static final String PAYLOAD_TYPE = "application/vnd.tetrarch.trail-record.v1+json";

    private static final long MOST = (1L << 53) - 1;

    /**
     * What a record says.
     *
     * @param index in its trail, from 0
     * @param previous hash of the record before; zeros of the first
     * @param atMillis when it happened, by the writer's clock
     * @param event whatever is to be kept
     */
    public record Body(String trail, long index, Digest previous, long atMillis, JsonObject event) {
        Bytes encoded() {
            return Bytes.wrap(JsonWriter.compactBytes(JsonObject.builder()
                    .put("trail", trail)
                    .put("index", index)
                    .put("previous", previous.toString())
                    .put("atMillis", atMillis)
                    .put("event", event)
                    .build()));
        }
    }

    /** Signs a record. */
    public static TrailRecord sign(Body body, SigningKey key) {
        Bytes payload = body.encoded();
        byte[] signature = key.sign(Dsse.pae(PAYLOAD_TYPE, payload.readOnlyArray()));
        return new TrailRecord(payload, key.verifyingKey().id(), Bytes.wrap(signature));
    }

    /** @throws JsonRejected unless the payload is exactly what a body is written as */
    public Body body() throws JsonRejected {
        JsonCursor root = JsonCursor.parse(payload.toArray(), JsonLimits.ACTION)
                .onlyMembers(new LinkedHashSet<>(List.of("trail", "index", "previous", "atMillis", "event")));
        JsonCursor previous = root.member("previous");
        Body body = new Body(
                root.member("trail").string(),
                root.member("index").integer(0, MOST),
                BranchForm.digest(previous),
                root.member("atMillis").integer(0, MOST),
                root.member("event").object());
        if (!body.encoded().equals(payload)) {
            throw root.rejected("expected compact JSON with its members in their order");
        }
        return body;
    }

    public boolean isSignedBy(VerifyingKey key) {
        return key.verify(Dsse.pae(PAYLOAD_TYPE, payload.readOnlyArray()), signature.readOnlyArray());
    }

    /** What the next record names as its previous one: SHA3-256 of the encoding. */
    public Digest hash() {
        return encoder().sha3();
    }

    /** The record as a leaf of its trail's RFC 6962 tree. */
    public Digest leafHash() {
        return TreeHash.leaf(encoder().toArray());
    }

    private Encoder encoder() {
        return new Encoder().bytes(payload).digest(writer).bytes(signature);
    }
}
