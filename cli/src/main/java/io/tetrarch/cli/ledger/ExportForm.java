package io.tetrarch.cli.ledger;

import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonCursor;
import io.tetrarch.json.JsonLimits;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.json.JsonValue;
import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Commit;
import io.tetrarch.pbft.message.CommitCertificate;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Entry;
import io.tetrarch.pbft.message.EvidenceEntry;
import io.tetrarch.pbft.message.Header;
import io.tetrarch.pbft.message.Signatures;
import io.tetrarch.proof.group.Group;
import io.tetrarch.proof.ledger.EntryDecoder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The lines of an exported ledger: one that says of what, then one for each batch (docs/execution.md). */
final class ExportForm {
    static final String FORMAT = "tetrarch.ledger.v1";
    private static final long MOST = JsonLimits.MOST_WHOLE;
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

    private ExportForm() {}

    /** A batch as a line has it; the certificate stands behind it and those before it. */
    record Line(Batch batch, Optional<CommitCertificate> certificate) {}

    static JsonObject head(Group group, long size) {
        return JsonObject.builder()
                .put("format", FORMAT)
                .put("group", group.id().toString())
                .put("name", group.name())
                .put("epoch", group.title().epoch())
                .put("size", size)
                .build();
    }

    static JsonObject batch(Batch batch, Optional<CommitCertificate> certificate) {
        Header header = batch.header();
        JsonObject.Builder line = JsonObject.builder()
                .put("sequence", header.sequence())
                .put("parent", header.parent().toString())
                .put("entriesRoot", header.entriesRoot().toString())
                .put("ledgerSize", header.ledgerSize())
                .put("ledgerRoot", header.ledgerRoot().toString())
                .put(
                        "entries",
                        new JsonArray(batch.entries().stream()
                                .<JsonValue>map(ExportForm::entry)
                                .toList()));
        certificate.ifPresent(signed -> line.put("view", signed.commit().view())
                .put(
                        "commits",
                        new JsonArray(signed.signatures().bySigner().entrySet().stream()
                                .<JsonValue>map(ExportForm::commit)
                                .toList())));
        return line.build();
    }

    private static JsonObject entry(Entry entry) {
        JsonObject.Builder object = JsonObject.builder().put("canonical", base64(entry.encoded()));
        switch (entry) {
            case DecisionEntry decision ->
                object.put("action", base64(decision.request().action().readOnlyArray()));
            case EvidenceEntry evidence -> {}
        }
        return object.build();
    }

    private static JsonObject commit(Map.Entry<Integer, Bytes> signed) {
        return JsonObject.builder()
                .put("replica", signed.getKey())
                .put("signature", base64(signed.getValue().readOnlyArray()))
                .build();
    }

    static Line read(JsonCursor at) throws JsonRejected {
        at.onlyMembers(
                Set.of("sequence", "parent", "entriesRoot", "ledgerSize", "ledgerRoot", "entries", "view", "commits"));
        Header header = new Header(
                at.member("sequence").integer(1, MOST),
                digest(at.member("parent")),
                digest(at.member("entriesRoot")),
                at.member("ledgerSize").integer(1, MOST),
                digest(at.member("ledgerRoot")));
        List<Entry> entries = new ArrayList<>();
        for (JsonCursor entry : at.member("entries").elements()) {
            entries.add(entry(entry));
        }
        if (entries.isEmpty()) {
            throw at.member("entries").rejected("expected at least one entry");
        }
        return new Line(new Batch(header, entries), certificate(at, header));
    }

    private static Entry entry(JsonCursor at) throws JsonRejected {
        at.onlyMembers(Set.of("canonical", "action"));
        JsonCursor action = at.optional("action");
        try {
            return EntryDecoder.decode(bytes(at.member("canonical")), action == null ? Bytes.EMPTY : bytes(action));
        } catch (IllegalArgumentException e) {
            throw at.member("canonical").rejected(String.valueOf(e.getMessage()));
        }
    }

    private static Optional<CommitCertificate> certificate(JsonCursor at, Header header) throws JsonRejected {
        JsonCursor commits = at.optional("commits");
        if (commits == null) {
            JsonCursor view = at.optional("view");
            if (view != null) {
                throw view.rejected("expected commits besides");
            }
            return Optional.empty();
        }
        SortedMap<Integer, Bytes> signatures = new TreeMap<>();
        for (JsonCursor each : commits.elements()) {
            each.onlyMembers(Set.of("replica", "signature"));
            int replica = (int) each.member("replica").integer(0, Integer.MAX_VALUE);
            if (signatures.put(replica, bytes(each.member("signature"))) != null) {
                throw each.rejected("expected one signature of each replica");
            }
        }
        Commit commit = new Commit(at.member("view").integer(0, MOST), header.sequence(), header.digest());
        return Optional.of(new CommitCertificate(commit, new Signatures(signatures)));
    }

    private static Digest digest(JsonCursor at) throws JsonRejected {
        if (!HEX.matcher(at.string()).matches()) {
            throw at.rejected("expected 64 lower-case hex digits");
        }
        return Digest.ofHex(at.string());
    }

    private static Bytes bytes(JsonCursor at) throws JsonRejected {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(at.string());
        } catch (IllegalArgumentException e) {
            throw at.rejected("expected base64");
        }
        if (!base64(bytes).equals(at.string())) {
            throw at.rejected("expected base64 with padding and no spare bits");
        }
        return Bytes.wrap(bytes);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
