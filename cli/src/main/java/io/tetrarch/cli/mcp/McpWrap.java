package io.tetrarch.cli.mcp;

import io.tetrarch.agents.mcp.McpConfig;
import io.tetrarch.agents.settings.FileChange;
import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.home.GroupOption;
import io.tetrarch.cli.shown.ShownChanges;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.json.JsonWriter;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts the proxy in front of a client's servers. */
@Command(
        name = "wrap",
        header = "Rewrite a client's file of servers so that each is started through the proxy.",
        description = {
            "Shows what changes, and keeps a copy of what was there (FILE.before-tetrarch). Servers that are reached"
                    + " by",
            "HTTP stay as they are, and are named: the proxy starts servers."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "2:there is no group, or the file is not what it should be; nothing changed"},
        footerHeading = "%nExamples:%n",
        footer = {"  tetrarch mcp wrap .mcp.json", "  tetrarch mcp wrap .mcp.json --undo"})
final class McpWrap implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "FILE", description = "With a member mcpServers.")
    private String file = "";

    @Mixin
    private GroupOption group = new GroupOption();

    @Option(names = "--undo", description = "Start the servers as before.")
    private boolean undo;

    @Option(names = "--dry-run", description = "Show what would change, and change nothing.")
    private boolean dry;

    @Option(
            names = "--program",
            paramLabel = "FILE",
            description =
                    "The tetrarch that the client starts (default: the one beside this program, else by its path).")
    private @Nullable String program;

    McpWrap(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Failure, IOException {
        Path path = Path.of(file);
        try {
            Optional<String> before = FileChange.read(path);
            if (before.isEmpty()) {
                throw Failure.badInput(file + ": no such file");
            }
            McpConfig config = McpConfig.read(before.get().getBytes(StandardCharsets.UTF_8));
            JsonObject after = undo ? config.unwrapped() : config.wrapped(wrapper());
            boolean same = after.equals(config.json());
            String text = same ? before.get() : JsonWriter.pretty(after);
            new ShownChanges(terminal.out())
                    .apply(List.of(new FileChange(path, before, Optional.of(text), false)), dry);
            if (!undo) {
                for (String name : config.names()) {
                    if (!config.isStarted(name)) {
                        terminal.out()
                                .line(terminal.out()
                                        .paint()
                                        .caution("left     " + name
                                                + ", which is reached by HTTP: its calls are not gated"));
                    }
                }
            }
            return ExitCode.OK;
        } catch (JsonRejected e) {
            throw Failure.badInput(file, e);
        } catch (CharacterCodingException e) {
            throw Failure.badInput(file + ": expected UTF-8");
        }
    }

    private McpConfig.Wrapper wrapper() throws Failure, IOException {
        String folder = group.existing().path().toRealPath().toString();
        return new McpConfig.Wrapper(program == null ? beside() : program, List.of("--data", folder));
    }

    /** The launcher of the checkout that this runs from. */
    private static String beside() {
        Path jar = Path.of(System.getProperty("java.class.path", ""))
                .toAbsolutePath()
                .normalize();
        Path target = jar.getParent();
        Path home = target == null || target.getParent() == null
                ? null
                : target.getParent().getParent();
        Path launcher = home == null ? Path.of("tetrarch") : home.resolve("tetrarch");
        return Files.isExecutable(launcher) && Files.isRegularFile(launcher) ? launcher.toString() : "tetrarch";
    }
}
