package io.tetrarch.cli.evidence;

import io.tetrarch.cli.command.JsonOption;
import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.home.SightOption;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.embedded.home.Inspection;
import io.tetrarch.embedded.home.Inspection.Conviction;
import io.tetrarch.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows one equivocation, as the file that anyone can verify. */
@Command(
        name = "show",
        header = "Show one equivocation as the JSON that 'evidence verify' takes.",
        description = "With --json it is on one line where nobody looks.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:shown", "2:there is no such evidence"})
final class EvidenceShow implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "N", description = "Its number in 'evidence list'.")
    private int number;

    @Mixin
    private JsonOption json = new JsonOption();

    @Mixin
    private SightOption group = new SightOption();

    EvidenceShow(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Failure, IOException, InterruptedException {
        try (Inspection inspection = group.inspect(terminal.err())) {
            List<Conviction> all = inspection.convictions();
            if (number < 0 || number >= all.size()) {
                throw Failure.badInput(
                        all.isEmpty()
                                ? "expected a number of evidence, but no equivocation is known"
                                : "expected a number of evidence below " + all.size() + ", found " + number);
            }
            JsonObject form = EvidenceForm.of(all.get(number));
            if (json.isWanted()) {
                terminal.json(form);
            } else {
                terminal.out().document(form);
            }
            return ExitCode.OK;
        }
    }
}
