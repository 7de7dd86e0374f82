package io.tetrarch.reading.shell;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The syntax of a shell text, before any expansion. Terms as in the POSIX shell grammar. */
final class Tree {

    private Tree() {}

    /** Something that runs. */
    sealed interface Node {}

    record Simple(List<RawAssignment> assignments, List<RawWord> words, List<RawRedirection> redirections)
            implements Node {}

    record Pipeline(List<Node> stages) implements Node {}

    record Sequence(List<Node> parts) implements Node {}

    /** A group, subshell, condition or while loop: its lists in order; all of them may run. */
    record Compound(List<Node> parts, List<RawRedirection> redirections) implements Node {}

    /** A {@code for} or {@code select} loop. */
    record Loop(String variable, List<RawWord> values, Node body, List<RawRedirection> redirections) implements Node {}

    record Function(String name, Node body) implements Node {}

    /** Words in which only substitutions run: {@code [[ ]]}, {@code (( ))}, the subject of a case. */
    record Words(List<RawWord> words, List<RawRedirection> redirections) implements Node {}

    record RawWord(List<Piece> pieces) {

        /** The text of a word that is one unquoted literal, else null. */
        @Nullable
        String plain() {
            return pieces.size() == 1 && pieces.getFirst() instanceof Chars chars && !chars.quoted()
                    ? chars.text()
                    : null;
        }
    }

    /** A piece of a word. */
    sealed interface Piece {}

    record Chars(String text, boolean quoted) implements Piece {}

    /**
     * {@code $name} or <code>${name op argument}</code>.
     *
     * @param operator empty, {@code #} in front for a length, {@code !} for an indirection, else what follows the name
     */
    record Parameter(String name, String operator, @Nullable RawWord argument, boolean quoted) implements Piece {}

    record Substitution(Node body, boolean quoted) implements Piece {}

    record ProcessSubstitution(Node body, boolean output) implements Piece {}

    /** A sum; the words inside are kept for their substitutions. */
    record Arithmetic(RawWord inside) implements Piece {}

    record RawAssignment(String name, RawWord value, List<RawWord> elements) {}

    /** @param here the text of a here-document or here-string, null for other kinds */
    record RawRedirection(
            Redirection.Kind kind,
            int descriptor,
            RawWord target,
            @Nullable RawWord here) {}
}
