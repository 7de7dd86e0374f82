package io.tetrarch.cli.bench;

import io.tetrarch.cli.cluster.BenchCluster;
import io.tetrarch.cli.command.CommandFamily;
import io.tetrarch.cli.terminal.Terminal;
import java.util.List;
import picocli.CommandLine.Command;

/** The measurements. */
@Command(
        name = "bench",
        header = "Measure what decisions cost on this machine.",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        footerHeading = "%nExample:%n",
        footer = {
            "  tetrarch bench round",
            "  tetrarch bench restart",
            "  tetrarch bench open",
            "  tetrarch bench threads",
            "  tetrarch bench verify",
            "  tetrarch bench cluster",
            "  tetrarch bench hook"
        })
public final class BenchCommand extends CommandFamily {
    /** In the order of the help. */
    public static List<Object> subcommands(Terminal terminal) {
        return List.of(
                new BenchRound(terminal),
                new BenchRestart(terminal),
                new BenchOpen(terminal),
                new BenchThreads(terminal),
                new BenchVerify(terminal),
                new BenchCluster(terminal),
                new BenchHook(terminal),
                new BenchMcp(terminal));
    }
}
