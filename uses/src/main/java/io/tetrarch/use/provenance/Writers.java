package io.tetrarch.use.provenance;

import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.crypto.signature.SigningKey;
import io.tetrarch.gate.provenance.ForkExaminer;
import io.tetrarch.gate.provenance.ProvenanceTerms;
import io.tetrarch.gate.provenance.TrailEdge;
import io.tetrarch.gate.provenance.TrailRecord;
import io.tetrarch.json.JsonObject;
import io.tetrarch.pbft.message.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Who writes the trail of releases, with fresh keys. */
final class Writers {
    static final String TRAIL = "releases";

    private final SignatureScheme scheme = Ed25519Provider.PORTABLE.load();
    private final List<SigningKey> keys = List.of(fresh(), fresh(), fresh());

    private SigningKey fresh() {
        byte[] seed = new byte[32];
        new SecureRandom().nextBytes(seed);
        return scheme.signingKey(seed);
    }

    /** Somebody whose key no charter names. */
    SigningKey stranger() {
        return fresh();
    }

    /** The charter with the writers' keys. */
    byte[] charter() throws IOException {
        try (InputStream in = Writers.class.getResourceAsStream("charter.yaml")) {
            if (in == null) {
                throw new IOException("charter.yaml is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("BUILDER", hex(0))
                    .replace("SIGNER", hex(1))
                    .replace("SHIPPER", hex(2))
                    .getBytes(StandardCharsets.UTF_8);
        }
    }

    private String hex(int writer) {
        return HexFormat.of().formatHex(keys.get(writer).verifyingKey().raw());
    }

    /** What the replicas go by, for whoever puts a fork to them. */
    ForkExaminer examiner() {
        Map<String, Bytes> raw = Map.of("builder", raw(0), "signer", raw(1), "shipper", raw(2));
        return new ForkExaminer(
                new ProvenanceTerms(ProvenanceTerms.Rule.LONGEST_VALID, new TreeMap<>(raw), new TreeMap<>()), scheme);
    }

    private Bytes raw(int writer) {
        return Bytes.wrap(keys.get(writer).verifyingKey().raw());
    }

    /** So many records after {@code from}, the writers taking turns. */
    List<TrailRecord> write(TrailEdge from, String release, int count) {
        List<TrailRecord> records = new ArrayList<>();
        TrailEdge edge = from;
        for (int i = 0; i < count; i++) {
            TrailRecord record = write(edge, release, keys.get(i % keys.size()));
            records.add(record);
            edge = edge.after(record);
        }
        return records;
    }

    TrailRecord write(TrailEdge edge, String release, SigningKey key) {
        JsonObject event = JsonObject.builder()
                .put("release", release)
                .put("step", edge.size())
                .build();
        return TrailRecord.sign(
                new TrailRecord.Body(TRAIL, edge.size(), edge.last(), System.currentTimeMillis(), event), key);
    }
}
