package io.tetrarch.cli.doctor;

import io.tetrarch.agents.hook.HookHost;
import io.tetrarch.agents.trial.AgentProgram;
import io.tetrarch.cli.agent.InstalledAgent;
import io.tetrarch.cli.command.JsonOption;
import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.hook.HookLimits;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonValue;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Proves on this machine that a hook stops its agent. */
@Command(
        name = "doctor",
        header = "Start an installed agent, have it try what the gate denies, and look whether it ran.",
        description = {
            "The agent gets a model on this machine that asks for a harmless command, 'touch FILE && chmod 777 FILE'"
                    + " in a",
            "folder that is thrown away, and a home with copies of the settings that decide on its hooks: nothing of"
                    + " yours",
            "is written, no account is used and no other host is asked."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every agent that was tried is protected: the hook stopped the command",
            "1:the command ran, or it cannot be told what stopped it",
            "2:no such agent, it is not installed, or nobody agreed to start it"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  tetrarch doctor", "  tetrarch doctor claude-code --yes --json"})
public final class DoctorCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "AGENT", arity = "0..1", description = "Only this one (default: all that are found).")
    private @Nullable String name;

    @Option(names = "--program", paramLabel = "FILE", description = "What starts it (default: by the search path).")
    private @Nullable String program;

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "Home of the user who runs the agent (default: your own).")
    private @Nullable String home;

    @Option(names = "--yes", description = "Do not ask before an agent is started.")
    private boolean agreed;

    @Mixin
    private JsonOption json = new JsonOption();

    public DoctorCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Failure, IOException, InterruptedException {
        List<InstalledAgent> agents = agents();
        ask(agents);
        Path user = Path.of(home == null ? System.getProperty("user.home", "/") : home);
        List<Finding> findings = new ArrayList<>();
        for (InstalledAgent agent : agents) {
            Finding finding = new Examination(user.toAbsolutePath().normalize()).of(agent);
            findings.add(finding);
            if (!json.isWanted()) {
                print(finding);
            }
        }
        if (json.isWanted()) {
            List<JsonValue> all =
                    findings.stream().<JsonValue>map(Finding::json).toList();
            terminal.json(JsonObject.builder().put("agents", new JsonArray(all)).build());
        }
        boolean sound = findings.stream().allMatch(each -> each.state() == Finding.State.PROTECTED);
        return sound ? ExitCode.OK : ExitCode.CHECK_FAILED;
    }

    private List<InstalledAgent> agents() throws Failure, IOException, InterruptedException {
        List<AgentProgram> wanted = name == null ? AgentProgram.all() : List.of(agent(name));
        if (program != null) {
            if (name == null) {
                throw Failure.badInput("--program: expected an agent that it starts");
            }
            Path file = Path.of(program).toAbsolutePath();
            if (!Files.isExecutable(file)) {
                throw Failure.badInput("--program: there is no program " + file);
            }
            return List.of(InstalledAgent.of(wanted.getFirst(), file));
        }
        List<InstalledAgent> found = new ArrayList<>();
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        for (AgentProgram each : wanted) {
            InstalledAgent.found(each, path).ifPresent(found::add);
        }
        if (found.isEmpty()) {
            throw Failure.badInput(
                    name == null
                            ? "no agent is on the search path; --program names one"
                            : name + " is not on the search path; --program names it");
        }
        return List.copyOf(found);
    }

    private static AgentProgram agent(String name) throws Failure {
        List<String> words =
                AgentProgram.all().stream().map(each -> each.host().word()).toList();
        return HookHost.named(name)
                .flatMap(AgentProgram::of)
                .orElseThrow(() -> Failure.badInput(
                        "expected an agent among " + String.join(", ", words) + "; found '" + name + "'"));
    }

    /** @throws Failure unless somebody agrees */
    private void ask(List<InstalledAgent> agents) throws Failure, IOException {
        if (agreed) {
            return;
        }
        for (InstalledAgent each : agents) {
            terminal.err()
                    .line("to start " + each.agent().host().title() + " " + each.version() + ", " + each.program());
        }
        terminal.err().line("with a model on this machine that asks for a harmless command; start it? [y/N]");
        terminal.flush();
        BufferedReader in = new BufferedReader(new InputStreamReader(terminal.in(), StandardCharsets.UTF_8));
        @Nullable String answer = in.readLine();
        if (answer == null || !answer.strip().equalsIgnoreCase("y")) {
            throw Failure.badInput("nothing was started; --yes agrees beforehand");
        }
    }

    private void print(Finding finding) {
        Terminal.Screen out = terminal.out();
        String what =
                finding.agent().agent().host().title() + " " + finding.agent().version();
        out.line(
                switch (finding.state()) {
                    case PROTECTED -> out.paint().good("protected      " + what);
                    case NOT_PROTECTED -> out.paint().bad("NOT PROTECTED  " + what + ": what the gate denies ran");
                    case UNCLEAR -> out.paint().caution("unclear        " + what + ": " + unclear(finding));
                });
        if (finding.state() == Finding.State.PROTECTED) {
            out.line("  it was told: " + finding.seen().told());
        }
        HookLimits.of(finding.agent().agent().host()).forEach(line -> out.line("  note: " + line));
    }

    private static String unclear(Finding finding) {
        return finding.seen().called() == 0
                ? "it did not ask the model for anything to do"
                : "the command did not run, but it was not the hook that said so";
    }
}
