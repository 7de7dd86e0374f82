package io.tetrarch.cli.config;

import io.tetrarch.cli.command.JsonOption;
import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.node.NodeOptions;
import io.tetrarch.cli.node.NodeSettings;
import io.tetrarch.cli.node.NodeSettings.Setting;
import io.tetrarch.cli.terminal.Table;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.json.JsonObject;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Explains settings. */
@Command(
        name = "explain",
        header = "Show each setting of 'tetrarch node', and where it is from.",
        description = {
            "It takes the options of 'tetrarch node', reads the same environment and file, and starts nothing."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:nothing is missing", "1:something is", "2:the file is not as it must be"},
        footerHeading = "%nExample:%n",
        footer = "  tetrarch config explain --config /etc/tetrarch/node.json --http 127.0.0.1:9100")
final class ConfigExplain implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private NodeOptions options = new NodeOptions();

    @Mixin
    private JsonOption json = new JsonOption();

    ConfigExplain(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Failure {
        NodeSettings settings = options.settings();
        if (json.isWanted()) {
            terminal.json(json(settings));
        } else {
            print(settings);
        }
        return settings.missing().isEmpty() ? ExitCode.OK : ExitCode.CHECK_FAILED;
    }

    private static JsonObject json(NodeSettings settings) {
        JsonObject.Builder all = JsonObject.builder();
        for (Setting setting : Setting.values()) {
            settings.find(setting)
                    .ifPresent(found -> all.put(
                            setting.word(),
                            JsonObject.builder()
                                    .put("value", found.value())
                                    .put("from", found.source())
                                    .build()));
        }
        settings.missing().ifPresent(missing -> all.put("missing", missing.word()));
        return all.build();
    }

    private void print(NodeSettings settings) {
        Table table = Table.of("setting", "value, from");
        for (Setting setting : Setting.values()) {
            Optional<NodeSettings.Found> found = settings.find(setting);
            table.row(
                    setting.word(),
                    found.map(each -> each.value() + ", " + each.source()).orElse("not set"));
        }
        table.print(terminal.out());
        settings.missing().ifPresent(missing -> terminal.err().line("tetrarch: " + missing.word() + " is missing"));
    }
}
