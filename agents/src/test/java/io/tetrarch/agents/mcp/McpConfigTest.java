package io.tetrarch.agents.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tetrarch.json.JsonRejected;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class McpConfigTest {
    private static final String FILE =
            "{\"theme\":\"dark\",\"mcpServers\":{\"fs\":{\"command\":\"npx\",\"args\":[\"-y\",\"x\"],"
                + "\"env\":{\"A\":\"b\"}},\"bare\":{\"command\":\"serve\"},\"far\":{\"type\":\"http\",\"url\":\"https://example.org/mcp\"}}}";
    private static final McpConfig.Wrapper WRAPPER =
            new McpConfig.Wrapper("/opt/tetrarch", List.of("--data", "/srv/gate"));

    private static McpConfig config(String text) throws JsonRejected {
        return McpConfig.read(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void everyStartedServerIsStartedThroughTheProxyOnceAndBackAgain() throws Exception {
        String wrapped = config(FILE).wrapped(WRAPPER).toJson();

        assertThat(wrapped)
                .contains(
                        "\"fs\":{\"command\":\"/opt/tetrarch\",\"args\":[\"mcp\",\"--data\",\"/srv/gate\",\"--name\",\"fs\","
                            + "\"--\",\"npx\",\"-y\",\"x\"],\"env\":{\"A\":\"b\"}}")
                .contains("\"far\":{\"type\":\"http\",\"url\":\"https://example.org/mcp\"}");
        assertThat(config(wrapped).wrapped(WRAPPER).toJson()).isEqualTo(wrapped);
        assertThat(config(wrapped).unwrapped().toJson())
                .isEqualTo(FILE.replace("{\"command\":\"serve\"}", "{\"command\":\"serve\",\"args\":[]}"));
        assertThat(config(FILE).unwrapped().toJson()).isEqualTo(FILE);
    }

    @Test
    void aServerIsStartedAsTheFileSays() throws Exception {
        McpConfig.Started started = config(FILE).server("fs");

        assertThat(started.command()).containsExactly("npx", "-y", "x");
        assertThat(started.environment()).containsEntry("A", "b");
        assertThatThrownBy(() -> config(FILE).server("none"))
                .isInstanceOf(JsonRejected.class)
                .hasMessageContaining("expected a member \"none\"");
        assertThatThrownBy(() -> config("{\"servers\":{}}")).hasMessageContaining("mcpServers");
    }
}
