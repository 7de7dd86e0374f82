package io.tetrarch.proof.decision;

import io.tetrarch.crypto.dsse.Envelope;
import io.tetrarch.json.JsonCursor;
import io.tetrarch.json.JsonLimits;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Header;
import io.tetrarch.pbft.message.InclusionPath;
import io.tetrarch.proof.group.Group;
import io.tetrarch.proof.group.Mode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a proof file strictly: unknown members, and a second spelling of any hex or base64, are refused. */
final class ProofReader {
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");
    private static final long MOST = (1L << 53) - 1;

    private ProofReader() {}

    static DecisionProof read(byte[] utf8) throws JsonRejected {
        JsonCursor file = JsonCursor.parse(utf8, JsonLimits.PROOF);
        file.onlyMembers(only("format", "group", "entry", "action", "inclusion", "header", "commit", "amendments"));
        JsonCursor format = file.member("format");
        if (!format.string().equals(ProofFile.FORMAT)) {
            throw format.rejected("expected \"" + ProofFile.FORMAT + "\"");
        }
        return new DecisionProof(
                group(file.member("group")),
                entry(file.member("entry")),
                base64(file.member("action")),
                certified(file),
                amendments(file.optional("amendments")));
    }

    private static DecisionProof.Certified certified(JsonCursor at) throws JsonRejected {
        return new DecisionProof.Certified(
                inclusion(at.member("inclusion")), header(at.member("header")), envelope(at.member("commit")));
    }

    /** Where there are none, the file does not say so: one proof has one form. */
    private static List<DecisionProof.Amendment> amendments(@Nullable JsonCursor at) throws JsonRejected {
        List<DecisionProof.Amendment> amendments = new ArrayList<>();
        if (at == null) {
            return amendments;
        }
        for (JsonCursor each : at.elements()) {
            each.onlyMembers(only("entry", "action", "inclusion", "header", "commit"));
            amendments.add(new DecisionProof.Amendment(
                    base64(each.member("entry")), base64(each.member("action")), certified(each)));
        }
        if (amendments.isEmpty()) {
            throw at.rejected("expected at least one amendment, or no such member");
        }
        return amendments;
    }

    private static DecisionProof.GroupClaim group(JsonCursor at) throws JsonRejected {
        at.onlyMembers(only("id", "name", "epoch", "mode", "operators"));
        JsonCursor word = at.member("mode");
        Optional<Mode> mode = Mode.ofWord(word.string());
        if (mode.isEmpty()) {
            throw word.rejected("expected embedded, processes or distributed");
        }
        List<String> operators = new ArrayList<>();
        for (JsonCursor operator : at.member("operators").elements()) {
            operators.add(operator.string());
        }
        return new DecisionProof.GroupClaim(
                digest(at.member("id")),
                new Group.Title(at.member("name").string(), number(at.member("epoch")), mode.get()),
                operators);
    }

    private static DecisionProof.ShownEntry entry(JsonCursor at) throws JsonRejected {
        at.onlyMembers(only("canonical", "request", "outcome", "verdicts"));
        JsonObject.Builder shown = JsonObject.builder();
        for (String name : List.of("request", "outcome", "verdicts")) {
            shown.put(name, at.member(name).value());
        }
        return new DecisionProof.ShownEntry(base64(at.member("canonical")), shown.build());
    }

    private static InclusionPath inclusion(JsonCursor at) throws JsonRejected {
        at.onlyMembers(only("index", "size", "hashes"));
        List<Digest> hashes = new ArrayList<>();
        for (JsonCursor hash : at.member("hashes").elements()) {
            hashes.add(digest(hash));
        }
        return new InclusionPath(number(at.member("index")), number(at.member("size")), hashes);
    }

    private static Header header(JsonCursor at) throws JsonRejected {
        at.onlyMembers(only("sequence", "parent", "entriesRoot", "ledgerSize", "ledgerRoot"));
        return new Header(
                number(at.member("sequence")),
                digest(at.member("parent")),
                digest(at.member("entriesRoot")),
                number(at.member("ledgerSize")),
                digest(at.member("ledgerRoot")));
    }

    private static Envelope envelope(JsonCursor at) throws JsonRejected {
        at.onlyMembers(only("payloadType", "payload", "signatures"));
        List<Envelope.Signature> signatures = new ArrayList<>();
        for (JsonCursor each : at.member("signatures").elements()) {
            each.onlyMembers(only("keyid", "sig"));
            signatures.add(new Envelope.Signature(digest(each.member("keyid")).toString(), base64(each.member("sig"))));
        }
        return new Envelope(at.member("payloadType").string(), base64(at.member("payload")), signatures);
    }

    private static long number(JsonCursor at) throws JsonRejected {
        return at.integer(0, MOST);
    }

    private static Digest digest(JsonCursor at) throws JsonRejected {
        String hex = at.string();
        if (!HEX.matcher(hex).matches()) {
            throw at.rejected("expected 64 lower-case hex digits");
        }
        return Digest.ofHex(hex);
    }

    /** Encoding again shows spare bits that a decoder would pass over. */
    private static Bytes base64(JsonCursor at) throws JsonRejected {
        String text = at.string();
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw at.rejected("expected base64");
        }
        if (!Base64.getEncoder().encodeToString(bytes).equals(text)) {
            throw at.rejected("expected base64 with padding and no spare bits");
        }
        return Bytes.wrap(bytes);
    }

    /** In the order of the format's description, which is that of the error message. */
    private static Set<String> only(String... names) {
        return new LinkedHashSet<>(List.of(names));
    }
}
