package io.tetrarch.cli.verify;

import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.terminal.Terminal;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Verifies a decision proof offline. */
@Command(
        name = "verify",
        header = "Verify a decision's proof, offline.",
        description = {
            "Needs nothing but the proof and your own copy of the group file, which holds the replicas' keys.",
            "A proof may prove a denial as well: look at the outcome that is printed. A group that has changed since"
                    + " has",
            "another group file in each epoch: give that of the proof's epoch, or the first one with the lineage."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the proof is good; one line says what is proven",
            "1:it is not; one line names the first check that fails",
            "2:bad input; one line on stderr says where and what was expected"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tetrarch verify proof.json --group group.json",
            "  tetrarch verify proof.json --group group.json --lineage lineage.json",
            "  tetrarch verify proof.json --group group.json --action action.json --require-mode distributed"
        })
public final class VerifyCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "PROOF", description = "The proof; - reads standard input.")
    private String proof = "";

    @Option(names = "--group", paramLabel = "FILE", required = true, description = "The group file you trust.")
    private String group = "";

    @Option(
            names = "--lineage",
            paramLabel = "FILE",
            description = "What leads from your group file to that of the proof's epoch.")
    private @Nullable String lineage;

    @Option(names = "--action", paramLabel = "FILE", description = "The proof must be about this very action.")
    private @Nullable String action;

    @Option(
            names = "--require-mode",
            paramLabel = "MODE",
            description = "The group must at least be of this mode: embedded, processes or distributed.")
    private @Nullable String mode;

    @Option(names = "--json", description = "Print one JSON object instead of the line.")
    private boolean json;

    public VerifyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Failure {
        return new VerifyRun(terminal, json)
                .run(proof, new VerifyRun.Trusted(group, lineage), new VerifyRun.Wanted(action, mode));
    }
}
