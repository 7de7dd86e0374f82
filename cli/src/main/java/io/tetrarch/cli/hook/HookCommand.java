package io.tetrarch.cli.hook;

import io.tetrarch.cli.command.CommandFamily;
import io.tetrarch.cli.terminal.Terminal;
import java.util.List;
import picocli.CommandLine.Command;

/** The commands about coding agents' hooks. */
@Command(
        name = "hook",
        header = "Let a coding agent ask the gate before every tool call.",
        description = {
            "Agents: claude-code, codex, gemini-cli, copilot-cli, opencode, cursor, kiro. What each can be kept from,"
                    + " and",
            "what not: docs/integrations."
        },
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        footerHeading = "%nExamples:%n",
        footer = {"  tetrarch up --daemon", "  tetrarch hook install claude-code", "  tetrarch hook status"})
public final class HookCommand extends CommandFamily {
    /** The command with its subcommands, as the composition root hangs them in. */
    public static List<Object> subcommands(Terminal terminal) {
        return List.of(
                new HookInstall(terminal),
                new HookUninstall(terminal),
                new HookStatus(terminal),
                new HookRun(terminal));
    }
}
