package io.tetrarch.cli.processes;

import io.tetrarch.bench.torture.Fault;
import io.tetrarch.cli.command.JsonOption;
import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.console.StopSignal;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tries a group of processes hard. */
@Command(
        name = "torture",
        header = "Let a group of four real processes decide while processes, links and disks fail, and one replica"
                + " lies.",
        description = {
            "One of the four runs a build that equivocates, lies in verdicts and proposals, replays and floods. One"
                    + " fault",
            "comes after the other, each kind once in a round, by the seed: kill -9, SIGSTOP, restarts, links cut,"
                    + " one-way, flapping, slow and reset (by",
            "a relay between the processes), a full disk (where a small file system can be mounted), a corrupted or"
                    + " lost store, strangers at a port, and two of these at once. It is",
            "looked at from outside: every proof by a process that has the module 'proof' alone, ledgers compared"
                    + " entry by",
            "entry, nothing run twice, nobody accused who is honest. When what happens follows from the machine, not"
                    + " from",
            "the seed alone."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:nothing that must hold was broken", "1:something was; it is listed", "2:bad input"},
        footerHeading = "%nExample:%n",
        footer = "  tetrarch torture --minutes 10 --seed 7 --json")
public final class TortureProcesses implements Callable<Integer> {
    private static final String HELP = "help";
    private static final double MOST_MINUTES = 24 * 60;
    private static final double MILLIS_PER_MINUTE = 60_000;

    private final Terminal terminal;

    @Option(names = "--minutes", paramLabel = "M", description = "How long (default: ${DEFAULT-VALUE}).")
    private double minutes = 1;

    @Option(names = "--seed", paramLabel = "S", description = "What the order of the faults follows from (default: 1).")
    private long seed = 1;

    @Option(
            names = "--faults",
            paramLabel = "KIND",
            split = ",",
            description = "These kinds alone (default: all); --faults help lists them.")
    private @Nullable List<String> faults;

    @Option(names = "--keep", description = "Leave the folder of the group, with all logs, and say where it is.")
    private boolean keep;

    @Mixin
    private JsonOption json = new JsonOption();

    public TortureProcesses(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Failure, IOException, InterruptedException {
        if (!(minutes > 0 && minutes <= MOST_MINUTES)) {
            throw Failure.badInput(
                    "--minutes: expected more than 0 and at most " + (long) MOST_MINUTES + ", found " + minutes);
        }
        if (List.of(HELP).equals(faults)) {
            Fault.all().forEach(fault -> terminal.out().line(fault.word()));
            return ExitCode.OK;
        }
        List<Fault> wanted = wanted();
        Duration duration = Duration.ofMillis(Math.round(minutes * MILLIS_PER_MINUTE));
        try (StopSignal signal = StopSignal.install();
                TortureGroup group = TortureGroup.begin(seed, keep)) {
            signal.onCome(() -> end(group, signal));
            if (keep) {
                terminal.err().line("the group lives in " + group.path());
            }
            TortureReport report =
                    new Torture(group, seed, wanted, line -> terminal.err().line(line)).run(duration);
            if (json.isWanted()) {
                terminal.json(report.json());
            } else {
                report.print(terminal.out());
            }
            return report.violations().isEmpty() ? ExitCode.OK : ExitCode.CHECK_FAILED;
        }
    }

    private List<Fault> wanted() throws Failure {
        if (faults == null) {
            return Fault.all();
        }
        List<Fault> wanted = new ArrayList<>();
        for (String word : faults) {
            wanted.add(Fault.all().stream()
                    .filter(fault -> fault.word().equals(word))
                    .findFirst()
                    .orElseThrow(() -> Failure.badInput(
                            "--faults: there is no kind '" + word + "'; 'tetrarch torture --faults help' lists them")));
        }
        return wanted;
    }

    /** Nothing of it goes on after this process. */
    private void end(TortureGroup group, StopSignal signal) {
        try {
            group.close();
        } catch (IOException e) {
            terminal.err().line("tetrarch: " + e.getMessage());
        } finally {
            signal.close();
        }
    }
}
