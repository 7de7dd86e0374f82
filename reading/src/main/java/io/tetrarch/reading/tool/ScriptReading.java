package io.tetrarch.reading.tool;

import io.tetrarch.reading.Paths;
import io.tetrarch.reading.pack.Crossing;
import io.tetrarch.reading.pack.Effect;
import io.tetrarch.reading.pack.Entry;
import io.tetrarch.reading.pack.Meaning;
import io.tetrarch.reading.pack.Role;
import io.tetrarch.reading.pack.Severity;
import io.tetrarch.reading.shell.Assignment;
import io.tetrarch.reading.shell.InlineCode;
import io.tetrarch.reading.shell.Origin;
import io.tetrarch.reading.shell.Redirection;
import io.tetrarch.reading.shell.Script;
import io.tetrarch.reading.shell.SimpleCommand;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says what a shell text does, command by command and where they meet. Bounded by what the shell reading is. */
public final class ScriptReading {

    private static final int MOST_CROSSED = 64;
    /** Words of a command that asks for help, such as {@code tool verb --help}. */
    private static final int MOST_ASKED = 3;

    private static final int MOST_CODE = 16 * 1024;

    private static final Meaning NOT_NAMED = Meaning.of(
                    Effect.EXECUTES,
                    Severity.MEDIUM,
                    "program-not-named",
                    "Which program runs depends on a value that is not in the action.")
            .instead("name the program");
    private static final Meaning UNKNOWN_PROGRAM = Meaning.of(
                    Effect.EXECUTES, Severity.MEDIUM, "unknown-program", "No pack knows this program.")
            .instead("teach it to a pack: tetrarch pack new PROGRAM");
    private static final Meaning PROJECT_CODE = Meaning.of(
            Effect.EXECUTES,
            Severity.LOW,
            "runs-project-code",
            "It runs code of the workspace that is not in the action.");
    private static final Meaning UNSEEN_CODE = Meaning.of(
                    Effect.EXECUTES, Severity.MEDIUM, "runs-unseen-code", "It runs code that is not in the action.")
            .instead("write the code to a file, read it, then run it");
    private static final Meaning MULTIPLIES = Meaning.of(
            Effect.STOPS,
            Severity.CRITICAL,
            "exhausts-the-machine",
            "It starts itself again and again until the machine stands still.");
    private static final Meaning UNREAD =
            Meaning.of(Effect.EXECUTES, Severity.MEDIUM, "not-all-read", "Some of the command could not be read.");

    private final Knowledge knowledge;
    private final CommandReading commands;

    public ScriptReading(Knowledge knowledge) {
        this.knowledge = knowledge;
        this.commands = new CommandReading(knowledge);
    }

    /** One command with what it does. */
    private record Step(SimpleCommand command, @Nullable Entry tool, Set<Effect> effects, boolean runsItsInput) {}

    public List<Finding> read(Script script) {
        List<Finding> findings = new ArrayList<>();
        List<Step> steps = new ArrayList<>();
        for (SimpleCommand command : script.commands()) {
            steps.add(step(command, findings));
        }
        for (InlineCode code : script.code()) {
            inline(code, findings);
        }
        cross(steps, findings);
        unseen(steps, findings);
        if (!script.unclear().isEmpty()) {
            findings.add(new Finding(UNREAD, script.unclear().getFirst()));
        }
        return findings;
    }

    private Step step(SimpleCommand command, List<Finding> findings) {
        List<Finding> own = new ArrayList<>();
        for (Assignment assignment : command.assignments()) {
            Meaning meaning =
                    knowledge.variable(assignment.name(), assignment.value().text());
            if (meaning != null) {
                own.add(new Finding(meaning, assignment.name()));
            }
        }
        if (knowledge.sets(command.program())) {
            for (String arg : command.operands()) {
                int equals = arg.indexOf('=');
                String variable = equals < 0 ? arg : arg.substring(0, equals);
                Meaning meaning = knowledge.variable(variable, equals < 0 ? "" : arg.substring(equals + 1));
                if (meaning != null) {
                    own.add(new Finding(meaning, variable));
                }
            }
        }
        for (Redirection redirection : command.redirections()) {
            redirection(redirection, command.standing().folder(), own);
        }
        for (String wrapper : command.standing().wrappers()) {
            Entry entry = knowledge.tool(wrapper);
            if (entry != null && entry.meaning().severity().atLeast(Severity.HIGH)) {
                own.add(new Finding(entry.meaning(), wrapper));
            }
        }
        if (command.standing().origin() == Origin.RECURSION) {
            own.add(new Finding(MULTIPLIES, command.program()));
        }
        Step step = program(command, own);
        own.forEach(finding -> findings.add(command.standing().elevated() ? finding.raised() : finding));
        return step;
    }

    private void redirection(Redirection redirection, String folder, List<Finding> findings) {
        Effect effect = redirection.writes() ? Effect.WRITES : Effect.READS;
        if (redirection.writes() || redirection.kind() == Redirection.Kind.READ) {
            Meaning meaning = knowledge.places().of(CommandReading.from(folder, redirection.target()), effect, false);
            findings.add(new Finding(meaning, redirection.target().text()));
        }
    }

    private Step program(SimpleCommand command, List<Finding> findings) {
        String name = command.name().text();
        String program = command.program();
        if (name.isEmpty() && command.args().isEmpty()) {
            return new Step(command, null, Set.of(), false);
        }
        if (!command.name().isKnown() && (program.isEmpty() || program.indexOf('$') >= 0)) {
            findings.add(new Finding(NOT_NAMED, name));
            return new Step(command, null, EnumSet.of(Effect.EXECUTES), false);
        }
        if (name.indexOf('/') >= 0) {
            Meaning from = knowledge.places().at("program:" + Paths.normal(name), Effect.READS, false);
            findings.add(new Finding(from, name));
        }
        Entry tool = knowledge.tool(program);
        if (tool == null) {
            if (isOfTheWorkspace(name, command.standing().folder())
                    || knowledge.runsProjectCode(program, command.operands())) {
                findings.add(new Finding(PROJECT_CODE, name));
            } else if (!onlyAsks(command)) {
                findings.add(new Finding(UNKNOWN_PROGRAM, program));
            }
            return new Step(command, null, EnumSet.of(Effect.EXECUTES), false);
        }
        if (knowledge.runsProjectCode(program, command.operands()) && !onlyAsks(command)) {
            findings.add(new Finding(PROJECT_CODE, (program + " " + command.verb()).strip()));
        }
        CommandReading.Found reading = commands.read(
                program,
                tool,
                command.args(),
                new CommandReading.Manner(
                        command.standing().openArguments(),
                        keepsOutput(command),
                        command.standing().folder()));
        findings.addAll(reading.findings());
        if (tool.stdin().role() == Role.SQL && !command.input().isEmpty()) {
            findings.addAll(commands.sql(command.input()));
        }
        return new Step(command, tool, reading.effects(), runsItsInput(tool, reading.line()));
    }

    /** Whether it is named by its path below the folder in which the task works. */
    private static boolean isOfTheWorkspace(String name, String folder) {
        String path = Paths.normal(Paths.in(folder, name));
        return name.indexOf('/') > 0
                && !name.startsWith("~")
                && !path.startsWith("/")
                && !path.startsWith("..")
                && path.indexOf('$') < 0;
    }

    /** Nothing but what it is, or how it is used. */
    private static boolean onlyAsks(SimpleCommand command) {
        List<String> texts = command.texts();
        return !texts.isEmpty()
                && texts.size() <= MOST_ASKED
                && (texts.getLast().equals("--help") || texts.getLast().equals("--version"))
                && command.assignments().isEmpty()
                && command.redirections().isEmpty();
    }

    private static boolean keepsOutput(SimpleCommand command) {
        return command.writes().stream().anyMatch(target -> !target.startsWith("/dev/"));
    }

    private static boolean runsItsInput(Entry tool, CommandLine line) {
        Role role = line.entry().stdin().role() == Role.TEXT
                ? tool.stdin().role()
                : line.entry().stdin().role();
        boolean runs = role == Role.CODE || role == Role.COMMAND || role == Role.SQL;
        return runs
                && (line.operands().isEmpty()
                        || line.operands().getFirst().text().equals("-")
                        || line.has(List.of("-s")));
    }

    private void inline(InlineCode code, List<Finding> findings) {
        Entry language = knowledge.tool("code:" + code.language());
        if (language == null) {
            return;
        }
        String text = code.text().length() > MOST_CODE ? code.text().substring(0, MOST_CODE) : code.text();
        language.words().marked().forEach((glob, meaning) -> {
            if (glob.matches(text)) {
                findings.add(new Finding(meaning, code.program()));
            }
        });
    }

    /** What two commands do together, the one feeding the other. */
    private void cross(List<Step> steps, List<Finding> findings) {
        List<Step> some = steps.subList(0, Math.min(steps.size(), MOST_CROSSED));
        for (Step from : some) {
            for (Step to : some) {
                if (from.command().standing().pipeline()
                                == to.command().standing().pipeline()
                        && from.command().standing().position()
                                < to.command().standing().position()) {
                    cross(from, to, findings);
                }
            }
        }
    }

    private void cross(Step from, Step to, List<Finding> findings) {
        for (Crossing crossing : knowledge.crossings()) {
            boolean meets = crossing.to() == Effect.EXECUTES
                    ? to.runsItsInput()
                    : to.effects().contains(crossing.to());
            if (meets && from.effects().contains(crossing.from())) {
                findings.add(new Finding(
                        crossing.meaning(),
                        from.command().program() + " | " + to.command().program()));
            }
        }
    }

    /** An interpreter whose program is the output of another command, or comes from nowhere in the text. */
    private void unseen(List<Step> steps, List<Finding> findings) {
        boolean fetched = steps.stream()
                .anyMatch(step -> step.effects().contains(Effect.FETCHES)
                        || step.effects().contains(Effect.DECODES));
        for (Step step : steps) {
            Entry tool = step.tool();
            if (tool == null || tool.stdin().role() != Role.CODE) {
                continue;
            }
            boolean notKnown = step.command().args().stream()
                    .filter(word -> !word.text().startsWith("-"))
                    .limit(1)
                    .anyMatch(word -> !word.isKnown());
            boolean piped = step.runsItsInput()
                    && step.command().standing().position() > 0
                    && step.command().input().isEmpty();
            if (notKnown || piped) {
                Meaning meaning = fetched && notKnown ? UNSEEN_CODE.withSeverity(Severity.HIGH) : UNSEEN_CODE;
                findings.add(new Finding(meaning, step.command().program()));
            }
            if (step.command().standing().origin() == Origin.DECODED) {
                findings.add(new Finding(
                        UNSEEN_CODE.withSeverity(Severity.HIGH), step.command().program()));
            }
        }
    }

    /** Of several findings the one to name: the worst, and of equals the first. */
    public static @Nullable Finding worst(List<Finding> findings) {
        Finding worst = null;
        for (Finding finding : findings) {
            if (worst == null || finding.severity().compareTo(worst.severity()) > 0) {
                worst = finding;
            }
        }
        return worst;
    }
}
