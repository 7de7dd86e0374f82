package io.tetrarch.proof.group;

import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonCursor;
import io.tetrarch.json.JsonLimits;
import io.tetrarch.json.JsonNumber;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonParser;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.json.JsonString;
import io.tetrarch.json.JsonValue;
import io.tetrarch.json.JsonWriter;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Checkpoint;
import io.tetrarch.pbft.message.CheckpointCertificate;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Domain;
import io.tetrarch.pbft.message.Hash;
import io.tetrarch.pbft.message.Signatures;
import io.tetrarch.pbft.message.Succession;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The file that leads from a group file to those that followed it (docs/proof-format.md): for each epoch that ended, the
 * signatures of a quorum on its last checkpoint, and the group file of the next.
 */
public final class LineageFile {
    /** What the member {@code format} says. */
    public static final String FORMAT = "tetrarch.lineage.v1";

    private static final long MOST = (1L << 53) - 1;
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern SIGNATURE = Pattern.compile("[0-9a-f]{128}");

    private LineageFile() {}

    /** For people and for {@link #read}. */
    public static String write(List<Succession> ends) {
        return JsonWriter.pretty(JsonObject.builder()
                .put("format", FORMAT)
                .put(
                        "ends",
                        new JsonArray(
                                ends.stream().<JsonValue>map(LineageFile::json).toList()))
                .build());
    }

    /** The group file of the epoch that followed, for people. */
    public static String groupFile(Succession end) {
        return JsonWriter.pretty(group(end));
    }

    private static JsonObject json(Succession end) {
        Checkpoint last = end.certificate().checkpoint();
        JsonArray signatures = new JsonArray(end.certificate().signatures().bySigner().entrySet().stream()
                .<JsonValue>map(LineageFile::json)
                .toList());
        return JsonObject.builder()
                .put("sequence", last.sequence())
                .put("header", last.header().toString())
                .put("stateRoot", last.stateRoot().toString())
                .put("signatures", signatures)
                .put("group", group(end))
                .build();
    }

    private static JsonObject group(Succession end) {
        try {
            return JsonParser.parseObject(end.group().toArray(), JsonLimits.FILE);
        } catch (JsonRejected e) {
            throw new IllegalArgumentException("a group file is JSON: " + e.getMessage(), e);
        }
    }

    private static JsonObject json(Map.Entry<Integer, Bytes> signed) {
        return JsonObject.builder()
                .put("replica", JsonNumber.of(signed.getKey()))
                .put("signature", new JsonString(signed.getValue().toString()))
                .build();
    }

    /**
     * Reads a lineage and follows it.
     *
     * @param first the group file that is trusted, of the first epoch or of a later one
     * @return the group of each epoch, the trusted one's at the beginning
     * @throws JsonRejected with line, column and what was expected there
     * @throws IllegalArgumentException saying which end of an epoch does not hold, and why
     */
    public static List<Group> read(byte[] utf8, Group first, SignatureScheme scheme) throws JsonRejected {
        JsonCursor file = JsonCursor.parse(utf8, JsonLimits.GROUP).onlyMembers(only("format", "ends"));
        JsonCursor format = file.member("format");
        if (!format.string().equals(FORMAT)) {
            throw format.rejected("expected \"" + FORMAT + "\"");
        }
        Domain ended = first.domain();
        List<Succession> ends = new ArrayList<>();
        for (JsonCursor each : from(first, file.member("ends").elements())) {
            Succession end = end(each, ended);
            ends.add(end);
            ended = end.next();
        }
        return Lineage.groups(first, ends, scheme);
    }

    /** A later group file that is trusted needs none of the ends that led to it. */
    private static List<JsonCursor> from(Group first, List<JsonCursor> ends) throws JsonRejected {
        if (first.descent().isEmpty()) {
            return ends;
        }
        for (int i = 0; i < ends.size(); i++) {
            byte[] group = JsonWriter.compactBytes(ends.get(i).member("group").value());
            if (Hash.sha3(group).equals(first.id())) {
                return ends.subList(i + 1, ends.size());
            }
        }
        throw new IllegalArgumentException("expected a lineage through the group file of epoch "
                + first.title().epoch() + ", which is given; none of its ends leads there");
    }

    private static Succession end(JsonCursor at, Domain ended) throws JsonRejected {
        at.onlyMembers(only("sequence", "header", "stateRoot", "signatures", "group"));
        byte[] group = JsonWriter.compactBytes(at.member("group").value());
        Checkpoint last = new Checkpoint(
                at.member("sequence").integer(1, MOST),
                digest(at.member("header")),
                digest(at.member("stateRoot")),
                Optional.of(Hash.sha3(group)));
        SortedMap<Integer, Bytes> signatures = new TreeMap<>();
        for (JsonCursor each : at.member("signatures").elements()) {
            each.onlyMembers(only("replica", "signature"));
            int replica = (int) each.member("replica").integer(0, 1 << 12);
            if (signatures.put(replica, signature(each.member("signature"))) != null) {
                throw each.rejected("expected one signature of each replica");
            }
        }
        return new Succession(ended, new CheckpointCertificate(last, new Signatures(signatures)), Bytes.wrap(group));
    }

    private static Digest digest(JsonCursor at) throws JsonRejected {
        if (!HEX.matcher(at.string()).matches()) {
            throw at.rejected("expected 64 lower-case hex digits");
        }
        return Digest.ofHex(at.string());
    }

    private static Bytes signature(JsonCursor at) throws JsonRejected {
        if (!SIGNATURE.matcher(at.string()).matches()) {
            throw at.rejected("expected a signature of 128 lower-case hex digits");
        }
        return Bytes.wrap(HexFormat.of().parseHex(at.string()));
    }

    private static LinkedHashSet<String> only(String... names) {
        return new LinkedHashSet<>(List.of(names));
    }
}
