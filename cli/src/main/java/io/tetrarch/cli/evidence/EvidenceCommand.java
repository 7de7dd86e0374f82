package io.tetrarch.cli.evidence;

import io.tetrarch.cli.terminal.Terminal;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Proofs of equivocation. */
@Command(
        name = "evidence",
        header = "Proofs that a replica signed two things of which only one may stand: list, show, verify.",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n")
public final class EvidenceCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** The command with its subcommands, as the composition root hangs them in. */
    public static List<Object> subcommands(Terminal terminal) {
        return List.of(new EvidenceList(terminal), new EvidenceShow(terminal), new EvidenceVerify(terminal));
    }

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "expected a command: list, show or verify");
    }
}
