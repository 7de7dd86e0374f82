package io.tetrarch.reading.shell;

import java.util.List;

/**
 * One word of a command after the shell's expansions, as far as they can be told beforehand: quotes are resolved, what
 * depends on the moment of running stands as an {@link Unknown} part.
 */
public record Word(List<Part> parts) {

    /** The empty word. */
    public static final Word EMPTY = new Word(List.of());

    public Word {
        parts = List.copyOf(parts);
    }

    /** A piece of a word. */
    public sealed interface Part {
        /** How the piece is written in {@link Word#text()}. */
        String text();
    }

    /**
     * Characters as the program gets them.
     *
     * @param quoted neither split nor matched against file names
     */
    public record Literal(String text, boolean quoted) implements Part {}

    /**
     * What is not known before the command runs: {@code $NAME} or {@code $()}.
     *
     * @param variable the variable's name, empty for the output of a command or a sum
     */
    public record Unknown(String text, String variable) implements Part {}

    /** A word without quotes or expansions. */
    public static Word of(String text) {
        return new Word(List.of(new Literal(text, false)));
    }

    /** The word as the program gets it, with {@code $NAME} and {@code $()} for what is not known. */
    public String text() {
        if (parts.size() == 1) {
            return parts.getFirst().text();
        }
        StringBuilder text = new StringBuilder();
        parts.forEach(part -> text.append(part.text()));
        return text.toString();
    }

    /** Whether every character is known. */
    public boolean isKnown() {
        return parts.stream().allMatch(Literal.class::isInstance);
    }

    /** Whether some of it stood in quotes. */
    public boolean isQuoted() {
        return parts.stream().anyMatch(part -> part instanceof Literal literal && literal.quoted());
    }

    /** Whether the shell would match it against file names. */
    public boolean isPattern() {
        return parts.stream()
                .anyMatch(part -> part instanceof Literal literal && !literal.quoted() && hasWildcard(literal.text()));
    }

    private static boolean hasWildcard(String text) {
        if (text.equals("[") || text.equals("[[")) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '*' || c == '?' || c == '[' && text.indexOf(']', i) > i) {
                return true;
            }
        }
        return false;
    }
}
