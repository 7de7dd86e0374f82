package io.tetrarch.cli.bench;

import io.tetrarch.bench.VerifyBenchmark;
import io.tetrarch.bench.VerifyReport;
import io.tetrarch.cli.command.JsonOption;
import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.embedded.home.HomeRefused;
import io.tetrarch.json.Range;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures what verifying a proof costs beside its signatures. */
@Command(
        name = "verify",
        header = "Measure what verifying a proof costs, beside its signatures alone.",
        description = {
            "Proofs of decisions that were each made alone are read from their files and verified on one thread, by a"
                    + " verifier that has its keys and remembers no signature; in turns with that, the same signatures"
                    + " are verified alone. The figures are those of the median round.",
            "See docs/benchmarks.md."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:measured", "2:bad input; one line on stderr says what was expected"},
        footerHeading = "%nExample:%n",
        footer = {"  tetrarch bench verify --json > verify.json"})
public final class BenchVerify implements Callable<Integer> {
    private static final Range PROOFS = new Range(1, 10_000);
    private static final Range ROUNDS = new Range(1, 1_000);
    private static final Range WARM_UP = new Range(0, 1_000);

    private final Terminal terminal;

    @Mixin
    private JsonOption json = new JsonOption();

    @Option(
            names = "--proofs",
            paramLabel = "N",
            defaultValue = "200",
            description = "Verified in each round (default: 200).")
    private int proofs;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "15", description = "Measured (default: 15).")
    private int rounds;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "25",
            description = "Rounds before them, not measured (default: 25).")
    private int warmUp;

    public BenchVerify(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Failure, IOException, InterruptedException {
        require(PROOFS, "--proofs", proofs);
        require(ROUNDS, "--rounds", rounds);
        require(WARM_UP, "--warm-up", warmUp);
        try {
            report(new VerifyBenchmark(
                            new VerifyBenchmark.Settings(proofs, rounds, warmUp),
                            what -> terminal.err().line("measuring: " + what))
                    .run());
        } catch (HomeRefused e) {
            throw Failure.badInput(String.valueOf(e.getMessage()));
        }
        return ExitCode.OK;
    }

    private static void require(Range range, String option, int found) throws Failure {
        if (!range.holds(found)) {
            throw Failure.badInput(option + ": expected " + range + ", found " + found);
        }
    }

    private void report(VerifyReport report) {
        if (json.isWanted()) {
            terminal.json(report.json());
            return;
        }
        terminal.out()
                .line(String.format(
                        Locale.ROOT,
                        "a proof takes %.0f µs, its %.1f signatures alone %.0f µs: %.2f times as long (median of %d)",
                        report.proofMicros(),
                        (double) report.signatures() / report.proofs(),
                        report.signaturesMicros(),
                        report.ratio(),
                        report.rounds().size()));
    }
}
