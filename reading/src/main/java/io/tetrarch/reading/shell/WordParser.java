package io.tetrarch.reading.shell;

import io.tetrarch.reading.shell.Tree.Arithmetic;
import io.tetrarch.reading.shell.Tree.Chars;
import io.tetrarch.reading.shell.Tree.Parameter;
import io.tetrarch.reading.shell.Tree.Piece;
import io.tetrarch.reading.shell.Tree.ProcessSubstitution;
import io.tetrarch.reading.shell.Tree.RawWord;
import io.tetrarch.reading.shell.Tree.Substitution;
import java.util.ArrayList;
import java.util.List;

/** The lexical half of the grammar: quoting and expansions inside a word. */
final class WordParser {

    private final Source source;
    private final Budget budget;
    private final Parser parser;

    WordParser(Source source, Budget budget, Parser parser) {
        this.source = source;
        this.budget = budget;
        this.parser = parser;
    }

    /** Collects pieces, joining neighbouring characters. */
    private static final class Pieces {

        private final List<Piece> pieces = new ArrayList<>();
        private final StringBuilder run = new StringBuilder();
        private boolean quoted;

        void add(char c, boolean quotedChar) {
            if (quotedChar != quoted) {
                flush();
                quoted = quotedChar;
            }
            run.append(c);
        }

        /** Quotes with nothing between them still make a word. */
        void addQuoted(String text) {
            flush();
            pieces.add(new Chars(text, true));
        }

        void add(Piece piece) {
            flush();
            pieces.add(piece);
        }

        private void flush() {
            if (!run.isEmpty()) {
                pieces.add(new Chars(run.toString(), quoted));
                run.setLength(0);
            }
        }

        RawWord word() {
            flush();
            return new RawWord(List.copyOf(pieces));
        }
    }

    static boolean endsWord(char c) {
        return switch (c) {
            case Source.END, ' ', '\t', '\n', ';', '&', '|', '(', ')', '<', '>' -> true;
            default -> false;
        };
    }

    /** A word from here to the next separator; empty if there is none here. */
    RawWord word() {
        return word(false);
    }

    /** @param pattern whether parentheses belong to the word, as right of {@code =~} */
    RawWord word(boolean pattern) {
        Pieces out = new Pieces();
        while (!source.atEnd() && budget.step()) {
            char c = source.peek();
            if ((c == '<' || c == '>') && source.peek(1) == '(') {
                source.skip(2);
                out.add(new ProcessSubstitution(parser.nested(), c == '>'));
            } else if (c == '(' && (pattern || extendedPattern(out))) {
                literalGroup(out);
            } else if (endsWord(c)) {
                break;
            } else {
                piece(c, out);
            }
        }
        if (budget.isExhausted()) {
            source.toEnd();
        }
        return out.word();
    }

    private static boolean extendedPattern(Pieces out) {
        return !out.run.isEmpty() && !out.quoted && "?*+@!".indexOf(out.run.charAt(out.run.length() - 1)) >= 0;
    }

    /** Parentheses inside a pattern: characters like any other, but with the separators between them. */
    private void literalGroup(Pieces out) {
        int open = 0;
        while (!source.atEnd() && budget.step()) {
            char c = source.peek();
            open += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == '(' || c == ')' || endsWord(c)) {
                out.add(source.next(), false);
            } else {
                piece(c, out);
            }
            if (open == 0) {
                return;
            }
        }
        budget.unclear("a parenthesis is not closed");
    }

    private void piece(char c, Pieces out) {
        switch (c) {
            case '\'' -> single(out);
            case '"' -> {
                source.skip(1);
                doubleQuoted(out);
            }
            case '\\' -> escape(out);
            case '$' -> dollar(out, false);
            case '`' -> out.add(backquotes(false));
            default -> out.add(source.next(), false);
        }
    }

    private void single(Pieces out) {
        source.skip(1);
        int start = source.place();
        while (!source.atEnd() && source.peek() != '\'') {
            source.skip(1);
        }
        out.addQuoted(source.from(start));
        if (source.next() != '\'') {
            budget.unclear("a quote is not closed");
        }
    }

    private void escape(Pieces out) {
        source.skip(1);
        if (source.peek() == '\n') {
            source.skip(1);
        } else if (source.atEnd()) {
            out.add('\\', true);
        } else {
            out.add(source.next(), true);
        }
    }

    private void doubleQuoted(Pieces out) {
        boolean any = false;
        while (!source.atEnd() && source.peek() != '"' && budget.step()) {
            any = true;
            quotedPiece(source.peek(), out, "$`\"\\");
        }
        if (!any) {
            out.addQuoted("");
        }
        if (source.next() != '"') {
            budget.unclear("a quote is not closed");
        }
    }

    private void quotedPiece(char c, Pieces out, String escapable) {
        if (c == '\\') {
            source.skip(1);
            if (source.peek() == '\n') {
                source.skip(1);
            } else if (!source.atEnd() && escapable.indexOf(source.peek()) >= 0) {
                out.add(source.next(), true);
            } else {
                out.add('\\', true);
            }
        } else if (c == '$') {
            dollar(out, true);
        } else if (c == '`') {
            out.add(backquotes(true));
        } else {
            out.add(source.next(), true);
        }
    }

    /** The whole of a here-document's text, in which only expansions count. */
    RawWord hereText() {
        Pieces out = new Pieces();
        while (!source.atEnd() && budget.step()) {
            quotedPiece(source.peek(), out, "$`\\");
        }
        return out.word();
    }

    private void dollar(Pieces out, boolean quoted) {
        char c = source.peek(1);
        if (c == '\'' && !quoted) {
            source.skip(2);
            out.addQuoted(AnsiQuote.read(source));
        } else if (c == '"' && !quoted) {
            source.skip(2);
            doubleQuoted(out);
        } else if (c == '(' && source.peek(2) == '(' && arithmetic(out)) {
            return;
        } else if (c == '(') {
            source.skip(2);
            out.add(new Substitution(parser.nested(), quoted));
        } else if (c == '[' || c == '{') {
            source.skip(2);
            out.add(c == '[' ? new Arithmetic(upTo(']', quoted)) : braced(quoted));
        } else if (isName(c, true)) {
            source.skip(1);
            out.add(new Parameter(name(), "", null, quoted));
        } else if (c != Source.END && "@*#?-$!0123456789".indexOf(c) >= 0) {
            source.skip(2);
            out.add(new Parameter(Character.toString(c), "", null, quoted));
        } else {
            out.add(source.next(), quoted);
        }
    }

    /** Takes {@code $((...))} if that is what stands here, and not a subshell in a substitution. */
    private boolean arithmetic(Pieces out) {
        int start = source.place();
        source.skip(3);
        String inside = source.balanced();
        if (inside != null && source.peek() == ')') {
            source.skip(1);
            out.add(new Arithmetic(parser.quotedText(inside)));
            return true;
        }
        source.backTo(start);
        return false;
    }

    private Substitution backquotes(boolean quoted) {
        source.skip(1);
        StringBuilder text = new StringBuilder();
        while (!source.atEnd() && source.peek() != '`') {
            char c = source.next();
            if (c == '\\' && "`\\$".indexOf(source.peek()) >= 0 && !source.atEnd()) {
                c = source.next();
            } else if (c == '\\' && quoted && source.peek() == '"') {
                c = source.next();
            }
            text.append(c);
        }
        if (source.next() != '`') {
            budget.unclear("a backquote is not closed");
        }
        return new Substitution(parser.nestedText(text.toString()), quoted);
    }

    /** What stands between <code>${</code> and <code>}</code>. */
    private Parameter braced(boolean quoted) {
        String prefix = "";
        char c = source.peek();
        if ((c == '#' || c == '!') && source.peek(1) != '}') {
            prefix = Character.toString(source.next());
        }
        String name = isName(source.peek(), true)
                ? name()
                : source.atEnd() || source.peek() == '}' ? "" : Character.toString(source.next());
        while (isName(source.peek(), false) && !name.isEmpty() && Character.isDigit(name.charAt(0))) {
            name += source.next();
        }
        if (source.peek() == '[') {
            source.skip(1);
            upTo(']', true);
        }
        RawWord rest = upTo('}', quoted);
        if (rest.pieces().isEmpty()) {
            return new Parameter(name, prefix, null, quoted);
        }
        return withOperator(name, prefix, rest, quoted);
    }

    private static Parameter withOperator(String name, String prefix, RawWord rest, boolean quoted) {
        List<Piece> pieces = new ArrayList<>(rest.pieces());
        String operator = "";
        if (pieces.getFirst() instanceof Chars chars && !chars.text().isEmpty()) {
            String text = chars.text();
            int length = text.length() > 1
                            && (text.charAt(0) == ':' && "-=+?".indexOf(text.charAt(1)) >= 0
                                    || text.charAt(0) == text.charAt(1) && "#%/^,".indexOf(text.charAt(0)) >= 0)
                    ? 2
                    : 1;
            operator = text.substring(0, length);
            if (text.length() > length) {
                pieces.set(0, new Chars(text.substring(length), chars.quoted()));
            } else {
                pieces.removeFirst();
            }
        }
        return new Parameter(name, prefix + operator, new RawWord(List.copyOf(pieces)), quoted);
    }

    private RawWord upTo(char close, boolean quoted) {
        Pieces out = new Pieces();
        boolean entered = budget.enter();
        while (entered && !source.atEnd() && source.peek() != close && budget.step()) {
            char c = source.peek();
            if (quoted && c != '"') {
                quotedPiece(c, out, "$`\"\\" + close);
            } else {
                piece(c, out);
            }
        }
        budget.leave();
        if (!entered) {
            source.toEnd();
        }
        if (source.next() != close) {
            budget.unclear("an expansion is not closed");
        }
        return out.word();
    }

    private String name() {
        int start = source.place();
        while (isName(source.peek(), source.place() == start)) {
            source.skip(1);
        }
        return source.from(start);
    }

    static boolean isName(char c, boolean first) {
        return c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || !first && c >= '0' && c <= '9';
    }
}
