package io.tetrarch.cli.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.node.NodeSettings.Found;
import io.tetrarch.cli.node.NodeSettings.Setting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeSettingsTest {
    @TempDir
    Path folder;

    private String file(String json) throws Exception {
        return Files.writeString(folder.resolve("node.json"), json).toString();
    }

    @Test
    void theCommandLineComesBeforeTheEnvironmentAndThatBeforeTheFile() throws Exception {
        String file = file("{\"id\":\"a\",\"listen\":\"[::1]:1\",\"http\":\"h:1\",\"group\":\"group.json\"}");
        NodeSettings settings = NodeSettings.of(
                Map.of(Setting.HTTP, "h:3"),
                Map.of("TETRARCH_NODE_HTTP", "h:2", "TETRARCH_NODE_LISTEN", "l:2", "TETRARCH_NODE_KEY", ""),
                Optional.of(file));

        assertThat(settings.find(Setting.HTTP)).hasValue(new Found("h:3", "--http"));
        assertThat(settings.find(Setting.LISTEN)).hasValue(new Found("l:2", "$TETRARCH_NODE_LISTEN"));
        assertThat(settings.find(Setting.ID)).hasValue(new Found("a", file));
        assertThat(settings.find(Setting.GROUP))
                .as("beside the file that names it")
                .hasValue(new Found(folder.resolve("group.json").toString(), file));
        assertThat(settings.missing()).hasValue(Setting.KEY);
        assertThatThrownBy(() -> settings.required(Setting.KEY))
                .hasMessage("expected --key, $TETRARCH_NODE_KEY or 'key' in the file that --config names");
    }

    @Test
    void aFileWithAnythingElseIsRefused() throws Exception {
        refused("{\"ide\":\"a\"}", ": expected one of group, id, key, data, charter, listen, http, found ide");
        refused("{\"id\":1}", ": id: expected a string");
        refused("[]", "node.json: ");
    }

    private void refused(String json, String why) throws Exception {
        String file = file(json);
        assertThatThrownBy(() -> NodeSettings.of(Map.of(), Map.of(), Optional.of(file)))
                .isInstanceOf(Failure.class)
                .hasMessageContaining(why);
    }
}
