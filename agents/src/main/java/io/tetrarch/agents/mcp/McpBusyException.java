package io.tetrarch.agents.mcp;

/** As many connections are open as there may be, or one cannot be opened. */
final class McpBusyException extends Exception {
    private static final long serialVersionUID = 1;

    McpBusyException(String message) {
        super(message);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
