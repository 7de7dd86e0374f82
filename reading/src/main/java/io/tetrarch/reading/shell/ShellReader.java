package io.tetrarch.reading.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads shell text into what it would run: simple commands, also those behind {@code sudo}, {@code env}, {@code xargs},
 * {@code sh -c}, {@code find -exec} and their like ({@code launchers.yaml}), in substitutions, here-documents, functions,
 * traps and inline code of other languages, and in text that is decoded or printed into a shell. What the text itself
 * sets is followed: variables, functions, files. Nothing runs, no file is read.
 *
 * <p>Work is bounded in steps, so that the same text always gives the same reading; what lies beyond, and what is no
 * shell grammar, is told in {@link Script#unclear}, never passed over.
 */
public final class ShellReader {

    /** Pieces of work for all the texts of one reading; some tens of milliseconds at the very worst. */
    private static final int MAX_STEPS = 150_000;

    private final Budget budget = new Budget(MAX_STEPS);
    private final Environment environment = new Environment();
    private final Runner runner = new Runner(budget, environment, Launchers.known());
    private @Nullable Printed input;

    /** What is known of programs that run others, as its file says it. */
    public static byte[] launchers() {
        return Launchers.text();
    }

    /** What a text would run. */
    public static Script read(String text) {
        ShellReader reader = new ShellReader();
        reader.add(text);
        return reader.script();
    }

    /**
     * Variables that the text finds set, as if assignments stood before it: judges see them where they see assignments.
     *
     * @param variables by name; empty where the value is not known here
     */
    public void preset(SequencedMap<String, Optional<String>> variables) {
        List<Assignment> assignments = new ArrayList<>();
        variables.forEach((name, value) -> {
            Word word =
                    value.map(Runner::literal).orElseGet(() -> new Word(List.of(new Word.Unknown("$" + name, name))));
            assignments.add(new Assignment(name, word));
        });
        runner.preset(assignments);
    }

    /** What the texts read from now on find on their standard input. */
    public void feed(String standardInput) {
        if (standardInput.length() > Budget.MAX_TEXT) {
            budget.unclear("it is longer than can be read");
        } else {
            input = new Printed(standardInput, false);
        }
    }

    /** The folder in which the texts read from now on begin. */
    public void enter(String folder) {
        environment.enterFolder(folder);
    }

    /** Reads one text; several run one after the other. */
    public void add(String text) {
        if (text.length() > Budget.MAX_TEXT) {
            budget.unclear("it is longer than can be read");
        } else {
            runner.run(new Parser(text, budget).script(), Context.TOP, input);
        }
    }

    /** Reads an argument vector: program and arguments as they are, no shell between. */
    public void addWords(List<String> argv) {
        List<Word> words = new ArrayList<>();
        int length = 0;
        for (String arg : argv) {
            length += arg.length();
            words.add(new Word(List.of(new Word.Literal(arg, true))));
        }
        if (length > Budget.MAX_TEXT) {
            budget.unclear("it is longer than can be read");
        } else if (!words.isEmpty()) {
            runner.launch(words, Context.TOP.at(environment.folder()), input);
        }
    }

    /** Every word of what was read so far that names a program, those of wrappers included, in the order of the text. */
    public List<ProgramWord> programs() {
        runner.runUncalled();
        return runner.programs();
    }

    /** Everything read so far. */
    public Script script() {
        runner.runUncalled();
        return new Script(runner.commands(), runner.code(), budget.reasons());
    }
}
