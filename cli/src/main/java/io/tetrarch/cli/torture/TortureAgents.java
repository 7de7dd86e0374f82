package io.tetrarch.cli.torture;

import io.tetrarch.agents.hook.HookHost;
import io.tetrarch.agents.trial.AgentProgram;
import io.tetrarch.agents.trial.Fault;
import io.tetrarch.cli.agent.InstalledAgent;
import io.tetrarch.cli.command.JsonOption;
import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.file.Folder;
import io.tetrarch.cli.file.Scratch;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.gate.charter.CharterReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Real agents, a model that does what it is told, and gates that fail in every way. */
@Command(
        name = "agents",
        header = "Start real agents under each fault of the gate, and look whether what they were told to run ran.",
        description = {
            "Installs the agents by npm into a folder that is thrown away, with a model on this machine that asks for"
                    + " a",
            "harmless command, and homes of their own: no account, no settings of yours, no other host. A cell fails"
                    + " if",
            "the command left its mark without an approval. It takes a quarter of an hour."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:nothing ran that was not approved, or only what no hook could have stopped",
            "1:something did, or an agent could not be brought to try",
            "2:no such agent or fault, or npm cannot install"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tetrarch torture agents --json > agents.json",
            "  tetrarch torture agents claude-code --fault paused --fault killed-during"
        })
public final class TortureAgents implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "AGENT", arity = "0..*", description = "Only these (default: all that can be started so).")
    private List<String> names = List.of();

    @Option(
            names = "--fault",
            paramLabel = "FAULT",
            description = "Only this one; may be given several times. 'none' is without a fault.")
    private List<String> only = List.of();

    @Option(
            names = "--agents",
            paramLabel = "DIR",
            description = "Where 'npm install --prefix DIR' put the agents; without it they are installed.")
    private @Nullable String installed;

    @Option(names = "--markdown", description = "Print a table, as docs/integrations has it.")
    private boolean markdown;

    @Mixin
    private JsonOption json = new JsonOption();

    public TortureAgents(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Failure, IOException, InterruptedException {
        List<AgentProgram> wanted = agents(names);
        List<Fault> faults = faults(only);
        Path folder = Files.createTempDirectory("tetrarch").toRealPath();
        try {
            Path programs;
            if (installed == null) {
                terminal.err()
                        .line("installing: "
                                + String.join(
                                        ", ",
                                        wanted.stream().map(AgentProgram::pack).toList()));
                programs = folder.resolve("npm");
                InstalledAgent.install(wanted, programs);
            } else {
                programs = Folder.named(installed).toAbsolutePath().normalize();
            }
            List<InstalledAgent> agents = new ArrayList<>();
            for (AgentProgram each : wanted) {
                agents.add(InstalledAgent.in(programs, each));
            }
            return report(run(agents, faults, folder), faults);
        } finally {
            Scratch.delete(folder);
        }
    }

    private MatrixReport run(List<InstalledAgent> agents, List<Fault> faults, Path folder)
            throws Failure, IOException, InterruptedException {
        List<MatrixReport.Row> rows = new ArrayList<>();
        AgentMatrix matrix = new AgentMatrix(folder, charter());
        try {
            for (InstalledAgent agent : agents) {
                List<Cell> cells = new ArrayList<>();
                for (Fault fault : faults) {
                    Cell cell = matrix.cell(agent, fault);
                    terminal.err()
                            .line(agent.agent().host().word() + " " + fault.word() + ": " + cell.word() + " ("
                                    + cell.millis() + " ms)");
                    if (cell.result() == Cell.Result.UNTRIED) {
                        cell.seen()
                                .said()
                                .lines()
                                .forEach(line -> terminal.err().line("  " + line));
                    }
                    cells.add(cell);
                }
                rows.add(new MatrixReport.Row(agent, cells));
            }
        } finally {
            matrix.end();
        }
        return new MatrixReport(rows);
    }

    private static String charter() throws IOException {
        try (var in = CharterReader.class.getResourceAsStream(CharterReader.DEFAULT_FILE)) {
            if (in == null) {
                throw new IllegalStateException("the default charter is not there");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private int report(MatrixReport report, List<Fault> faults) {
        if (json.isWanted()) {
            terminal.json(report.json());
        } else if (markdown) {
            report.markdown(faults).lines().forEach(terminal.out()::line);
        } else {
            terminal.out()
                    .line(report.count(Cell.Result.HELD) + " cells held, " + report.count(Cell.Result.FAILED)
                            + " failed, " + report.count(Cell.Result.IMPOSSIBLE) + " that no hook could stop, "
                            + report.count(Cell.Result.UNTRIED) + " not tried");
        }
        boolean sound = report.count(Cell.Result.FAILED) == 0 && report.count(Cell.Result.UNTRIED) == 0;
        return sound ? ExitCode.OK : ExitCode.CHECK_FAILED;
    }

    private static List<AgentProgram> agents(List<String> names) throws Failure {
        List<AgentProgram> all = AgentProgram.all();
        List<AgentProgram> wanted = new ArrayList<>();
        for (String name : names) {
            wanted.add(HookHost.named(name)
                    .flatMap(AgentProgram::of)
                    .orElseThrow(() -> Failure.badInput("expected an agent among "
                            + String.join(
                                    ", ",
                                    all.stream().map(each -> each.host().word()).toList())
                            + "; found '" + name + "'")));
        }
        return wanted.isEmpty() ? all : List.copyOf(wanted);
    }

    private static List<Fault> faults(List<String> words) throws Failure {
        List<Fault> wanted = new ArrayList<>();
        for (String word : words) {
            wanted.add(Arrays.stream(Fault.values())
                    .filter(each -> each.word().equals(word))
                    .findFirst()
                    .orElseThrow(() -> Failure.badInput("--fault: expected one of "
                            + String.join(
                                    ", ",
                                    Arrays.stream(Fault.values())
                                            .map(Fault::word)
                                            .toList())
                            + "; found '" + word + "'")));
        }
        return wanted.isEmpty() ? List.of(Fault.values()) : List.copyOf(wanted);
    }
}
