package io.tetrarch.reading.shell;

import io.tetrarch.reading.shell.Launchers.Language;
import io.tetrarch.reading.shell.Launchers.Launcher;
import io.tetrarch.reading.shell.Launchers.Runs;
import io.tetrarch.reading.shell.Tree.Node;
import io.tetrarch.reading.shell.Word.Literal;
import io.tetrarch.reading.shell.Word.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes a simple command for what it is: a function, a program that runs others, an interpreter, or itself. */
final class Launching {

    /** Words looked at for a command behind a program that nobody knows. */
    private static final int MOST_GUESSED = 12;

    private static final Pattern STANDARD_INPUT = Pattern.compile("-|/dev/stdin|/dev/fd/[0-9]+|/proc/self/fd/[0-9]+");

    private final Budget budget;
    private final Environment environment;
    private final Launchers launchers;
    private final Builtins builtins;
    private final Runner runner;

    Launching(Budget budget, Environment environment, Launchers launchers, Runner runner) {
        this.budget = budget;
        this.environment = environment;
        this.launchers = launchers;
        this.builtins = new Builtins(environment);
        this.runner = runner;
    }

    /** @return what it prints, null if that is not known */
    @Nullable
    Printed launch(Invocation invocation) {
        if (!budget.enter() || invocation.words().isEmpty()) {
            budget.leave();
            return null;
        }
        Printed output = function(invocation);
        budget.leave();
        return output;
    }

    private @Nullable Printed function(Invocation invocation) {
        String name = invocation.words().getFirst().text();
        Optional<Node> body = environment.function(name);
        if (body.isEmpty()) {
            return program(invocation);
        }
        if (!environment.enter(name)) {
            Context context = invocation.context().from(Origin.RECURSION);
            runner.emit(
                    invocation.running(invocation.words(), List.of(), context).command(false));
            return null;
        }
        environment.setArguments(
                invocation.words().subList(1, invocation.words().size()));
        Printed output = runner.run(body.get(), invocation.context(), invocation.input(), invocation.place());
        environment.leave(name);
        return output;
    }

    private @Nullable Printed program(Invocation invocation) {
        runner.named(invocation);
        String program = invocation.program();
        for (Launcher launcher : launchers.of(program)) {
            InnerCommand inner = InnerCommand.of(launcher, invocation.words());
            if (inner != null && inner.runsSomething(launcher)) {
                return wrapper(invocation, program, launcher, inner);
            }
        }
        SimpleCommand command = invocation.command(false);
        runner.emit(command);
        builtins.note(command);
        if (launchers.runsItsInput(program) && invocation.input() != null) {
            return input(invocation, invocation.context().inside(program, false));
        }
        guessed(invocation, program);
        later(command, invocation);
        inline(command, invocation);
        Optional<String> written =
                environment.file(invocation.words().getFirst().text());
        if (written.isPresent()) {
            Context nested = invocation.context().inside(program, false).from(Origin.NESTED);
            return runner.runText(Runner.literal(written.get()), nested, invocation.input(), runner.newPlace());
        }
        return Printing.of(command, invocation.input(), environment);
    }

    private @Nullable Printed wrapper(Invocation invocation, String program, Launcher launcher, InnerCommand inner) {
        Context inside = invocation
                .context()
                .inside(program, launcher.traits().elevates())
                .at(entered(invocation, program));
        boolean transparent = launcher.runs() == Runs.WORDS
                && !launcher.traits().shown()
                && !inner.words().isEmpty();
        if (!transparent) {
            Invocation itself = invocation.running(
                    invocation.words(),
                    List.of(),
                    launcher.traits().elevates() ? inside.from(inside.origin()) : invocation.context());
            SimpleCommand command = itself.command(false);
            runner.emit(command);
            inline(command, invocation);
        }
        if (launcher.traits().later()) {
            inside = inside.from(Origin.DEFERRED);
        }
        Printed output = null;
        for (Word text : inner.texts()) {
            output = runner.runText(text, inside.from(Origin.NESTED), invocation.input(), runner.newPlace());
        }
        for (List<Word> words : inner.commands()) {
            runner.launch(words, inside, null);
        }
        return switch (launcher.runs()) {
            case WORDS -> words(invocation, launcher, inner, inside, output);
            case TEXT ->
                inner.words().isEmpty()
                        ? output
                        : runner.runText(joined(inner.words()), inside.from(Origin.NESTED), null, runner.newPlace());
            case SCRIPT -> inner.texts().isEmpty() ? script(invocation, inner, inside) : output;
            case INPUT -> input(invocation, inside);
            case FIRST ->
                inner.words().isEmpty()
                        ? output
                        : runner.runText(inner.words().getFirst(), inside.from(Origin.NESTED), null, runner.newPlace());
            case NOTHING -> output;
        };
    }

    private @Nullable Printed words(
            Invocation invocation, Launcher launcher, InnerCommand inner, Context inside, @Nullable Printed output) {
        if (inner.words().isEmpty()) {
            return output;
        }
        List<Word> words = inner.words();
        Printed input = invocation.input();
        if (launcher.traits().open()) {
            if (input == null) {
                Invocation open = invocation.running(words, inner.assignments(), inside);
                return open(open);
            }
            words = filled(words, input.text(), inner.placeholder());
        }
        return launch(invocation.running(words, inner.assignments(), inside));
    }

    /** The folder that a wrapper changes to before it runs its command; empty if it stays. */
    private static String entered(Invocation invocation, String program) {
        List<String> texts = invocation.texts();
        Set<String> options = program.equals("sudo") ? Set.of("-D", "--chdir") : Set.of("-C", "--chdir");
        if (!program.equals("env") && !program.equals("sudo")) {
            return "";
        }
        for (int i = 1; i < texts.size(); i++) {
            String text = texts.get(i);
            if (options.contains(text) && i + 1 < texts.size()) {
                return texts.get(i + 1);
            }
            if (text.startsWith("--chdir=")) {
                return text.substring("--chdir=".length());
            }
        }
        return "";
    }

    /** A program that nobody knows and whose arguments read as a command is a wrapper until shown otherwise. */
    private void guessed(Invocation invocation, String program) {
        if (!launchers.isGuessed(program)
                || program.isEmpty()
                || environment.function(program).isPresent()) {
            return;
        }
        List<Word> words = invocation.words();
        int most = Math.min(words.size(), MOST_GUESSED);
        for (int i = 1; i < most; i++) {
            String text = words.get(i).text();
            boolean command = launchers.knows(text.substring(text.lastIndexOf('/') + 1)) && i + 1 < words.size();
            if (command && !text.startsWith("-")) {
                runner.launch(
                        words.subList(i, words.size()), invocation.context().inside(program, false), null);
                return;
            }
        }
    }

    /** A command whose arguments come from an input that is not known. */
    private @Nullable Printed open(Invocation invocation) {
        String program = invocation.program();
        if (launchers.of(program).isEmpty() && launchers.language(program) == null) {
            runner.named(invocation);
            runner.emit(invocation.command(true));
            return null;
        }
        return launch(invocation);
    }

    private static List<Word> filled(List<Word> words, String input, String placeholder) {
        List<Word> filled = new ArrayList<>();
        boolean placed = false;
        for (Word word : words) {
            boolean here = !placeholder.isEmpty() && word.text().contains(placeholder);
            placed |= here;
            filled.add(here ? Runner.literal(word.text().replace(placeholder, input.strip())) : word);
        }
        if (!placed) {
            for (String argument : input.strip().split("\\s+", 256)) {
                filled.add(Runner.literal(argument));
            }
        }
        return filled;
    }

    private @Nullable Printed script(Invocation invocation, InnerCommand inner, Context inside) {
        boolean standardInput = inner.words().isEmpty()
                || STANDARD_INPUT.matcher(inner.words().getFirst().text()).matches()
                || !invocation.program().equals(".")
                        && !invocation.program().equals("source")
                        && invocation.texts().contains("-s");
        if (standardInput) {
            return input(invocation, inside);
        }
        Optional<String> text = environment.file(inner.words().getFirst().text());
        environment.setArguments(inner.words().subList(1, inner.words().size()));
        return text.isEmpty()
                ? null
                : runner.runText(Runner.literal(text.get()), inside.from(Origin.NESTED), null, runner.newPlace());
    }

    /** A shell runs what it is fed. */
    private @Nullable Printed input(Invocation invocation, Context inside) {
        Printed input = invocation.input();
        if (input == null) {
            return null;
        }
        boolean here = invocation.redirections().stream().anyMatch(r -> r.kind() == Redirection.Kind.HERE);
        Origin origin = input.decoded() ? Origin.DECODED : here ? Origin.NESTED : Origin.PIPED;
        return runner.runText(Runner.literal(input.text()), inside.from(origin), null, runner.newPlace());
    }

    /** Aliases run their text when they are used. */
    private void later(SimpleCommand command, Invocation invocation) {
        if (!command.program().equals("alias")) {
            return;
        }
        for (Word word : command.args()) {
            int equals = word.text().indexOf('=');
            if (equals > 0) {
                Context inside = invocation.context().inside("alias", false).from(Origin.DEFERRED);
                runner.runText(Runner.literal(word.text().substring(equals + 1)), inside, null, runner.newPlace());
            }
        }
    }

    /** Program text of other languages. */
    private void inline(SimpleCommand command, Invocation invocation) {
        Language language = launchers.language(command.program());
        if (language == null) {
            return;
        }
        String text = LanguageText.of(language, command, invocation.input(), environment);
        if (text.isEmpty()) {
            return;
        }
        runner.emit(new InlineCode(language.name(), text, command.program()));
        Context inside = invocation.context().inside(command.program(), false).from(Origin.INLINE);
        for (ForeignCode.Found found : ForeignCode.read(text, language.name(), launchers, budget)) {
            if (found.words().isEmpty()) {
                runner.runText(Runner.literal(found.text()), inside, null, runner.newPlace());
            } else {
                runner.launch(found.words(), inside, null);
            }
        }
    }

    private static Word joined(List<Word> words) {
        List<Part> parts = new ArrayList<>();
        for (Word word : words) {
            if (!parts.isEmpty()) {
                parts.add(new Literal(" ", true));
            }
            parts.addAll(word.parts());
        }
        return new Word(parts);
    }
}
