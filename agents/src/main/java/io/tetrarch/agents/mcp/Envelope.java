package io.tetrarch.agents.mcp;

import io.tetrarch.json.JsonRejected;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the way that a message takes is told by.
 *
 * @param id as its sender wrote it
 * @param method none in an answer
 * @param version of the protocol, where the message says so itself (from 2026-07-28 on)
 * @param subject what its headers name beside the method: a tool, a prompt, a resource
 * @param cancels the id of the request that this gives up
 * @param progress the token that news of a request are sent under: in a request, the one asked for; in news, the one told
 */
record Envelope(
        Optional<String> id,
        Optional<String> method,
        Optional<String> version,
        Optional<String> subject,
        Optional<String> cancels,
        Optional<String> progress) {
    private static final String VERSION = "io.modelcontextprotocol/protocolVersion";

    /** @throws JsonRejected if a name stands twice in it, where it is read */
    static Envelope of(RawJson message) throws JsonRejected {
        @Nullable RawJson params = message.member("params");
        @Nullable RawJson meta = params == null ? null : params.member("_meta");
        Optional<String> method = text(message.member("method"));
        return new Envelope(
                raw(message.member("id")),
                method,
                text(meta == null ? null : meta.member(VERSION)),
                subject(method.orElse(""), params),
                raw(
                        method.equals(Optional.of("notifications/cancelled")) && params != null
                                ? params.member("requestId")
                                : null),
                raw(
                        method.equals(Optional.of("notifications/progress"))
                                ? params == null ? null : params.member("progressToken")
                                : meta == null ? null : meta.member("progressToken")));
    }

    private static Optional<String> subject(String method, @Nullable RawJson params) throws JsonRejected {
        return switch (method) {
            case "tools/call", "prompts/get" -> text(params == null ? null : params.member("name"));
            case "resources/read" -> text(params == null ? null : params.member("uri"));
            default -> Optional.empty();
        };
    }

    private static Optional<String> raw(@Nullable RawJson value) {
        return Optional.ofNullable(value).map(each -> new String(each.bytes(), StandardCharsets.UTF_8));
    }

    private static Optional<String> text(@Nullable RawJson value) throws JsonRejected {
        return value == null ? Optional.empty() : Optional.ofNullable(value.string());
    }

    boolean isRequest() {
        return method.isPresent() && id.isPresent();
    }

    boolean isAnswer() {
        return method.isEmpty();
    }

    /** Whether it belongs to no session. */
    boolean isStateless() {
        return version.isPresent();
    }

    boolean isInitialize() {
        return method.equals(Optional.of("initialize"));
    }

    /** Whether this is the answer to that request. */
    boolean answers(String request) {
        return isAnswer() && id.equals(Optional.of(request));
    }
}
