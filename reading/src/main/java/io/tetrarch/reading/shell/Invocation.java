package io.tetrarch.reading.shell;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A simple command about to be looked at: its words expanded, wrappers not yet taken off.
 *
 * @param words the program first
 * @param input its standard input if that is known
 */
record Invocation(
        List<Word> words,
        List<Assignment> assignments,
        List<Redirection> redirections,
        Context context,
        @Nullable Printed input,
        Runner.Place place) {

    Invocation {
        words = List.copyOf(words);
    }

    String program() {
        String text = words.getFirst().text();
        String base = text.substring(text.lastIndexOf('/') + 1);
        return base.endsWith(".exe") ? base.substring(0, base.length() - 4) : base;
    }

    List<String> texts() {
        return words.stream().map(Word::text).toList();
    }

    /** The same, running another command in another context. */
    Invocation running(List<Word> command, List<Assignment> more, Context inside) {
        List<Assignment> all = new ArrayList<>(assignments);
        all.addAll(more);
        return new Invocation(command, all, redirections, inside, input, place);
    }

    SimpleCommand command(boolean openArguments) {
        return new SimpleCommand(
                words.isEmpty() ? Word.EMPTY : words.getFirst(),
                words.isEmpty() ? List.of() : words.subList(1, words.size()),
                assignments,
                redirections,
                new Standing(
                        context.elevated(),
                        context.wrappers(),
                        new Standing.Stage(place.pipeline(), place.position()),
                        context.origin(),
                        openArguments,
                        context.folder()),
                input == null ? "" : input.text());
    }
}
