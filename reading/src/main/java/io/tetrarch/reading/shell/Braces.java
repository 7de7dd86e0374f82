package io.tetrarch.reading.shell;

import io.tetrarch.reading.shell.Tree.Chars;
import io.tetrarch.reading.shell.Tree.Piece;
import io.tetrarch.reading.shell.Tree.RawWord;
import java.util.ArrayList;
import java.util.List;

/** Brace expansion: <code>{rm,-rf,/}</code> and <code>{1..3}</code>. */
final class Braces {

    /** Words that one word may become; a longer sequence keeps its first ones. */
    private static final int MAX_WORDS = 64;

    private Braces() {}

    /** One element of a word: a piece, or a single unquoted character that means something to brace expansion. */
    private record Token(Piece piece, char mark) {}

    static List<RawWord> expand(RawWord word, Budget budget) {
        if (word.pieces().stream()
                .noneMatch(p -> p instanceof Chars c && !c.quoted() && c.text().indexOf('{') >= 0)) {
            return List.of(word);
        }
        List<RawWord> words = new ArrayList<>();
        for (List<Token> tokens : expand(tokens(word), budget)) {
            words.add(new RawWord(tokens.stream().map(Token::piece).toList()));
        }
        return words;
    }

    private static List<Token> tokens(RawWord word) {
        List<Token> tokens = new ArrayList<>();
        for (Piece piece : word.pieces()) {
            if (piece instanceof Chars chars && !chars.quoted()) {
                String text = chars.text();
                int start = 0;
                for (int i = 0; i < text.length(); i++) {
                    if ("{},".indexOf(text.charAt(i)) >= 0) {
                        if (i > start) {
                            tokens.add(new Token(new Chars(text.substring(start, i), false), ' '));
                        }
                        tokens.add(new Token(new Chars(text.substring(i, i + 1), false), text.charAt(i)));
                        start = i + 1;
                    }
                }
                if (start < text.length()) {
                    tokens.add(new Token(new Chars(text.substring(start), false), ' '));
                }
            } else {
                tokens.add(new Token(piece, ' '));
            }
        }
        return tokens;
    }

    private static List<List<Token>> expand(List<Token> tokens, Budget budget) {
        for (int open = 0; open < tokens.size(); open++) {
            if (tokens.get(open).mark() != '{' || !budget.steps(tokens.size())) {
                continue;
            }
            List<List<Token>> alternatives = alternatives(tokens, open);
            if (alternatives.size() > 1) {
                int close = close(tokens, open);
                List<List<Token>> results = new ArrayList<>();
                for (List<Token> alternative : alternatives) {
                    List<Token> whole = new ArrayList<>(tokens.subList(0, open));
                    whole.addAll(alternative);
                    whole.addAll(tokens.subList(close + 1, tokens.size()));
                    if (budget.enter() && results.size() < MAX_WORDS) {
                        results.addAll(expand(whole, budget));
                    }
                    budget.leave();
                }
                return results.size() > MAX_WORDS ? results.subList(0, MAX_WORDS) : results;
            }
        }
        return List.of(tokens);
    }

    private static int close(List<Token> tokens, int open) {
        int depth = 0;
        for (int i = open; i < tokens.size(); i++) {
            depth += tokens.get(i).mark() == '{' ? 1 : tokens.get(i).mark() == '}' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return -1;
    }

    private static List<List<Token>> alternatives(List<Token> tokens, int open) {
        int close = close(tokens, open);
        List<List<Token>> alternatives = new ArrayList<>();
        if (close < 0) {
            return alternatives;
        }
        int depth = 0;
        int start = open + 1;
        for (int i = open; i <= close; i++) {
            char mark = tokens.get(i).mark();
            depth += mark == '{' ? 1 : mark == '}' ? -1 : 0;
            if (mark == ',' && depth == 1 || i == close) {
                alternatives.add(tokens.subList(start, i));
                start = i + 1;
            }
        }
        if (alternatives.size() == 1 && close == open + 2) {
            return sequence(tokens.get(open + 1));
        }
        return alternatives;
    }

    private static List<List<Token>> sequence(Token token) {
        List<List<Token>> values = new ArrayList<>();
        if (token.piece() instanceof Chars chars) {
            String[] ends = chars.text().split("\\.\\.", -1);
            if (ends.length >= 2 && ends[0].length() == 1 && ends[1].length() == 1) {
                char from = ends[0].charAt(0);
                char to = ends[1].charAt(0);
                for (char c = from; c <= to && values.size() < MAX_WORDS; c++) {
                    values.add(List.of(new Token(new Chars(Character.toString(c), false), ' ')));
                }
            }
        }
        return values;
    }
}
