package io.tetrarch.cli.bench;

import io.tetrarch.bench.RoundCharter;
import io.tetrarch.cli.command.JsonOption;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.file.CharterFile;
import io.tetrarch.cli.terminal.Terminal;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures whole rounds. */
@Command(
        name = "round",
        header = "Measure whole rounds: every action judged, every request and vote signed and verified.",
        description = {
            "In memory and durable, with 1, 16 and 256 callers. The floor is the CPU time of one round's signatures",
            "and verifications, measured in the same run with the same code; ratios to it compare across machines.",
            "See docs/benchmarks.md."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:measured", "2:bad input; one line on stderr says what was expected"},
        footerHeading = "%nExample:%n",
        footer = {"  tetrarch bench round --json > round.json", "  tetrarch bench round --charter default"})
public final class BenchRound implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private JsonOption json = new JsonOption();

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "4",
            description = "How long each of the six measurements takes, warm-up not counted (default: 4).")
    private double seconds;

    @Option(
            names = "--charter",
            paramLabel = "FILE|default",
            description = {
                "What the replicas judge by: a charter file, or the one that comes with the gate. Without it, one"
                        + " small",
                "rule per judge, so that the agreement is measured and not the judging."
            })
    private String charter = "";

    public BenchRound(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Failure, IOException, InterruptedException {
        return new BenchRun(terminal, json.isWanted()).round(seconds, roundCharter());
    }

    private RoundCharter roundCharter() throws Failure {
        if (charter.isEmpty()) {
            return RoundCharter.small();
        }
        if (charter.equals("default")) {
            return RoundCharter.gateDefault();
        }
        CharterFile file = CharterFile.readNew(charter);
        return new RoundCharter(file.name(), file.bytes());
    }
}
