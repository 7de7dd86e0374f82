package io.tetrarch.agents.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToolPinsTest {
    @TempDir
    Path folder;

    private static byte[] list(int first, int end, String description) {
        String tools = IntStream.range(first, end)
                .mapToObj(i -> "{\"name\":\"t" + i + "\",\"description\":\"" + description + "\"}")
                .collect(Collectors.joining(","));
        return ("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"tools\":[" + tools + "]}}")
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aDefinitionThatChangedBehindARestartBlocksItsToolAndNoOther() throws Exception {
        Path file = folder.resolve("mcp/server.json");
        ToolPins.open(file).seen(list(0, 2, "first"));

        ToolPins later = ToolPins.open(file);
        later.seen(list(0, 1, "second"));
        later.seen(list(1, 2, "first"));

        assertThat(later.obstacle("t0"))
                .hasValueSatisfying(why -> assertThat(why).contains("first seen"));
        assertThat(later.obstacle("t1")).isEmpty();
    }

    @Test
    void aServerThatGoesOnTellingOfNewToolsIsBlockedAndPinsNoMore() throws Exception {
        ToolPins pins = ToolPins.open(folder.resolve("server.json"));
        pins.seen(list(0, ToolPins.MOST_TOOLS, "known"));
        assertThat(pins.obstacle("t0")).isEmpty();

        pins.seen(list(ToolPins.MOST_TOOLS, ToolPins.MOST_TOOLS + 1, "one more"));

        assertThat(pins.obstacle("t0")).contains("its server has told of more than " + ToolPins.MOST_TOOLS + " tools");
        assertThat(pins.digest("t" + ToolPins.MOST_TOOLS)).isEmpty();
    }
}
