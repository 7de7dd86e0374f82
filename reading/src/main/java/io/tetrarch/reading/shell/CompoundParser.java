package io.tetrarch.reading.shell;

import io.tetrarch.reading.shell.Tree.Compound;
import io.tetrarch.reading.shell.Tree.Function;
import io.tetrarch.reading.shell.Tree.Loop;
import io.tetrarch.reading.shell.Tree.Node;
import io.tetrarch.reading.shell.Tree.RawWord;
import io.tetrarch.reading.shell.Tree.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The commands that begin with a reserved word. */
final class CompoundParser {

    private final Source source;
    private final Budget budget;
    private final WordParser words;
    private final Parser parser;

    CompoundParser(Source source, Budget budget, WordParser words, Parser parser) {
        this.source = source;
        this.budget = budget;
        this.words = words;
        this.parser = parser;
    }

    /** @param word the reserved word that stands here */
    Node read(String word) {
        source.skip(word.length());
        return switch (word) {
            case "{" -> closed(List.of(parser.list(Set.of("}"))), "}");
            case "if" -> condition();
            case "while", "until" -> {
                List<Node> parts = new ArrayList<>();
                parts.add(parser.list(Set.of("do")));
                parser.expect("do");
                parts.add(parser.list(Set.of("done")));
                yield closed(parts, "done");
            }
            case "for", "select" -> loop();
            case "case" -> choice();
            case "function" -> function();
            case "[[" -> test();
            default -> coprocess();
        };
    }

    private Node closed(List<Node> parts, String end) {
        parser.expect(end);
        return new Compound(parts, parser.redirections());
    }

    private Node condition() {
        List<Node> parts = new ArrayList<>();
        String part = "elif";
        while (part.equals("elif") && budget.step()) {
            parts.add(parser.list(Set.of("then")));
            parser.expect("then");
            parts.add(parser.list(Set.of("elif", "else", "fi")));
            part = parser.reserved();
            if (part.equals("elif") || part.equals("else")) {
                source.skip(part.length());
            }
        }
        if (part.equals("else")) {
            parts.add(parser.list(Set.of("fi")));
        }
        return closed(parts, "fi");
    }

    private Node loop() {
        source.skipBlanks();
        List<RawWord> values = new ArrayList<>();
        String variable = "";
        if (source.take("((")) {
            String inside = source.balanced();
            if (inside == null || !source.take(")")) {
                budget.unclear("a parenthesis is not closed");
            } else {
                values.add(parser.quotedText(inside));
            }
        } else {
            String name = words.word().plain();
            variable = name == null ? "" : name;
            parser.skipNewlines();
            if (parser.reserved().equals("in")) {
                source.skip(2);
                values.addAll(wordsOfLine());
            }
        }
        parser.skipNewlines();
        source.take(";");
        parser.skipNewlines();
        Node body;
        if (parser.reserved().equals("{")) {
            body = parser.command();
        } else {
            parser.expect("do");
            body = parser.list(Set.of("done"));
            parser.expect("done");
        }
        return new Loop(variable, values, body, parser.redirections());
    }

    private List<RawWord> wordsOfLine() {
        List<RawWord> found = new ArrayList<>();
        while (budget.step()) {
            source.skipBlanks();
            RawWord word = words.word();
            if (word.pieces().isEmpty()) {
                break;
            }
            found.add(word);
        }
        return found;
    }

    private Node choice() {
        List<Node> parts = new ArrayList<>();
        source.skipBlanks();
        parts.add(new Words(List.of(words.word()), List.of()));
        parser.skipNewlines();
        parser.expect("in");
        while (budget.step()) {
            parser.skipNewlines();
            if (source.atEnd() || parser.reserved().equals("esac")) {
                break;
            }
            int start = source.place();
            source.take("(");
            parts.add(new Words(patterns(), List.of()));
            if (!source.take(")")) {
                budget.unclear("a pattern of 'case' is not closed");
            }
            parts.add(parser.list(Set.of("esac", ";;")));
            boolean ended = source.take(";;&") || source.take(";;") || source.take(";&");
            if (!ended && source.place() == start) {
                source.skip(1);
            }
        }
        return closed(parts, "esac");
    }

    private List<RawWord> patterns() {
        List<RawWord> patterns = new ArrayList<>();
        do {
            source.skipBlanks();
            patterns.add(words.word());
            source.skipBlanks();
        } while (source.take("|") && budget.step());
        return patterns;
    }

    private Node function() {
        source.skipBlanks();
        String name = words.word().plain();
        source.skipBlanks();
        if (source.take("(")) {
            source.skipBlanks();
            if (!source.take(")")) {
                budget.unclear("a parenthesis is not closed");
            }
        }
        parser.skipNewlines();
        return new Function(name == null ? "" : name, parser.command());
    }

    /** Everything up to {@code ]]}: operators are words like any other here. */
    private Node test() {
        List<RawWord> found = new ArrayList<>();
        boolean pattern = false;
        while (budget.step()) {
            parser.skipNewlines();
            if (source.atEnd()) {
                budget.unclear("']]' is missing");
                break;
            }
            if (source.take("]]")) {
                break;
            }
            RawWord word = words.word(pattern);
            pattern = "=~".equals(word.plain());
            if (word.pieces().isEmpty()) {
                source.skip(1);
            } else {
                found.add(word);
            }
        }
        return new Words(found, parser.redirections());
    }

    private Node coprocess() {
        source.skipBlanks();
        int start = source.place();
        String name = words.word().plain();
        source.skipBlanks();
        boolean named = name != null && (source.peek() == '{' || source.peek() == '(');
        if (!named) {
            source.backTo(start);
        }
        return parser.command();
    }
}
