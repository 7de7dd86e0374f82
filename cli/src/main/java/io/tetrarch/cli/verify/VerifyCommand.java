package io.tetrarch.cli.verify;

import io.tetrarch.cli.command.JsonOption;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.terminal.Terminal;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Verifies a decision proof offline, and says whether it lets something run. */
@Command(
        name = "verify",
        header = "Verify a decision's proof, offline: does it let its action run now?",
        description = {
            "Needs nothing but the proof and your own copy of the group file, which holds the replicas' keys.",
            "Ends with 0 only if the proof lets its executor run its action now, as far as files can tell: whether it"
                + " was used already, only the executor knows. With --authentic it asks no more than whether the proof"
                + " is what it says it is, as a denial may be.",
            "What it says of judges: 'judges as pinned', or whose verdict counts for nothing because the group does not"
                    + " accept that judge; 'judges not pinned' of groups of earlier builds, which is no flaw unless"
                    + " --require-pinned-judges is given.",
            "A group that has changed since has another group file in each epoch: give that of the proof's epoch, or"
                    + " the first one with the lineage, which also tells whether that epoch has ended."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:it lets its action run now; with --authentic: it is authentic, and as demanded",
            "1:it is not authentic; one line names the first check that fails",
            "2:bad input; one line on stderr says where and what was expected",
            "3:authentic, and the decision is DENIED",
            "4:authentic, and the decision is EXPIRED",
            "5:authentic and APPROVED, but it lets nothing run any more, or not yet; or it is not as demanded"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tetrarch verify proof.json --group group.json",
            "  tetrarch verify proof.json --group group.json --lineage lineage.json",
            "  tetrarch verify proof.json --group group.json --action action.json --executor gate",
            "  tetrarch verify proof.json --group group.json --require-mode distributed --tier critical",
            "  tetrarch verify proof.json --group group.json --authentic --outcome DENIED"
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
            description = "What leads from your group file to that of the proof's epoch, and to the present one.")
    private @Nullable String lineage;

    @Mixin
    private QuestionOptions question = new QuestionOptions();

    @Mixin
    private JsonOption json = new JsonOption();

    public VerifyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Failure {
        if (proof.equals("-") && question.readsStandardInput()) {
            throw Failure.badInput("--action -: expected a file, for standard input is the proof");
        }
        return new VerifyRun(terminal, json.isWanted())
                .run(proof, new VerifyRun.Trusted(group, lineage), question.read(terminal.in()));
    }
}
