package io.tetrarch.agents.mcp;

import io.tetrarch.json.JsonCursor;
import io.tetrarch.json.JsonLimits;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.json.JsonString;
import io.tetrarch.json.JsonWriter;
import io.tetrarch.proof.action.Action;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A message {@code tools/call}.
 *
 * @param id as the client wrote it
 * @param isStateless whether it is of the protocol's era without sessions (from 2026-07-28), by its own metadata
 */
record ToolCall(String id, String tool, JsonObject arguments, boolean isStateless) {
    private static final String VERSION = "io.modelcontextprotocol/protocolVersion";

    /**
     * Reads it as strictly as an action is read: what is judged must be what the server reads.
     *
     * @param message with a member {@code id}
     * @throws JsonRejected if it is no call, or can be read in two ways
     */
    static ToolCall read(byte[] message, String id) throws JsonRejected {
        JsonCursor params = JsonCursor.parse(message, JsonLimits.FILE).member("params");
        @Nullable JsonCursor arguments = params.optional("arguments");
        return new ToolCall(
                id,
                params.member("name").string(),
                arguments == null ? JsonObject.builder().build() : arguments.object(),
                params.object().get("_meta") instanceof JsonObject meta && meta.get(VERSION) != null);
    }

    /** What the gate is asked: server, tool and definition by the proxy's own knowledge, the arguments as they are. */
    Action action(McpServer server) throws JsonRejected {
        return Action.parse(JsonWriter.compactBytes(JsonObject.builder()
                .put("kind", "execute_tool")
                .put("tool", server.naming().of(tool))
                .put("arguments", arguments)
                .put(
                        "via",
                        JsonObject.builder()
                                .put("mcp", server.name())
                                .put("tool", tool)
                                .put("definition", server.pins().digest(tool).orElse("unknown"))
                                .build())
                .build()));
    }

    /** The answer that this call was not made: a result, so that the model reads why. */
    byte[] refusal(String why) {
        String text = new JsonString("Not run. " + why).toJson();
        return ("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":{"
                        + (isStateless ? "\"resultType\":\"complete\"," : "")
                        + "\"content\":[{\"type\":\"text\",\"text\":" + text + "}],\"isError\":true}}")
                .getBytes(StandardCharsets.UTF_8);
    }
}
