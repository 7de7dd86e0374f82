package io.tetrarch.proof.receipt;

import io.tetrarch.json.JsonCursor;
import io.tetrarch.json.JsonLimits;
import io.tetrarch.json.JsonNull;
import io.tetrarch.json.JsonNumber;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.json.JsonValue;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.proof.action.Action;
import io.tetrarch.proof.receipt.Receipt.Ending;
import io.tetrarch.proof.receipt.Receipt.Output;
import io.tetrarch.proof.receipt.Receipt.Span;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A receipt as an action: one form per receipt, every member but {@code shadow} always there, and in this order. */
final class ReceiptForm {
    private static final long MOST = (1L << 53) - 1;
    private static final Pattern REQUEST = Pattern.compile("([0-9a-f]{64})/([1-9][0-9]{0,18})");
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
    private static final byte[] BEGINNING = ("{\"kind\":\"" + Receipt.KIND + "\"").getBytes(StandardCharsets.US_ASCII);

    private ReceiptForm() {}

    static boolean begins(Bytes action) {
        byte[] bytes = action.readOnlyArray();
        return bytes.length > BEGINNING.length
                && Arrays.equals(bytes, 0, BEGINNING.length, BEGINNING, 0, BEGINNING.length);
    }

    static JsonObject of(Receipt receipt) {
        Receipt.Warrant warrant = receipt.warrant();
        JsonObject.Builder form = JsonObject.builder()
                .put("kind", Receipt.KIND)
                .put(
                        "request",
                        warrant.request().client() + "/" + warrant.request().number())
                .put("requestDigest", warrant.requestDigest().toString())
                .put("actionHash", warrant.actionHash().toString())
                .put("ending", word(receipt.ending()))
                .put("exitCode", exitCode(receipt.ending()))
                .put("stdout", of(receipt.output().stdout()))
                .put("stderr", of(receipt.output().stderr()))
                .put("startedMillis", receipt.span().startedMillis())
                .put("endedMillis", receipt.span().endedMillis());
        warrant.shadow().ifPresent(shadow -> form.put("shadow", of(shadow)));
        return form.build();
    }

    private static JsonObject of(Shadow shadow) {
        return JsonObject.builder()
                .put("tier", shadow.tier())
                .put("outcome", shadow.outcome().name())
                .build();
    }

    private static JsonObject of(Output.Stream stream) {
        return JsonObject.builder()
                .put("bytes", stream.bytes())
                .put("sha3", stream.digest().toString())
                .build();
    }

    private static String word(Ending ending) {
        return switch (ending) {
            case Ending.Exited exited -> "exited";
            case Ending.Failed failed -> "failed";
            case Ending.Unknown unknown -> "unknown";
        };
    }

    private static JsonValue exitCode(Ending ending) {
        return switch (ending) {
            case Ending.Exited exited -> JsonNumber.of(exited.code());
            case Ending.Failed failed -> JsonNull.NULL;
            case Ending.Unknown unknown -> JsonNull.NULL;
        };
    }

    static Receipt read(Action action) throws JsonRejected {
        JsonCursor at = JsonCursor.parse(action.bytes(), JsonLimits.ACTION);
        if (!at.member("kind").string().equals(Receipt.KIND)) {
            throw at.member("kind").rejected("expected \"" + Receipt.KIND + "\"");
        }
        Receipt receipt = new Receipt(
                new Receipt.Warrant(
                        request(at.member("request")),
                        digest(at.member("requestDigest")),
                        digest(at.member("actionHash")),
                        shadow(at.optional("shadow"))),
                ending(at.member("ending"), at.member("exitCode")),
                new Output(stream(at.member("stdout")), stream(at.member("stderr"))),
                new Span(
                        at.member("startedMillis").integer(0, MOST),
                        at.member("endedMillis").integer(0, MOST)));
        if (!receipt.toAction().equals(action)) {
            throw at.rejected("expected a receipt in its one form");
        }
        return receipt;
    }

    private static RequestId request(JsonCursor at) throws JsonRejected {
        Matcher parts = REQUEST.matcher(at.string());
        if (parts.matches()) {
            try {
                return new RequestId(Digest.ofHex(parts.group(1)), Long.parseLong(parts.group(2)));
            } catch (NumberFormatException e) {
                throw at.rejected("expected a number below 2^63");
            }
        }
        throw at.rejected("expected a request id: 64 hex digits, '/', a number");
    }

    private static Digest digest(JsonCursor at) throws JsonRejected {
        String hex = at.string();
        if (!DIGEST.matcher(hex).matches()) {
            throw at.rejected("expected 64 lower-case hex digits");
        }
        return Digest.ofHex(hex);
    }

    private static Optional<Shadow> shadow(@Nullable JsonCursor at) throws JsonRejected {
        if (at == null) {
            return Optional.empty();
        }
        JsonCursor word = at.member("outcome");
        String outcome = word.string();
        for (Outcome each : Outcome.values()) {
            if (each.name().equals(outcome)) {
                return Optional.of(new Shadow(at.member("tier").string(), each));
            }
        }
        throw word.rejected("expected APPROVED, DENIED or EXPIRED");
    }

    private static Ending ending(JsonCursor word, JsonCursor exitCode) throws JsonRejected {
        return switch (word.string()) {
            case "exited" -> new Ending.Exited((int) exitCode.integer(Integer.MIN_VALUE, Integer.MAX_VALUE));
            case "failed" -> new Ending.Failed();
            case "unknown" -> new Ending.Unknown();
            default -> throw word.rejected("expected exited, failed or unknown");
        };
    }

    private static Output.Stream stream(JsonCursor at) throws JsonRejected {
        return new Output.Stream(at.member("bytes").integer(0, MOST), digest(at.member("sha3")));
    }
}
