package io.tetrarch.reading.shell;

import io.tetrarch.reading.shell.Tree.Arithmetic;
import io.tetrarch.reading.shell.Tree.Chars;
import io.tetrarch.reading.shell.Tree.Parameter;
import io.tetrarch.reading.shell.Tree.ProcessSubstitution;
import io.tetrarch.reading.shell.Tree.RawWord;
import io.tetrarch.reading.shell.Tree.Substitution;
import io.tetrarch.reading.shell.Word.Literal;
import io.tetrarch.reading.shell.Word.Part;
import io.tetrarch.reading.shell.Word.Unknown;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The shell's expansions as far as they can be told beforehand: braces, variables that the text sets, output of
 * substitutions that only print, and the splitting of unquoted results into words.
 */
final class Expansion {

    private static final Unknown OUTPUT = new Unknown("$()", "");

    private final Environment environment;
    private final Budget budget;
    /** Reads what a substitution runs and answers its output, null if that is not known. */
    private final Function<Tree.Node, @Nullable String> run;

    Expansion(Environment environment, Budget budget, Function<Tree.Node, @Nullable String> run) {
        this.environment = environment;
        this.budget = budget;
        this.run = run;
    }

    /** Collects the parts of the words that one word becomes. */
    private static final class Fields {

        private final List<Word> words = new ArrayList<>();
        private List<Part> current = new ArrayList<>();

        void add(Part part) {
            if (part instanceof Literal literal
                    && !current.isEmpty()
                    && current.getLast() instanceof Literal last
                    && last.quoted() == literal.quoted()) {
                current.set(current.size() - 1, new Literal(last.text() + literal.text(), last.quoted()));
            } else {
                current.add(part);
            }
        }

        void split() {
            if (!current.isEmpty()) {
                words.add(new Word(current));
                current = new ArrayList<>();
            }
        }

        /** Adds the result of an unquoted expansion, which is split at white space. */
        void addSplit(String text) {
            int start = 0;
            for (int i = 0; i <= text.length(); i++) {
                if (i == text.length() || " \t\n".indexOf(text.charAt(i)) >= 0) {
                    if (i > start) {
                        add(new Literal(text.substring(start, i), false));
                    }
                    if (i < text.length()) {
                        split();
                    }
                    start = i + 1;
                }
            }
        }
    }

    /** The words of a command's arguments. */
    List<Word> words(List<RawWord> raws) {
        List<Word> words = new ArrayList<>();
        for (RawWord raw : raws) {
            for (RawWord alternative : Braces.expand(raw, budget)) {
                Fields fields = new Fields();
                expand(alternative, fields, true);
                fields.split();
                words.addAll(fields.words);
            }
        }
        return words;
    }

    /** One word without splitting, as an assignment's value, a redirection's target or a here-document. */
    Word word(RawWord raw) {
        Fields fields = new Fields();
        expand(raw, fields, false);
        fields.split();
        return fields.words.isEmpty() ? Word.EMPTY : fields.words.getFirst();
    }

    private void expand(RawWord raw, Fields out, boolean splitting) {
        for (int i = 0; i < raw.pieces().size() && budget.step(); i++) {
            switch (raw.pieces().get(i)) {
                case Chars chars -> out.add(new Literal(chars.text(), chars.quoted()));
                case Parameter parameter -> parameter(parameter, raw, out, splitting && !parameter.quoted());
                case Substitution substitution -> {
                    String output = run.apply(substitution.body());
                    text(output, OUTPUT, out, splitting && !substitution.quoted());
                }
                case ProcessSubstitution process -> process(process, out);
                case Arithmetic sum -> {
                    words(List.of(sum.inside()));
                    out.add(new Unknown("$(())", ""));
                }
            }
        }
    }

    /** A process substitution is a file; one whose contents are known is remembered as such. */
    private void process(ProcessSubstitution process, Fields out) {
        String output = run.apply(process.body());
        String file = process.output() ? ">()" : "<()";
        if (output != null && !process.output()) {
            environment.write(file, output, false);
        } else {
            environment.forgetFile(file);
        }
        out.add(new Unknown(file, ""));
    }

    private static void text(@Nullable String known, Unknown unknown, Fields out, boolean splitting) {
        if (known == null) {
            out.add(unknown);
        } else if (splitting) {
            out.addSplit(known);
        } else {
            out.add(new Literal(known, true));
        }
    }

    private void parameter(Parameter parameter, RawWord raw, Fields out, boolean splitting) {
        String name = parameter.name();
        List<Word> values = environment.values(name).orElse(null);
        if (name.equals("IFS") && values == null && parameter.operator().isEmpty()) {
            text(" ", OUTPUT, out, splitting);
            return;
        }
        if (values == null
                && (name.equals("@") || name.equals("*"))
                && raw.pieces().size() > 1) {
            return; // no arguments: nothing, a way to break a word into pieces
        }
        if (values != null && !budget.steps(length(values) / 4)) {
            return;
        }
        if (values != null && parameter.operator().isEmpty()) {
            values(values, out, splitting);
            return;
        }
        String known = values != null && values.size() == 1 && values.getFirst().isKnown()
                ? values.getFirst().text()
                : null;
        Word argument = parameter.argument() == null ? Word.EMPTY : word(parameter.argument());
        ParameterOperators.Result result =
                ParameterOperators.apply(name, parameter.operator(), known, values == null, argument);
        switch (result) {
            case ParameterOperators.Known value -> text(value.text(), OUTPUT, out, splitting);
            case ParameterOperators.Same word -> values(List.of(word.word()), out, splitting);
            case ParameterOperators.NotKnown none -> out.add(new Unknown(written(parameter, argument), name));
        }
    }

    private static int length(List<Word> values) {
        return values.stream().mapToInt(value -> value.text().length()).sum();
    }

    private static String written(Parameter parameter, Word argument) {
        if (parameter.operator().isEmpty() && parameter.argument() == null) {
            return "$" + parameter.name();
        }
        boolean prefix = parameter.operator().startsWith("#") && parameter.argument() == null
                || parameter.operator().startsWith("!");
        return "${"
                + (prefix
                        ? parameter.operator().charAt(0)
                                + parameter.name()
                                + parameter.operator().substring(1)
                        : parameter.name() + parameter.operator())
                + argument.text()
                + "}";
    }

    private static void values(List<Word> values, Fields out, boolean splitting) {
        boolean first = true;
        for (Word value : values) {
            if (!first) {
                out.split();
            }
            first = false;
            for (Part part : value.parts()) {
                if (splitting && part instanceof Literal literal) {
                    out.addSplit(literal.text());
                } else if (part instanceof Literal literal) {
                    out.add(new Literal(literal.text(), true));
                } else {
                    out.add(part);
                }
            }
        }
    }
}
