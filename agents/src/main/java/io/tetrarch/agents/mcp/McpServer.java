package io.tetrarch.agents.mcp;

import java.util.List;

/**
 * A server that stands behind the proxy, with what is known of it, and who decides on its tools.
 *
 * @param name that it goes by here
 */
public record McpServer(String name, ToolNaming naming, ToolPins pins, ToolGate gate) {
    /** @param way the command that starts it, or its address */
    public static McpServer of(String name, List<String> way, ToolPins pins, ToolGate gate) {
        return new McpServer(name, new ToolNaming(name, way), pins, gate);
    }
}
