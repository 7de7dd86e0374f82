package io.tetrarch.proof.rule;

import io.tetrarch.json.JsonCursor;
import io.tetrarch.json.JsonLimits;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.json.JsonWriter;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.SignedRequest;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The action by which a client takes back a request that was not decided yet. It is asked for under the very number of that
 * request: a number is decided once, so either the one is decided or the other, and never both, whatever a client, a leader
 * or a crash does.
 *
 * @param request digest of the one that is taken back
 */
public record WithdrawRequest(Digest request) {
    /** The tier of these alone; it is in every charter, and none may define it. */
    public static final String TIER = "built-in/withdrawal";

    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

    /** Whether this asks to take another one back, as replicas tell that hold the other. */
    public static boolean isOne(SignedRequest request) {
        return request.request().terms().tier().equals(TIER)
                && SystemKind.of(request.action()).equals(Optional.of(SystemKind.WITHDRAW_REQUEST));
    }

    /** The bytes of the action, its kind first. */
    public Bytes action() {
        return Bytes.wrap(JsonWriter.compactBytes(JsonObject.builder()
                .put("kind", SystemKind.WITHDRAW_REQUEST.word())
                .put("request", request.toString())
                .build()));
    }

    /** @throws JsonRejected saying where what was expected */
    public static WithdrawRequest read(Bytes action) throws JsonRejected {
        JsonCursor root = JsonCursor.parse(action.toArray(), JsonLimits.ACTION)
                .onlyMembers(new LinkedHashSet<>(List.of("kind", "request")));
        JsonCursor kind = root.member("kind");
        if (!kind.string().equals(SystemKind.WITHDRAW_REQUEST.word())) {
            throw kind.rejected("expected \"" + SystemKind.WITHDRAW_REQUEST.word() + "\"");
        }
        JsonCursor request = root.member("request");
        if (!HEX.matcher(request.string()).matches()) {
            throw request.rejected("expected the digest of a request, 64 lower-case hex digits");
        }
        return new WithdrawRequest(Digest.ofHex(request.string()));
    }
}
