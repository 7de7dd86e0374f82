package io.tetrarch.console.http;

import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is told to whoever asked for what cannot be done: problem details (RFC 9457). Carries no stack trace. */
public final class Problem extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Kind kind;
    private final transient Map<String, JsonValue> members = new LinkedHashMap<>();
    private final transient Map<String, String> headers = new LinkedHashMap<>();

    /** The kinds there are; each is documented in docs/api.md. */
    public enum Kind {
        BAD_REQUEST(400, "The request cannot be read"),
        NOT_JSON(400, "The body is not the JSON it should be"),
        UNAUTHORIZED(401, "A bearer token is needed"),
        FORBIDDEN(403, "This may not be done"),
        CROSS_ORIGIN(403, "Requests from other origins are refused"),
        NOT_FOUND(404, "There is nothing here"),
        METHOD_NOT_ALLOWED(405, "The method does not fit"),
        CONFLICT(409, "It does not fit the present state"),
        TOO_LARGE(413, "The body is too large"),
        UNSUPPORTED_MEDIA_TYPE(415, "The body has to be application/json"),
        WRONG_HOST(421, "This server does not go by that name"),
        KEY_REUSED(422, "The idempotency key was used for another request"),
        REFUSED(422, "The replicas refused the request"),
        TOO_MANY_REQUESTS(429, "Too many requests"),
        FAULT(500, "A fault in the server"),
        UNAVAILABLE(503, "Not now"),
        NO_QUORUM(504, "No quorum decided it in time");

        private final int status;
        private final String title;

        Kind(int status, String title) {
            this.status = status;
            this.title = title;
        }

        public int status() {
            return status;
        }

        /** The word that ends the problem's type. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    public Problem(Kind kind, String detail) {
        super(detail, null, false, false);
        this.kind = kind;
    }

    /** Text that is no JSON, or not the JSON expected, with the place. */
    public static Problem of(JsonRejected rejected) {
        return new Problem(Kind.NOT_JSON, rejected.problem())
                .with("line", io.tetrarch.json.JsonNumber.of(rejected.line()))
                .with("column", io.tetrarch.json.JsonNumber.of(rejected.column()));
    }

    /** Adds a member of its own. */
    public Problem with(String name, JsonValue value) {
        members.put(name, value);
        return this;
    }

    /** Adds a header to the answer. */
    public Problem withHeader(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** To be tried again later. */
    public Problem retryAfter(long seconds) {
        return withHeader("Retry-After", Long.toString(seconds));
    }

    public Kind kind() {
        return kind;
    }

    Map<String, String> headers() {
        return headers;
    }

    /** The problem details. */
    public JsonObject json() {
        JsonObject.Builder json = JsonObject.builder()
                .put("type", "urn:tetrarch:problem:" + kind.word())
                .put("title", kind.title)
                .put("status", kind.status)
                .put("detail", String.valueOf(getMessage()));
        members.forEach(json::put);
        return json.build();
    }
}
