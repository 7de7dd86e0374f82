package io.tetrarch.embedded.home;

import io.tetrarch.json.JsonCursor;
import io.tetrarch.json.JsonLimits;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.json.JsonWriter;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.proof.decision.DecisionProof;
import io.tetrarch.proof.decision.ProofFile;
import io.tetrarch.proof.ledger.EntryDecoder;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * A request that was asked for by a handle.
 *
 * @param request as it was signed first
 * @param key its idempotency key
 * @param ledgerSize how long the ledger was then, so that its entry is not before that
 * @param end what it came to, as far as is known
 */
public record AskedRequest(SignedRequest request, Optional<String> key, long ledgerSize, End end) {
    private static final String FORMAT = "tetrarch.asked.v1";

    /** What a request came to. */
    public sealed interface End {
        /** It may still be decided. */
        record Open() implements End {}

        record Withdrawn() implements End {}

        record Decided(DecisionProof proof) implements End {}
    }

    public AskedRequest ended(End how) {
        return new AskedRequest(request, key, ledgerSize, how);
    }

    byte[] file() {
        // an entry holds a request with its signature; this one has no verdicts, and stands in no ledger
        DecisionEntry entry = new DecisionEntry(request, Outcome.EXPIRED, List.of());
        JsonObject.Builder json = JsonObject.builder()
                .put("format", FORMAT)
                .put("request", base64(entry.encoded()))
                .put("action", base64(request.action().readOnlyArray()))
                .put("ledgerSize", ledgerSize);
        key.ifPresent(text -> json.put("key", text));
        switch (end) {
            case End.Open open -> {}
            case End.Withdrawn withdrawn -> json.put("withdrawn", true);
            case End.Decided decided -> json.put("proof", base64(ProofFile.writeBytes(decided.proof())));
        }
        return JsonWriter.compactBytes(json.build());
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** @throws JsonRejected with what was expected where, if it is none */
    static AskedRequest read(byte[] file) throws JsonRejected {
        JsonCursor root = JsonCursor.parse(file, JsonLimits.FILE)
                .onlyMembers(new LinkedHashSet<>(
                        List.of("format", "request", "action", "ledgerSize", "key", "withdrawn", "proof")));
        JsonCursor format = root.member("format");
        if (!format.string().equals(FORMAT)) {
            throw format.rejected("expected \"" + FORMAT + "\"");
        }
        JsonCursor key = root.optional("key");
        return new AskedRequest(
                request(root),
                key == null ? Optional.empty() : Optional.of(key.string()),
                root.member("ledgerSize").integer(0, Long.MAX_VALUE >> 11),
                end(root));
    }

    private static SignedRequest request(JsonCursor root) throws JsonRejected {
        JsonCursor at = root.member("request");
        try {
            if (EntryDecoder.decode(bytes(at), bytes(root.member("action"))) instanceof DecisionEntry entry) {
                return entry.request();
            }
        } catch (IllegalArgumentException e) {
            throw at.rejected("expected a request: " + e.getMessage());
        }
        throw at.rejected("expected a request");
    }

    private static End end(JsonCursor root) throws JsonRejected {
        JsonCursor proof = root.optional("proof");
        if (proof != null) {
            return new End.Decided(ProofFile.read(bytes(proof).toArray()));
        }
        return root.flag("withdrawn") ? new End.Withdrawn() : new End.Open();
    }

    private static Bytes bytes(JsonCursor at) throws JsonRejected {
        try {
            return Bytes.wrap(Base64.getDecoder().decode(at.string()));
        } catch (IllegalArgumentException e) {
            throw at.rejected("expected base64");
        }
    }
}
