package io.tetrarch.cli.simulate;

import io.tetrarch.cli.command.JsonOption;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.terminal.Terminal;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Sweeps over seeds. */
@Command(
        name = "simulate",
        header = "Run many seeded worlds round the protocol and check its safety and liveness in each.",
        description = {
            "Networks that lose, delay and corrupt, disks that tear and rot, clocks that jump, crashes, Byzantine",
            "replicas: all of it follows from the seed, so a run repeats exactly. See docs/simulator.md."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every property held in every run",
            "1:one did not; the command that repeats it is printed",
            "2:bad input; one line on stderr says what was expected"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tetrarch simulate --seeds 10000",
            "  tetrarch simulate --seeds 1000 --profile byzantine --replicas 7 --byzantine 2",
            "  tetrarch simulate --guided --seeds 2000",
            "  tetrarch simulate --script examples/scripts/twins-split-leader.json"
        })
public final class SimulateCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--seeds", paramLabel = "N", description = "How many seeds to run.")
    private @Nullable Long seeds;

    @Option(
            names = "--script",
            paramLabel = "FILE",
            description = "Run this script in place of seeds; docs/simulator.md says what it may hold.")
    private @Nullable String script;

    @Option(names = "--first", paramLabel = "S", defaultValue = "1", description = "The first of them (default 1).")
    private long first;

    @Option(names = "--replicas", paramLabel = "n", description = "4, 7, 10, 13, ...; without it a mix, mostly 4.")
    private @Nullable Integer replicas;

    @Option(names = "--profile", paramLabel = "P", description = "Which faults there are; without it a mix of all.")
    private @Nullable String profile;

    @Option(
            names = "--byzantine",
            paramLabel = "k",
            description = "How many replicas are Byzantine (default: f where the profile has any).")
    private @Nullable Integer byzantine;

    @Option(names = "--threads", paramLabel = "T", description = "Seeds run side by side (default: one a processor).")
    private @Nullable Integer threads;

    @Option(
            names = "--guided",
            description = {
                "Keep and change the runs that reach something new, from the corpus that is kept with the simulator;",
                "on one thread."
            })
    private boolean guided;

    @Option(
            names = "--corpus",
            paramLabel = "FILE",
            description = "With --guided: begin with this corpus, if the file exists, and write the new one there.")
    private @Nullable String corpus;

    @Mixin
    private JsonOption json = new JsonOption();

    public SimulateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Failure {
        if (script != null) {
            return new ScriptedRun(terminal, json.isWanted()).run(script);
        }
        if (seeds == null) {
            throw new ParameterException(spec.commandLine(), "Missing required option: '--seeds=N'");
        }
        SimulateRun.Wanted wanted = new SimulateRun.Wanted(
                seeds,
                first,
                Optional.ofNullable(replicas),
                Optional.ofNullable(profile),
                Optional.ofNullable(byzantine),
                Optional.ofNullable(threads));
        return guided || corpus != null
                ? new GuidedRun(terminal, json.isWanted()).run(SimulateRun.config(wanted), Optional.ofNullable(corpus))
                : new SimulateRun(terminal, json.isWanted()).run(wanted);
    }
}
