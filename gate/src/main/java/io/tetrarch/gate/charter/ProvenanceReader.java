package io.tetrarch.gate.charter;

import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.crypto.signature.KeyRefusedException;
import io.tetrarch.gate.provenance.ProvenanceTerms;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.proof.bound.Bounds;
import io.tetrarch.reading.yaml.PolicyRejected;
import io.tetrarch.reading.yaml.YamlCursor;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads what a charter says of audit trails. */
final class ProvenanceReader {
    private ProvenanceReader() {}

    static Optional<ProvenanceTerms> terms(@Nullable YamlCursor cursor) throws PolicyRejected {
        if (cursor == null) {
            return Optional.empty();
        }
        cursor.only(Set.of("rule", "writers", "witnesses"));
        YamlCursor word = cursor.get("rule");
        Optional<ProvenanceTerms.Rule> rule = ProvenanceTerms.Rule.ofWord(word.text());
        if (rule.isEmpty()) {
            throw word.rejected("expected longest-valid, most-signers or earliest-witnessed, found " + word.text());
        }
        SortedMap<String, Bytes> writers = keys(cursor.get("writers"));
        if (writers.isEmpty()) {
            throw cursor.get("writers").rejected("expected at least one writer");
        }
        YamlCursor witnesses = cursor.optional("witnesses");
        return Optional.of(
                new ProvenanceTerms(rule.get(), writers, witnesses == null ? new TreeMap<>() : keys(witnesses)));
    }

    private static SortedMap<String, Bytes> keys(YamlCursor cursor) throws PolicyRejected {
        SortedMap<String, Bytes> keys = new TreeMap<>();
        for (Map.Entry<String, YamlCursor> each : cursor.entries().entrySet()) {
            Bytes key = key(each.getValue());
            if (keys.containsValue(key) || keys.size() == Bounds.TRAIL_KEYS.most()) {
                throw each.getValue().rejected("expected at most " + Bounds.TRAIL_KEYS.most() + " keys, each once");
            }
            keys.put(each.getKey(), key);
        }
        return keys;
    }

    private static Bytes key(YamlCursor cursor) throws PolicyRejected {
        try {
            byte[] raw = HexFormat.of().parseHex(cursor.text());
            Ed25519Provider.PORTABLE.load().verifyingKey(raw);
            return Bytes.wrap(raw);
        } catch (KeyRefusedException e) {
            throw cursor.rejected("expected an Ed25519 public key: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw cursor.rejected("expected an Ed25519 public key in 64 hex digits");
        }
    }
}
