package io.tetrarch.gate.provenance;

import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonCursor;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.json.JsonValue;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Digest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;

/** A branch as JSON. */
final class BranchForm {
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");
    private static final long MOST = (1L << 53) - 1;

    private BranchForm() {}

    static JsonObject of(Branch branch) {
        return JsonObject.builder()
                .put("root", branch.root().toString())
                .put(
                        "records",
                        new JsonArray(branch.records().stream()
                                .<JsonValue>map(BranchForm::of)
                                .toList()))
                .put(
                        "witnesses",
                        new JsonArray(branch.witnesses().stream()
                                .<JsonValue>map(BranchForm::of)
                                .toList()))
                .build();
    }

    private static JsonObject of(TrailRecord record) {
        return JsonObject.builder()
                .put("payload", base64(record.payload()))
                .put("writer", record.writer().toString())
                .put("signature", base64(record.signature()))
                .build();
    }

    private static JsonObject of(Witness witness) {
        return JsonObject.builder()
                .put("size", witness.size())
                .put("root", witness.root().toString())
                .put("atMillis", witness.atMillis())
                .put("witness", witness.witness().toString())
                .put("signature", base64(witness.signature()))
                .build();
    }

    static Branch read(JsonCursor at) throws JsonRejected {
        at.onlyMembers(only("root", "records", "witnesses"));
        List<TrailRecord> records = new ArrayList<>();
        for (JsonCursor each : within(at.member("records"), Branch.MOST_RECORDS)) {
            each.onlyMembers(only("payload", "writer", "signature"));
            records.add(new TrailRecord(
                    bytes(each.member("payload")), digest(each.member("writer")), bytes(each.member("signature"))));
        }
        List<Witness> witnesses = new ArrayList<>();
        for (JsonCursor each : within(at.member("witnesses"), Branch.MOST_WITNESSES)) {
            each.onlyMembers(only("size", "root", "atMillis", "witness", "signature"));
            witnesses.add(new Witness(
                    each.member("size").integer(0, MOST),
                    digest(each.member("root")),
                    each.member("atMillis").integer(0, MOST),
                    digest(each.member("witness")),
                    bytes(each.member("signature"))));
        }
        return new Branch(records, digest(at.member("root")), witnesses);
    }

    private static List<JsonCursor> within(JsonCursor at, int most) throws JsonRejected {
        List<JsonCursor> elements = at.elements();
        if (elements.size() > most) {
            throw at.rejected("expected at most " + most + ", found " + elements.size());
        }
        return elements;
    }

    static Digest digest(JsonCursor at) throws JsonRejected {
        if (!HEX.matcher(at.string()).matches()) {
            throw at.rejected("expected 64 lower-case hex digits");
        }
        return Digest.ofHex(at.string());
    }

    private static String base64(Bytes bytes) {
        return Base64.getEncoder().encodeToString(bytes.readOnlyArray());
    }

    private static Bytes bytes(JsonCursor at) throws JsonRejected {
        try {
            return Bytes.wrap(Base64.getDecoder().decode(at.string()));
        } catch (IllegalArgumentException e) {
            throw at.rejected("expected base64");
        }
    }

    static LinkedHashSet<String> only(String... names) {
        return new LinkedHashSet<>(List.of(names));
    }
}
