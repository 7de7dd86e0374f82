package io.tetrarch.agents.mcp;

import io.tetrarch.json.JsonCursor;
import io.tetrarch.json.JsonLimits;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.json.JsonString;
import io.tetrarch.json.JsonWriter;
import io.tetrarch.proof.action.Action;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a server asks of its client by itself: a turn of the client's model, or an answer of the person before it.
 *
 * @param id as the server wrote it
 */
record ServerWish(String id, String method, JsonObject params) {
    /** What charters call them. */
    private static final Map<String, String> TOOLS =
            Map.of("sampling/createMessage", "mcp_sampling", "elicitation/create", "mcp_elicitation");

    /** By the specification, what a client answers whose person refuses. */
    private static final int REFUSED = -1;

    /** Whether this is one, whatever else it holds; in several messages at once, whether one of them is. */
    static boolean isIn(RawJson message) throws JsonRejected {
        if (message.isArray()) {
            for (RawJson each : message.elements()) {
                if (isIn(each)) {
                    return true;
                }
            }
            return false;
        }
        @Nullable RawJson method = message.member("method");
        @Nullable String word = method == null ? null : method.string();
        return word != null && TOOLS.containsKey(word);
    }

    /**
     * @return empty if nobody waits for an answer to it, so that it is no request
     * @throws JsonRejected if it can be read in two ways
     */
    static Optional<ServerWish> read(byte[] line, RawJson message) throws JsonRejected {
        @Nullable RawJson id = message.member("id");
        if (id == null) {
            return Optional.empty();
        }
        JsonCursor whole = JsonCursor.parse(line, JsonLimits.FILE);
        return Optional.of(new ServerWish(
                new String(id.bytes(), StandardCharsets.UTF_8),
                whole.member("method").string(),
                whole.member("params").object()));
    }

    /** What the gate is asked. */
    Action action(String server) throws JsonRejected {
        JsonObject via =
                JsonObject.builder().put("mcp", server).put("method", method).build();
        return Action.parse(JsonWriter.compactBytes(JsonObject.builder()
                .put("kind", "execute_tool")
                .put("tool", String.valueOf(TOOLS.get(method)))
                .put("arguments", params)
                .put("via", via)
                .build()));
    }

    /** The answer that the client was not asked. */
    byte[] refusal(String why) {
        return ("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"error\":{\"code\":" + REFUSED + ",\"message\":"
                        + new JsonString("Not asked. " + why).toJson() + "}}")
                .getBytes(StandardCharsets.UTF_8);
    }
}
