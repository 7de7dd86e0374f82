package io.tetrarch.cli.evidence;

import io.tetrarch.cli.command.CommandFamily;
import io.tetrarch.cli.terminal.Terminal;
import java.util.List;
import picocli.CommandLine.Command;

/** Proofs of equivocation. */
@Command(
        name = "evidence",
        header = "Proofs that a replica signed two things of which only one may stand: list, show, verify.",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n")
public final class EvidenceCommand extends CommandFamily {
    /** The command with its subcommands, as the composition root hangs them in. */
    public static List<Object> subcommands(Terminal terminal) {
        return List.of(new EvidenceList(terminal), new EvidenceShow(terminal), new EvidenceVerify(terminal));
    }
}
