package io.tetrarch.cli.cluster;

import io.tetrarch.cli.command.CommandFamily;
import io.tetrarch.cli.terminal.Terminal;
import java.util.List;
import picocli.CommandLine.Command;

/** The commands about a cluster on this machine. */
@Command(
        name = "cluster",
        header = "Run a group as processes on this machine, one for each replica, to try it out.",
        description = {
            "Its mode is 'processes': it goes on when one of them crashes or is killed, and does not when the machine"
                    + " does.",
            "All keys are in one folder, so that it shows nothing about operators who do not trust each other."
        },
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  tetrarch cluster up",
            "  tetrarch cluster kill analytical",
            "  tetrarch cluster status --json | jq -r .leader"
        })
public final class ClusterCommand extends CommandFamily {
    /** What the composition root hangs in. */
    public static List<Object> subcommands(Terminal terminal) {
        return List.of(
                new ClusterUp(terminal),
                new ClusterStatus(terminal),
                new ClusterStop(terminal),
                new ClusterMember.Kill(terminal),
                new ClusterMember.Pause(terminal),
                new ClusterMember.Resume(terminal),
                new ClusterMember.Restart(terminal),
                new ClusterMember.Logs(terminal));
    }
}
