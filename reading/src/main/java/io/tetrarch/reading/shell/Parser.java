package io.tetrarch.reading.shell;

import io.tetrarch.reading.shell.Tree.Compound;
import io.tetrarch.reading.shell.Tree.Node;
import io.tetrarch.reading.shell.Tree.Pipeline;
import io.tetrarch.reading.shell.Tree.RawRedirection;
import io.tetrarch.reading.shell.Tree.RawWord;
import io.tetrarch.reading.shell.Tree.Sequence;
import io.tetrarch.reading.shell.Tree.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The grammar of bash (POSIX.1-2024, Shell Command Language 2.10, and bash's extensions), by recursive descent. Text
 * that is none of it is noted in the {@link Budget} as unclear, and read on as well as it goes: a shell would stop there,
 * but whoever judges wants to see the rest.
 */
final class Parser {

    private static final Set<String> CLOSING =
            Set.of("}", "then", "elif", "else", "fi", "do", "done", "esac", "in", "]]");
    private static final Set<String> OPENING =
            Set.of("{", "if", "while", "until", "for", "select", "case", "function", "[[", "coproc", "!");

    private final Source source;
    private final Budget budget;
    private final WordParser words;
    private final HereDocuments hereDocuments;
    private final CompoundParser compounds;
    private final SimpleParser simples;

    Parser(String text, Budget budget) {
        this.source = new Source(text);
        this.budget = budget;
        this.words = new WordParser(source, budget, this);
        this.hereDocuments = new HereDocuments(source, budget, this);
        this.compounds = new CompoundParser(source, budget, words, this);
        this.simples = new SimpleParser(source, budget, words, hereDocuments);
    }

    /** The whole text. */
    Node script() {
        List<Node> parts = new ArrayList<>();
        while (!source.atEnd() && budget.step()) {
            int start = source.place();
            parts.add(list(Set.of()));
            if (!source.atEnd() && source.place() == start) {
                budget.unclear("unexpected '" + source.peek() + "'");
                source.skip(1);
            }
        }
        hereDocuments.readPending();
        return new Sequence(parts);
    }

    /** Commands up to the parenthesis that closes a substitution or subshell, which is taken. */
    Node nested() {
        Node body = new Sequence(List.of());
        if (budget.enter()) {
            body = list(Set.of(")"));
            source.skipBlanks();
        } else {
            source.toEnd();
        }
        budget.leave();
        if (!source.take(")")) {
            budget.unclear("a parenthesis is not closed");
        }
        return body;
    }

    /** A text of its own inside this one, as between backquotes. */
    Node nestedText(String text) {
        Node body = new Sequence(List.of());
        if (budget.enter() && budget.steps(text.length() / 8)) {
            body = new Parser(text, budget).script();
        }
        budget.leave();
        return body;
    }

    /** A text in which only expansions count, as between double quotes. */
    RawWord quotedText(String text) {
        RawWord word = new RawWord(List.of());
        if (budget.enter() && budget.steps(text.length() / 8)) {
            word = new Parser(text, budget).words.hereText();
        }
        budget.leave();
        return word;
    }

    /** Commands until one of these reserved words, or an operator that ends every list, stands next. */
    Node list(Set<String> ends) {
        List<Node> parts = new ArrayList<>();
        while (budget.step()) {
            skipSeparators(ends);
            if (source.atEnd() || endsList(ends)) {
                break;
            }
            int start = source.place();
            parts.add(andOr(ends));
            if (source.place() == start) {
                budget.unclear("unexpected '" + source.next() + "'");
            }
        }
        if (budget.isExhausted()) {
            source.toEnd();
        }
        return parts.size() == 1 ? parts.getFirst() : new Sequence(parts);
    }

    private void skipSeparators(Set<String> ends) {
        while (budget.step()) {
            source.skipBlanks();
            char c = source.peek();
            if (c == '\n') {
                newline();
            } else if (c == ';' && !(ends.contains(";;") && source.peek(1) == ';')
                    || c == '&' && source.peek(1) != '>') {
                source.skip(1);
            } else {
                return;
            }
        }
    }

    /** Takes a newline, and the here-documents that begin behind it. */
    void newline() {
        source.skip(1);
        hereDocuments.readPending();
    }

    void skipNewlines() {
        source.skipBlanks();
        while (source.peek() == '\n' && budget.step()) {
            newline();
            source.skipBlanks();
        }
    }

    private boolean endsList(Set<String> ends) {
        if (source.peek() == ')') {
            return true;
        }
        if (source.looksAt(";;") || source.looksAt(";&")) {
            return true;
        }
        String word = reserved();
        return !word.isEmpty() && ends.contains(word);
    }

    /** The reserved word that stands here, empty if none does. */
    String reserved() {
        int length = 0;
        while (length < 9 && isReservedChar(source.peek(length))) {
            length++;
        }
        if (length == 0 || !WordParser.endsWord(source.peek(length))) {
            return "";
        }
        int start = source.place();
        source.skip(length);
        String word = source.from(start);
        source.backTo(start);
        return CLOSING.contains(word) || OPENING.contains(word) ? word : "";
    }

    private static boolean isReservedChar(char c) {
        return c >= 'a' && c <= 'z' || c == '{' || c == '}' || c == '!' || c == '[' || c == ']';
    }

    /** Takes the reserved word, or notes that it is missing. */
    void expect(String word) {
        skipSeparators(Set.of());
        if (reserved().equals(word)) {
            source.skip(word.length());
        } else {
            budget.unclear("'" + word + "' is missing");
        }
    }

    private Node andOr(Set<String> ends) {
        List<Node> parts = new ArrayList<>();
        parts.add(pipeline());
        source.skipBlanks();
        while ((source.take("&&") || source.take("||")) && budget.step()) {
            skipNewlines();
            if (source.atEnd() || endsList(ends)) {
                budget.unclear("a command is missing behind && or ||");
                break;
            }
            int start = source.place();
            parts.add(pipeline());
            if (source.place() == start) {
                budget.unclear("a command is missing behind && or ||");
            }
            source.skipBlanks();
        }
        return parts.size() == 1 ? parts.getFirst() : new Sequence(parts);
    }

    private Node pipeline() {
        skipNegations();
        List<Node> stages = new ArrayList<>();
        stages.add(command());
        source.skipBlanks();
        while (source.peek() == '|' && source.peek(1) != '|' && budget.step()) {
            source.skip(source.peek(1) == '&' ? 2 : 1);
            skipNewlines();
            if (source.atEnd()) {
                budget.unclear("a command is missing behind |");
                break;
            }
            int start = source.place();
            stages.add(command());
            if (source.place() == start) {
                budget.unclear("a command is missing behind |");
            }
            source.skipBlanks();
        }
        return stages.size() == 1 ? stages.getFirst() : new Pipeline(stages);
    }

    private void skipNegations() {
        source.skipBlanks();
        while (source.peek() == '!' && WordParser.endsWord(source.peek(1)) && !source.atEnd() && budget.step()) {
            source.skip(1);
            source.skipBlanks();
        }
    }

    /** One command: a compound one, a function, or a simple one. */
    Node command() {
        source.skipBlanks();
        if (!budget.enter()) {
            source.toEnd();
        }
        Node command = source.peek() == '(' ? parenthesis() : worded();
        budget.leave();
        return command;
    }

    private Node worded() {
        String word = reserved();
        if (OPENING.contains(word) && !word.equals("!")) {
            return compounds.read(word);
        }
        if (word.equals("]]") || word.equals("in") || word.isEmpty() || word.equals("!")) {
            return simples.read(this);
        }
        budget.unclear("unexpected '" + word + "'");
        source.skip(word.length());
        return new Sequence(List.of());
    }

    /** A subshell, or a sum of the form {@code ((...))}. */
    private Node parenthesis() {
        if (source.looksAt("((")) {
            int start = source.place();
            source.skip(2);
            String inside = source.balanced();
            if (inside != null && source.take(")")) {
                return new Words(List.of(quotedText(inside)), simples.redirections());
            }
            source.backTo(start);
        }
        source.skip(1);
        Node body = nested();
        List<RawRedirection> redirections = simples.redirections();
        return redirections.isEmpty() ? body : new Compound(List.of(body), redirections);
    }

    List<RawRedirection> redirections() {
        return simples.redirections();
    }
}
