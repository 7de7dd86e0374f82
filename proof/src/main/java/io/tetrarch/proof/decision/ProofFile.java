package io.tetrarch.proof.decision;

import io.tetrarch.crypto.dsse.Envelope;
import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.json.JsonValue;
import io.tetrarch.json.JsonWriter;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Header;
import io.tetrarch.pbft.message.InclusionPath;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The file that a decision proof travels in: JSON, described in docs/proof-format.md. */
public final class ProofFile {
    /** What the member {@code format} says. */
    public static final String FORMAT = "tetrarch.decision-proof.v1";

    private ProofFile() {}

    /**
     * Reads a proof file. Nothing is verified by that.
     *
     * @throws JsonRejected with line, column and what was expected there
     */
    public static DecisionProof read(byte[] utf8) throws JsonRejected {
        return ProofReader.read(utf8);
    }

    /** For people and for {@link #read}. */
    public static String write(DecisionProof proof) {
        return JsonWriter.pretty(json(proof));
    }

    /** The UTF-8 bytes of {@link #write}. */
    public static byte[] writeBytes(DecisionProof proof) {
        return write(proof).getBytes(StandardCharsets.UTF_8);
    }

    private static JsonObject json(DecisionProof proof) {
        JsonObject.Builder json = JsonObject.builder()
                .put("format", FORMAT)
                .put("group", json(proof.group()))
                .put("entry", json(proof.entry()))
                .put("action", base64(proof.action()));
        putCertified(json, proof.certified());
        if (!proof.amendments().isEmpty()) {
            json.put(
                    "amendments",
                    new JsonArray(proof.amendments().stream()
                            .<JsonValue>map(ProofFile::json)
                            .toList()));
        }
        return json.build();
    }

    private static void putCertified(JsonObject.Builder to, DecisionProof.Certified certified) {
        to.put("inclusion", json(certified.inclusion()))
                .put("header", json(certified.header()))
                .put("commit", json(certified.commit()));
    }

    private static JsonObject json(DecisionProof.Amendment amendment) {
        JsonObject.Builder json =
                JsonObject.builder().put("entry", base64(amendment.entry())).put("action", base64(amendment.action()));
        putCertified(json, amendment.certified());
        return json.build();
    }

    private static JsonObject json(DecisionProof.GroupClaim group) {
        return JsonObject.builder()
                .put("id", group.id().toString())
                .put("name", group.title().name())
                .put("epoch", group.title().epoch())
                .put("mode", group.mode().word())
                .put("operators", JsonArray.ofStrings(group.operators()))
                .build();
    }

    private static JsonObject json(DecisionProof.ShownEntry entry) {
        JsonObject.Builder json = JsonObject.builder().put("canonical", base64(entry.canonical()));
        entry.shown().members().forEach(json::put);
        return json.build();
    }

    private static JsonObject json(InclusionPath path) {
        return JsonObject.builder()
                .put("index", path.index())
                .put("size", path.size())
                .put(
                        "hashes",
                        JsonArray.ofStrings(
                                path.hashes().stream().map(Digest::toString).toList()))
                .build();
    }

    private static JsonObject json(Header header) {
        return JsonObject.builder()
                .put("sequence", header.sequence())
                .put("parent", header.parent().toString())
                .put("entriesRoot", header.entriesRoot().toString())
                .put("ledgerSize", header.ledgerSize())
                .put("ledgerRoot", header.ledgerRoot().toString())
                .build();
    }

    private static JsonObject json(Envelope envelope) {
        return JsonObject.builder()
                .put("payloadType", envelope.payloadType())
                .put("payload", base64(envelope.payload()))
                .put(
                        "signatures",
                        new JsonArray(envelope.signatures().stream()
                                .<JsonValue>map(each -> JsonObject.builder()
                                        .put("keyid", each.keyId())
                                        .put("sig", base64(each.signature()))
                                        .build())
                                .toList()))
                .build();
    }

    private static String base64(Bytes bytes) {
        return Base64.getEncoder().encodeToString(bytes.readOnlyArray());
    }
}
