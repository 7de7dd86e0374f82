package io.tetrarch.agents.mcp;

import io.tetrarch.json.JsonString;
import java.nio.charset.StandardCharsets;

/** Answers of JSON-RPC that tell of an error. */
final class RpcError {
    static final int PARSE = -32700;
    static final int INVALID_REQUEST = -32600;
    static final int NO_SUCH_METHOD = -32601;
    static final int INTERNAL = -32603;
    /** A header that does not say what the message says (from 2026-07-28 on). */
    static final int OTHER_HEADER = -32020;

    private RpcError() {}

    /** @param id of the request, as its sender wrote it, or {@code null} */
    static byte[] of(String id, int code, String problem) {
        return ("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"error\":{\"code\":" + code + ",\"message\":"
                        + new JsonString("tetrarch: " + problem).toJson() + "}}")
                .getBytes(StandardCharsets.UTF_8);
    }
}
