package io.tetrarch.reading.shell;

import io.tetrarch.reading.shell.Tree.Compound;
import io.tetrarch.reading.shell.Tree.Function;
import io.tetrarch.reading.shell.Tree.Loop;
import io.tetrarch.reading.shell.Tree.Node;
import io.tetrarch.reading.shell.Tree.Pipeline;
import io.tetrarch.reading.shell.Tree.RawAssignment;
import io.tetrarch.reading.shell.Tree.RawRedirection;
import io.tetrarch.reading.shell.Tree.RawWord;
import io.tetrarch.reading.shell.Tree.Sequence;
import io.tetrarch.reading.shell.Tree.Simple;
import io.tetrarch.reading.shell.Tree.Words;
import io.tetrarch.reading.shell.Word.Literal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Walks the syntax of a shell text and collects every command that would run. */
final class Runner {

    private static final int MAX_COMMANDS = 512;

    private final Budget budget;
    private final Environment environment;
    private final Expansion expansion;
    private final Launching launching;
    private final Launchers launchers;
    private final List<SimpleCommand> commands = new ArrayList<>();
    private final List<InlineCode> code = new ArrayList<>();
    private final List<ProgramWord> programs = new ArrayList<>();
    private int pipelines;
    private Context current = Context.TOP;

    Runner(Budget budget, Environment environment, Launchers launchers) {
        this.budget = budget;
        this.environment = environment;
        this.launchers = launchers;
        this.expansion = new Expansion(environment, budget, this::substitution);
        this.launching = new Launching(budget, environment, launchers, this);
    }

    /** A place in a pipeline. */
    record Place(int pipeline, int position) {}

    List<SimpleCommand> commands() {
        return commands;
    }

    List<InlineCode> code() {
        return code;
    }

    List<ProgramWord> programs() {
        return List.copyOf(programs);
    }

    /** Notes a word that names a program, whatever the program is. */
    void named(Invocation invocation) {
        if (programs.size() < MAX_COMMANDS) {
            List<Word> words = invocation.words();
            programs.add(new ProgramWord(
                    words.getFirst(),
                    words.subList(1, words.size()),
                    invocation.context().wrappers()));
        } else {
            budget.exhaust("it holds more commands than can be read");
        }
    }

    /** Variables that were set before the text began: one command, so that however many there are they crowd out none. */
    void preset(List<Assignment> assignments) {
        for (Assignment assignment : assignments) {
            if (assignment.value().isKnown()) {
                environment.set(assignment.name(), List.of(assignment.value()));
            }
        }
        if (!assignments.isEmpty()) {
            emit(command(List.of(), assignments, List.of(), Context.TOP, null, newPlace()));
            runBy(assignments, Context.TOP);
        }
    }

    /** Variables whose value other programs run, such as a pager: it runs sooner or later. */
    private void runBy(List<Assignment> assignments, Context context) {
        for (Assignment assignment : assignments) {
            String value = assignment.value().text();
            if (launchers.isRun(assignment.name())
                    && !value.isBlank()
                    && assignment.value().isKnown()) {
                int start = 0;
                while (start < value.length() && "|-!".indexOf(value.charAt(start)) >= 0) {
                    start++;
                }
                Context inside = context.inside(assignment.name(), false).from(Origin.NESTED);
                runText(literal(value.substring(start)), inside, null, newPlace());
            }
        }
    }

    void emit(SimpleCommand command) {
        if (commands.size() < MAX_COMMANDS) {
            commands.add(command);
        } else {
            budget.exhaust("it holds more commands than can be read");
        }
    }

    void emit(InlineCode inline) {
        if (code.size() < MAX_COMMANDS) {
            code.add(inline);
        }
    }

    Place newPlace() {
        return new Place(++pipelines, 0);
    }

    void run(Node node, Context context, @Nullable Printed input) {
        run(node, context, input, newPlace());
    }

    /** Reads a text that runs inside this one; its output if it is known. */
    @Nullable
    Printed runText(Word text, Context context, @Nullable Printed input, Place place) {
        String string = text.text();
        Printed output = null;
        if (string.length() > Budget.MAX_TEXT) {
            budget.unclear("it is longer than can be read");
        } else if (budget.enter() && budget.steps(string.length())) {
            output = run(new Parser(string, budget).script(), context, input, place);
        }
        budget.leave();
        return output;
    }

    void launch(List<Word> words, Context context, @Nullable Printed input) {
        launching.launch(new Invocation(words, List.of(), List.of(), context, input, newPlace()));
    }

    /** Functions that nothing calls may be called later. */
    void runUncalled() {
        environment.uncalled().forEach((name, body) -> {
            if (environment.enter(name)) {
                run(body, Context.TOP.from(Origin.DEFERRED), null);
                environment.leave(name);
            }
        });
    }

    private @Nullable String substitution(Node body) {
        if (body instanceof Sequence sequence && sequence.parts().isEmpty()) {
            return null; // also how output that is not known is written in text that is read again
        }
        Printed output = budget.enter() ? run(body, current.from(Origin.SUBSTITUTION), null, newPlace()) : null;
        budget.leave();
        return output == null ? null : output.text().stripTrailing();
    }

    /** @return what it prints, null if that is not known */
    @Nullable
    Printed run(Node node, Context context, @Nullable Printed input, Place place) {
        if (!budget.steps(8)) {
            return null;
        }
        Context before = current;
        current = context;
        Printed output = switch (node) {
            case Simple simple -> simple(simple, context, input, place);
            case Pipeline pipeline -> pipeline(pipeline, context, input);
            case Sequence sequence -> all(sequence.parts(), context, input, place);
            case Compound compound -> {
                List<Redirection> redirections = redirections(compound.redirections());
                Printed given = here(redirections, input);
                yield redirected(all(compound.parts(), context, given, place), redirections, context, place);
            }
            case Loop loop -> loop(loop, context, input, place);
            case Function function -> {
                environment.define(function.name(), function.body());
                yield Printed.NOTHING;
            }
            case Words words -> {
                expansion.words(words.words());
                yield redirected(Printed.NOTHING, redirections(words.redirections()), context, place);
            }
        };
        current = before;
        return output;
    }

    private @Nullable Printed pipeline(Pipeline pipeline, Context context, @Nullable Printed input) {
        int number = newPlace().pipeline();
        Printed output = input;
        int position = 0;
        for (Node stage : pipeline.stages()) {
            output = run(stage, context, output, new Place(number, position));
            position++;
        }
        return output;
    }

    private @Nullable Printed all(List<Node> parts, Context context, @Nullable Printed input, Place place) {
        Printed output = Printed.NOTHING;
        for (Node part : parts) {
            Printed more = run(part, context, input, place.position() == 0 ? newPlace() : place);
            output = output == null || more == null || output.text().length() > Budget.MAX_TEXT
                    ? null
                    : output.and(more);
        }
        return output;
    }

    private @Nullable Printed loop(Loop loop, Context context, @Nullable Printed input, Place place) {
        List<Redirection> redirections = redirections(loop.redirections());
        List<Word> values = expansion.words(loop.values());
        if (loop.variable().isEmpty() || values.isEmpty()) {
            environment.forget(loop.variable());
        } else {
            environment.set(loop.variable(), values);
        }
        run(loop.body(), context, here(redirections, input), place);
        redirected(null, redirections, context, place);
        return null;
    }

    private @Nullable Printed simple(Simple simple, Context around, @Nullable Printed input, Place place) {
        Context context = around.at(environment.folder());
        List<Assignment> assignments = new ArrayList<>();
        for (RawAssignment raw : simple.assignments()) {
            Word value = expansion.word(raw.value());
            List<Word> elements = expansion.words(raw.elements());
            if (elements.isEmpty()) {
                assignments.add(new Assignment(raw.name(), value));
                environment.set(raw.name(), List.of(value));
            } else {
                elements.forEach(element -> assignments.add(new Assignment(raw.name(), element)));
                environment.set(raw.name(), elements);
            }
        }
        List<Word> words = expansion.words(simple.words());
        List<Redirection> redirections = redirections(simple.redirections());
        Printed given = here(redirections, input);
        runBy(assignments, context);
        if (words.isEmpty()) {
            if (!redirections.isEmpty() || !assignments.isEmpty()) {
                emit(command(List.of(), assignments, redirections, context, given, place));
            }
            return write(Printed.NOTHING, redirections);
        }
        Printed output = launching.launch(new Invocation(words, assignments, redirections, context, given, place));
        return write(output, redirections);
    }

    private static SimpleCommand command(
            List<Word> words,
            List<Assignment> assignments,
            List<Redirection> redirections,
            Context context,
            @Nullable Printed input,
            Place place) {
        return new Invocation(words, assignments, redirections, context, input, place).command(false);
    }

    private List<Redirection> redirections(List<RawRedirection> raws) {
        List<Redirection> redirections = new ArrayList<>();
        for (RawRedirection raw : raws) {
            RawWord text = raw.here() == null ? raw.target() : raw.here();
            redirections.add(new Redirection(raw.kind(), raw.descriptor(), expansion.word(text)));
        }
        return redirections;
    }

    private @Nullable Printed here(List<Redirection> redirections, @Nullable Printed input) {
        Printed given = input;
        for (Redirection redirection : redirections) {
            if (redirection.kind() == Redirection.Kind.HERE) {
                given = new Printed(redirection.target().text(), false);
            } else if (redirection.kind() == Redirection.Kind.READ && redirection.descriptor() == 0) {
                given = environment
                        .file(redirection.target().text())
                        .map(text -> new Printed(text, false))
                        .orElse(null);
            }
        }
        return given;
    }

    /** The redirections of a compound command, as a command without a program. */
    private @Nullable Printed redirected(
            @Nullable Printed output, List<Redirection> redirections, Context context, Place place) {
        if (!redirections.isEmpty()) {
            emit(command(List.of(), List.of(), redirections, context, null, place));
        }
        return write(output, redirections);
    }

    /** Notes output that goes to a file; what is left for the next in the pipeline. */
    private @Nullable Printed write(@Nullable Printed output, List<Redirection> redirections) {
        Printed left = output;
        for (Redirection redirection : redirections) {
            if (redirection.writes()
                    && redirection.descriptor() != 2
                    && redirection.target().isKnown()) {
                if (output != null) {
                    boolean append = redirection.kind() == Redirection.Kind.APPEND;
                    environment.write(redirection.target().text(), output.text(), append);
                }
                left = Printed.NOTHING;
            }
        }
        return left;
    }

    static Word literal(String text) {
        return new Word(List.of(new Literal(text, true)));
    }
}
