package io.tetrarch.agents.mcp;

import io.tetrarch.json.JsonRejected;

/** A message that came as a text of its own, as a line: only the blanks between its words change. */
final class OneLine {
    private OneLine() {}

    /** @throws JsonRejected if a line ends within a string, so that this is no JSON */
    static byte[] of(byte[] message) throws JsonRejected {
        byte[] line = message.clone();
        boolean quoted = false;
        for (int at = 0; at < line.length; at++) {
            switch (line[at]) {
                case '"' -> quoted = !quoted;
                case '\\' -> at += quoted ? 1 : 0;
                case '\n', '\r' -> {
                    if (quoted) {
                        throw new JsonRejected(1, at + 1, "expected no end of a line within a string");
                    }
                    line[at] = ' ';
                }
                default -> {}
            }
        }
        return line;
    }
}
