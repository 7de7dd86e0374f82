package io.tetrarch.reading.shell;

import io.tetrarch.reading.shell.Tree.Chars;
import io.tetrarch.reading.shell.Tree.Function;
import io.tetrarch.reading.shell.Tree.Node;
import io.tetrarch.reading.shell.Tree.RawAssignment;
import io.tetrarch.reading.shell.Tree.RawRedirection;
import io.tetrarch.reading.shell.Tree.RawWord;
import io.tetrarch.reading.shell.Tree.Sequence;
import io.tetrarch.reading.shell.Tree.Simple;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Simple commands: assignments, words and redirections, and {@code name()} which begins a function. */
final class SimpleParser {

    private final Source source;
    private final Budget budget;
    private final WordParser words;
    private final HereDocuments hereDocuments;

    SimpleParser(Source source, Budget budget, WordParser words, HereDocuments hereDocuments) {
        this.source = source;
        this.budget = budget;
        this.words = words;
        this.hereDocuments = hereDocuments;
    }

    Node read(Parser parser) {
        List<RawAssignment> assignments = new ArrayList<>();
        List<RawWord> found = new ArrayList<>();
        List<RawRedirection> redirections = new ArrayList<>();
        while (budget.step()) {
            source.skipBlanks();
            RawRedirection redirection = redirection();
            if (redirection != null) {
                redirections.add(redirection);
                continue;
            }
            if (source.peek() == '(' && found.size() == 1 && assignments.isEmpty()) {
                return function(parser, found.getFirst());
            }
            if (source.atEnd() || WordParser.endsWord(source.peek()) && !startsProcessSubstitution()) {
                break;
            }
            RawAssignment assignment = assignment(found.isEmpty());
            if (assignment != null && found.isEmpty()) {
                assignments.add(assignment);
            } else {
                found.add(assignment == null ? words.word() : asWord(assignment));
            }
        }
        if (source.peek() == '(' && !found.isEmpty()) {
            budget.unclear("unexpected '('");
            source.skip(1);
        }
        return assignments.isEmpty() && found.isEmpty() && redirections.isEmpty()
                ? new Sequence(List.of())
                : new Simple(assignments, found, redirections);
    }

    private boolean startsProcessSubstitution() {
        return (source.peek() == '<' || source.peek() == '>') && source.peek(1) == '(';
    }

    private Node function(Parser parser, RawWord name) {
        source.skip(1);
        source.skipBlanks();
        if (!source.take(")")) {
            budget.unclear("unexpected '('");
            return new Simple(List.of(), List.of(name), List.of());
        }
        parser.skipNewlines();
        String plain = name.plain();
        return new Function(plain == null ? "" : plain, parser.command());
    }

    /** An assignment if one stands here; behind the program only one with a list in parentheses counts. */
    private @Nullable RawAssignment assignment(boolean first) {
        int start = source.place();
        while (WordParser.isName(source.peek(), source.place() == start)) {
            source.skip(1);
        }
        String name = source.from(start);
        if (source.peek() == '[' && !name.isEmpty()) {
            int depth = 0;
            do {
                depth += source.peek() == '[' ? 1 : source.peek() == ']' ? -1 : 0;
                source.skip(1);
            } while (depth > 0 && !source.atEnd() && source.peek() != '\n' && budget.step());
        }
        if (name.isEmpty() || !(source.take("=") || source.take("+="))) {
            source.backTo(start);
            return null;
        }
        if (source.peek() == '(') {
            source.skip(1);
            return new RawAssignment(name, new RawWord(List.of()), elements());
        }
        if (!first) {
            source.backTo(start);
            return null;
        }
        return new RawAssignment(name, words.word(), List.of());
    }

    private List<RawWord> elements() {
        List<RawWord> elements = new ArrayList<>();
        while (budget.step()) {
            source.skipBlanks();
            if (source.peek() == '\n') {
                source.skip(1);
            } else if (source.atEnd() || WordParser.endsWord(source.peek()) && !startsProcessSubstitution()) {
                break;
            } else {
                elements.add(words.word());
            }
        }
        if (!source.take(")")) {
            budget.unclear("a parenthesis is not closed");
        }
        return elements;
    }

    private static RawWord asWord(RawAssignment assignment) {
        List<Tree.Piece> pieces = new ArrayList<>();
        pieces.add(new Chars(assignment.name() + "=", false));
        assignment.elements().forEach(element -> {
            pieces.addAll(element.pieces());
            pieces.add(new Chars(" ", true));
        });
        return new RawWord(List.copyOf(pieces));
    }

    /** All the redirections that stand here. */
    List<RawRedirection> redirections() {
        List<RawRedirection> redirections = new ArrayList<>();
        while (budget.step()) {
            source.skipBlanks();
            RawRedirection redirection = redirection();
            if (redirection == null) {
                break;
            }
            redirections.add(redirection);
        }
        return redirections;
    }

    private @Nullable RawRedirection redirection() {
        int start = source.place();
        int descriptor = descriptor();
        char c = source.peek();
        boolean both = c == '&' && source.peek(1) == '>' && descriptor < 0;
        if (!both && c != '<' && c != '>' || !both && source.peek(1) == '(' && descriptor < 0) {
            source.backTo(start);
            return null;
        }
        if (both) {
            source.skip(source.peek(2) == '>' ? 3 : 2);
            boolean append = source.from(start).endsWith(">>");
            return to(append ? Redirection.Kind.APPEND : Redirection.Kind.WRITE, -1);
        }
        return c == '<' ? input(descriptor < 0 ? 0 : descriptor) : output(descriptor < 0 ? 1 : descriptor);
    }

    /** The number, or name in braces, in front of a redirection; -1 if neither stands here. */
    private int descriptor() {
        int start = source.place();
        while (source.peek() >= '0' && source.peek() <= '9' && source.place() - start < 4) {
            source.skip(1);
        }
        boolean digits = source.place() > start;
        if (digits && (source.peek() == '<' || source.peek() == '>')) {
            return Integer.parseInt(source.from(start));
        }
        if (source.peek() == '{') {
            source.skip(1);
            while (WordParser.isName(source.peek(), false)) {
                source.skip(1);
            }
            if (source.take("}") && (source.peek() == '<' || source.peek() == '>')) {
                return 9;
            }
        }
        source.backTo(start);
        return -1;
    }

    private RawRedirection input(int descriptor) {
        if (source.take("<<<")) {
            source.skipBlanks();
            RawWord text = words.word();
            return new RawRedirection(Redirection.Kind.HERE, descriptor, text, text);
        }
        if (source.take("<<-") || source.take("<<")) {
            boolean strip = source.from(source.place() - 1).equals("-");
            source.skipBlanks();
            return hereDocuments.announce(words.word(), strip, descriptor);
        }
        if (source.take("<&")) {
            return to(Redirection.Kind.DUPLICATE, descriptor);
        }
        return to(source.take("<>") ? Redirection.Kind.READ_WRITE : skipped(Redirection.Kind.READ), descriptor);
    }

    private Redirection.Kind skipped(Redirection.Kind kind) {
        source.skip(1);
        return kind;
    }

    private RawRedirection output(int descriptor) {
        if (source.take(">>")) {
            return to(Redirection.Kind.APPEND, descriptor);
        }
        if (source.take(">&")) {
            boolean number = source.peek() >= '0' && source.peek() <= '9' || source.peek() == '-';
            return to(number ? Redirection.Kind.DUPLICATE : Redirection.Kind.WRITE, descriptor);
        }
        if (!source.take(">|")) {
            source.skip(1);
        }
        return to(Redirection.Kind.WRITE, descriptor);
    }

    private RawRedirection to(Redirection.Kind kind, int descriptor) {
        source.skipBlanks();
        RawWord target = words.word();
        if (target.pieces().isEmpty()) {
            budget.unclear("a redirection names no file");
        }
        return new RawRedirection(kind, descriptor, target, null);
    }
}
