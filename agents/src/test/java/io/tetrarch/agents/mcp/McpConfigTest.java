package io.tetrarch.agents.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tetrarch.json.JsonRejected;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @Test
    void aServerThatIsReachedByHttpHasAnAddressAndHeadersWithVariables() throws Exception {
        String file =
                "{\"mcpServers\":{\"far\":{\"url\":\"https://${HOST:-example.org}/mcp\",\"headers\":{\"Authorization\":"
                        + "\"Bearer ${TOKEN}\"}},\"fs\":{\"command\":\"serve\",\"args\":[\"$HOME\",\"${TOKEN}\"]}}}";

        assertThat(config(file).way("far", Map.of("TOKEN", "t")::get))
                .isEqualTo(new McpConfig.Remote(
                        new RemoteAddress(URI.create("https://example.org/mcp"), Map.of("Authorization", "Bearer t"))));
        assertThat(config(file).way("fs", Map.of("TOKEN", "t")::get).words()).containsExactly("serve", "$HOME", "t");
        assertThatThrownBy(() -> config(file).way("far", Map.<String, String>of()::get))
                .isInstanceOf(JsonRejected.class)
                .hasMessageContaining("TOKEN");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"url\":\"ftp://example.org\"|expected http:// or https://",
                "\"url\":\"https:///x\"|expected http:// or https://",
                "\"url\":\"https://a b\"|expected a URL",
                "\"url\":\"https://a\",\"command\":\"b\"|found both",
                "\"url\":\"https://a\",\"headers\":{\"Mcp-Name\":\"x\"}|another header",
                "\"url\":\"https://a\",\"headers\":{\"A\":\"x\\ny\"}|on one line"
            })
    void whatIsNoAddressIsRefused(String members, String problem) throws Exception {
        McpConfig file = config("{\"mcpServers\":{\"far\":{" + members + "}}}");

        assertThatThrownBy(() -> file.way("far", name -> null))
                .isInstanceOf(JsonRejected.class)
                .hasMessageContaining(problem);
    }
}
