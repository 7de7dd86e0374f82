package io.tetrarch.judges.analytical;

import io.tetrarch.judges.pattern.Territory;
import io.tetrarch.reading.Paths;
import io.tetrarch.reading.shell.InlineCode;
import io.tetrarch.reading.shell.Origin;
import io.tetrarch.reading.shell.Redirection;
import io.tetrarch.reading.shell.Script;
import io.tetrarch.reading.shell.SimpleCommand;
import io.tetrarch.reading.shell.Word;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Derives what a script does from its structure: who names which path in which place, and what flows where. */
final class EffectReader {

    private static final int MAX_EFFECTS = 400;

    private final Usage usage;
    private final Script script;
    private final List<Effect> effects = new ArrayList<>();
    /** Files that the script itself brings in from elsewhere. */
    private final Set<String> fetched = new HashSet<>();

    private EffectReader(Usage usage, Script script) {
        this.usage = usage;
        this.script = script;
    }

    static List<Effect> read(Usage usage, Script script) {
        EffectReader reader = new EffectReader(usage, script);
        for (SimpleCommand command : script.commands()) {
            if (reader.effects.size() < MAX_EFFECTS) {
                reader.command(command);
            }
        }
        script.code().forEach(reader::code);
        return List.copyOf(reader.effects);
    }

    /** Program text of other languages that opens connections or runs text it makes up. */
    private void code(InlineCode code) {
        String text = code.text().toLowerCase(Locale.ROOT);
        boolean reaches = usage.inlineConnections.stream().anyMatch(text::contains);
        boolean unseen = usage.inlineEvaluation.stream().anyMatch(text::contains);
        SimpleCommand by = script.commands().stream()
                .filter(command -> command.program().equals(code.program()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("inline code without a program"));
        if (reaches) {
            addNamed(Effect.Kind.SEND, "what its inline code picks", by);
        }
        if (unseen) {
            addNamed(Effect.Kind.RUN_UNSEEN, "text that its inline code makes up", by);
        }
    }

    private void add(Effect.Kind kind, String object, SimpleCommand command) {
        effects.add(new Effect(
                kind, object, Territory.of(Paths.in(command.standing().folder(), object)), command));
    }

    private void addNamed(Effect.Kind kind, String object, SimpleCommand command) {
        effects.add(new Effect(kind, object, Territory.WORKSPACE, command));
    }

    private void command(SimpleCommand command) {
        for (Redirection redirection : command.redirections()) {
            String target = redirection.target().text();
            if (redirection.writes()) {
                add(Effect.Kind.WRITE, target, command);
            } else if (redirection.kind() == Redirection.Kind.READ) {
                add(copies(command) ? Effect.Kind.COPY : Effect.Kind.READ, target, command);
            }
        }
        if (command.name().parts().isEmpty()) {
            environment(command);
            return;
        }
        fetches(command);
        runs(command);
        endless(command);
        filters(command);
        if (usage.reveals.match(command).isPresent() && !asksForHelp(command)) {
            effects.add(new Effect(Effect.Kind.READ, verbOf(command), Territory.SECRETS, command));
        }
        if (usage.locksAway.match(command).isPresent()) {
            addNamed(Effect.Kind.LOSE, command.program(), command);
        }
        if (command.program().equals("git") && usage.gitLosses.match(command).isPresent()) {
            addNamed(Effect.Kind.LOSE, verbOf(command), command);
        }
        environment(command);
        if (usage.administers.match(command).isPresent() && !asksForHelp(command)) {
            addNamed(Effect.Kind.ADMINISTER, command.program(), command);
        }
        loses(command);
        sends(command);
        operands(command);
    }

    /** Variables by which other programs are made to run or to forget something. */
    private void environment(SimpleCommand command) {
        List<String> set = new ArrayList<>();
        command.assignments().forEach(assignment -> set.add(assignment.name()));
        if (usage.setsVariables.contains(command.program())) {
            command.texts()
                    .forEach(text -> set.add(text.indexOf('=') < 0 ? text : text.substring(0, text.indexOf('='))));
        }
        set.stream()
                .filter(name -> usage.guardedVariables.stream().anyMatch(glob -> glob.matches(name)))
                .findFirst()
                .ifPresent(name -> addNamed(Effect.Kind.ADMINISTER, name, command));
    }

    /** A filter that picks secrets out of what the command in front of it tells. */
    private void filters(SimpleCommand command) {
        script.before(command)
                .filter(before -> SecretNames.isFilter(command, before.program()))
                .ifPresent(before ->
                        effects.add(new Effect(Effect.Kind.READ, before.program(), Territory.SECRETS, command)));
        boolean metadata = command.texts().stream()
                .anyMatch(text -> usage.credentialHosts.stream().anyMatch(text::contains));
        if (metadata && !usage.prints.contains(command.program())) {
            effects.add(new Effect(Effect.Kind.READ, "a metadata service", Territory.SECRETS, command));
        }
    }

    private void endless(SimpleCommand command) {
        boolean load = command.program().equals("yes") && command.writes().contains("/dev/null");
        if (command.standing().origin() == Origin.RECURSION || load) {
            addNamed(Effect.Kind.NEVER_ENDS, command.program(), command);
        }
    }

    private static String verbOf(SimpleCommand command) {
        return (command.program() + " " + command.verb()).strip();
    }

    private static boolean asksForHelp(SimpleCommand command) {
        List<String> texts = command.texts();
        return texts.contains("--help") || texts.contains("--version") || texts.equals(List.of("-h"));
    }

    /** Whether what it reads ends up elsewhere than on the screen. */
    private boolean copies(SimpleCommand command) {
        boolean written = command.redirections().stream()
                .anyMatch(redirection -> redirection.writes()
                        && redirection.descriptor() != 2
                        && Territory.of(redirection.target().text()) != Territory.SINKS);
        return written
                || usage.copies.contains(command.program())
                || script.after(command)
                        .filter(next -> usage.copies.contains(next.program())
                                || !next.writes().isEmpty())
                        .isPresent();
    }

    private void operands(SimpleCommand command) {
        String program = command.program();
        List<String> paths = paths(command);
        if (usage.prints.contains(program) && !usage.inspects.contains(program)) {
            return;
        }
        boolean edits = usage.edits.match(command).isPresent();
        boolean tree = command.flags().stream()
                .anyMatch(flag -> flag.equals("r") || flag.equals("R") || flag.equals("recursive"));
        Effect.Kind kind = usage.removes.contains(program)
                ? tree || usage.overwrites.contains(program) ? Effect.Kind.REMOVE_TREE : Effect.Kind.REMOVE
                : usage.writes.contains(program) || edits
                        ? Effect.Kind.WRITE
                        : usage.modes.contains(program)
                                ? Effect.Kind.CHANGE_RIGHTS
                                : usage.inspects.contains(program)
                                        ? Effect.Kind.INSPECT
                                        : copies(command) ? Effect.Kind.COPY : Effect.Kind.READ;
        boolean last = usage.writesLast.contains(program) && paths.size() > 1;
        if (usage.removes.contains(program) && command.standing().openArguments()) {
            addNamed(kind, "what it is fed", command);
        }
        for (int i = 0; i < paths.size(); i++) {
            boolean target = last && i == paths.size() - 1;
            add(target ? Effect.Kind.WRITE : kind, paths.get(i), command);
            if (!target && program.equals("mv") && paths.size() > 1) {
                add(Effect.Kind.REMOVE, paths.get(i), command);
            }
        }
        if (program.equals("find") || program.equals("fd")) {
            searches(command, paths);
        }
        outputOptions(command);
    }

    /** What {@code find} does to what it finds. */
    private void searches(SimpleCommand command, List<String> paths) {
        boolean deletes = command.texts().contains("-delete");
        for (String path : paths) {
            if (deletes) {
                add(Effect.Kind.REMOVE_TREE, path, command);
            }
        }
    }

    private void outputOptions(SimpleCommand command) {
        List<String> texts = command.texts();
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i);
            int equals = text.indexOf('=');
            if (usage.outputOptions.contains(text) && i + 1 < texts.size()) {
                add(Effect.Kind.WRITE, texts.get(i + 1), command);
            } else if (equals > 0
                    && (usage.outputOptions.contains(text.substring(0, equals))
                            || usage.outputOptions.contains(text.substring(0, equals + 1)))) {
                add(Effect.Kind.WRITE, text.substring(equals + 1), command);
            }
        }
    }

    /** The operands that are paths: every one of a program that works on files, else those that look like one. */
    private List<String> paths(SimpleCommand command) {
        String program = command.program();
        boolean every = usage.removes.contains(program)
                || usage.writes.contains(program)
                || usage.writesLast.contains(program)
                || usage.modes.contains(program);
        List<String> paths = new ArrayList<>();
        boolean first = true;
        boolean all = false;
        for (Word word : command.args()) {
            String text = word.text();
            if (text.equals("--") && !all) {
                all = true;
                continue;
            }
            boolean flag = !all && text.length() > 1 && text.charAt(0) == '-';
            int equals = text.indexOf('=');
            String value = flag && equals > 0 || text.startsWith("if=") || text.startsWith("of=")
                    ? text.substring(equals + 1)
                    : text.startsWith("@") ? text.substring(1) : text;
            if (flag && equals < 0) {
                continue;
            }
            boolean skipped = first
                    && (usage.patternFirst.contains(program)
                            || usage.modes.contains(program) && !program.equals("chattr"));
            first = false;
            if (!skipped && !text.startsWith("of=") && (every && !flag || looksLikePath(value))) {
                paths.add(value);
            }
        }
        return paths;
    }

    private static boolean looksLikePath(String text) {
        return !text.contains("://")
                && text.length() < 1024
                && text.indexOf('\n') < 0
                && (text.indexOf('/') >= 0
                        || text.startsWith("~")
                        || text.startsWith(".")
                        || text.startsWith("$HOME")
                        || Territory.of(text) != Territory.WORKSPACE && Territory.of(text) != Territory.UNDETERMINED);
    }

    private void loses(SimpleCommand command) {
        if (!usage.commandFamilies.contains(command.program())
                || usage.harmlessRemovals.match(command).isPresent()) {
            return;
        }
        List<String> operands = command.operands();
        for (String operand : operands.subList(0, Math.min(4, operands.size()))) {
            String word = operand.toLowerCase(Locale.ROOT);
            String[] parts = word.split("[-:_ ]", 3);
            Optional<String> verb = Stream.of(word, parts[0], parts.length > 1 ? parts[1] : "")
                    .filter(usage.destructiveVerbs::contains)
                    .findFirst();
            if (verb.isPresent()) {
                Effect.Kind kind = usage.stoppingVerbs.contains(verb.get()) ? Effect.Kind.STOP : Effect.Kind.LOSE;
                addNamed(kind, (command.program() + " " + word).strip(), command);
                return;
            }
        }
    }

    private void fetches(SimpleCommand command) {
        if (usage.fetches.match(command).isEmpty()) {
            return;
        }
        command.writes().forEach(fetched::add);
        List<String> texts = command.texts();
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i);
            if (usage.outputOptions.contains(text) && i + 1 < texts.size()
                    || text.equals("-O") && i + 1 < texts.size()) {
                fetched.add(plain(texts.get(i + 1)));
            }
            if (text.contains("://")) {
                fetched.add(text.substring(text.lastIndexOf('/') + 1));
            }
        }
    }

    private static String plain(String path) {
        return path.startsWith("./") ? path.substring(2) : path;
    }

    /** Code that runs and was never seen. */
    private void runs(SimpleCommand command) {
        String program = command.program();
        String name = command.name().text();
        boolean shell = usage.runsFiles.contains(program);
        boolean bare = command.operands().isEmpty()
                || command.texts().contains("-s")
                || command.texts().contains("-");
        if (command.standing().origin() == Origin.DECODED) {
            addNamed(Effect.Kind.RUN_UNSEEN, "decoded text", command);
        }
        if (shell
                && bare
                && command.standing().position() > 0
                && command.input().isEmpty()) {
            addNamed(Effect.Kind.RUN_UNSEEN, "what is piped into it", command);
        }
        if (shell && command.args().isEmpty() && command.input().isEmpty() && isEscape(command)) {
            addNamed(Effect.Kind.RUN_UNSEEN, "whatever is typed into the shell it opens", command);
        }
        String file =
                shell && !command.operands().isEmpty() ? command.operands().getFirst() : name;
        boolean inlined = shell && command.texts().stream().anyMatch(text -> text.matches("-[a-zA-Z]*[ceErm]"));
        if (inlined) {
            return;
        }
        if (file.equals("<()")) {
            boolean read = script.commands().stream()
                    .anyMatch(other -> other.standing().wrappers().contains(program));
            if (shell && !read) {
                addNamed(Effect.Kind.RUN_UNSEEN, "the output of a command", command);
            }
        } else if (fetched.contains(plain(file))) {
            addNamed(Effect.Kind.RUN_UNSEEN, "a file it has just fetched", command);
        } else if (file.indexOf('/') >= 0 && Territory.of(file) == Territory.SCRATCH && !isKnown(command)) {
            addNamed(Effect.Kind.RUN_UNSEEN, "a file in a temporary folder", command);
        }
    }

    /** A bare shell opened by another program; by a container tool or ssh that is what one asks for. */
    private boolean isEscape(SimpleCommand command) {
        List<String> wrappers = command.standing().wrappers().stream()
                .filter(wrapper -> !wrapper.equals("time")) // which opens nothing and hides nothing
                .toList();
        return !wrappers.isEmpty() && wrappers.stream().noneMatch(usage.opensShells::contains);
    }

    /** Whether the file it runs was written by the script itself, and so has been read here. */
    private boolean isKnown(SimpleCommand command) {
        return script.commands().stream()
                .anyMatch(other -> other.standing().wrappers().contains(command.program())
                        && other.standing().origin() == Origin.NESTED);
    }

    private void sends(SimpleCommand command) {
        Sending.of(command, script).ifPresent(what -> addNamed(Effect.Kind.SEND, what, command));
    }
}
