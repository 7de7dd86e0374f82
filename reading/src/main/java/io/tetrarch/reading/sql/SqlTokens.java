package io.tetrarch.reading.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Splits SQL text into statements and their tokens. Comments are dropped, but for MySQL's executable ones, whose
 * contents run. Linear in the text.
 */
final class SqlTokens {

    /** The kinds of token. */
    enum Kind {
        WORD,
        TEXT,
        SYMBOL
    }

    /**
     * @param text words in upper case, quoted names without quotes, texts without quotes
     * @param depth of the parentheses it stands in
     */
    record Token(Kind kind, String text, int depth) {

        boolean is(String word) {
            return kind != Kind.TEXT && text.equals(word);
        }
    }

    /** A statement's text without comments, and its tokens. */
    record Piece(String text, List<Token> tokens) {}

    private final String sql;
    private final boolean backslashEscapes;
    private final List<Piece> pieces = new ArrayList<>();
    private List<Token> tokens = new ArrayList<>();
    private StringBuilder text = new StringBuilder();
    private int depth;
    private int at;

    private SqlTokens(String sql, boolean backslashEscapes) {
        this.sql = sql;
        this.backslashEscapes = backslashEscapes;
    }

    /** @param backslashEscapes whether a backslash in a text keeps the quote behind it from ending the text */
    static List<Piece> split(String sql, boolean backslashEscapes) {
        SqlTokens lexer = new SqlTokens(sql, backslashEscapes);
        while (lexer.at < sql.length()) {
            lexer.token();
        }
        lexer.end();
        return lexer.pieces;
    }

    private void token() {
        char c = sql.charAt(at);
        if (c == ';') {
            at++;
            end();
        } else if (Character.isWhitespace(c)) {
            at++;
            text.append(' ');
        } else if (sql.startsWith("--", at) || c == '#' && lineStart()) {
            int end = sql.indexOf('\n', at);
            at = end < 0 ? sql.length() : end;
        } else if (sql.startsWith("/*", at)) {
            comment();
        } else if (c == '\'' || c == '"' || c == '`' || c == '$' && dollarTag() > 0) {
            quoted(c);
        } else if (Character.isLetter(c) || c == '_' || c == '@' || c == '\\' || c == '.' && tokens.isEmpty()) {
            word();
        } else {
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            tokens.add(new Token(Kind.SYMBOL, String.valueOf(c), depth));
            text.append(c);
            at++;
        }
    }

    private boolean lineStart() {
        return at == 0 || sql.charAt(at - 1) == '\n';
    }

    private void comment() {
        if (sql.startsWith("/*!", at)) {
            at += 3;
            while (at < sql.length() && Character.isDigit(sql.charAt(at))) {
                at++;
            }
            text.append(' ');
            return;
        }
        int end = sql.indexOf("*/", at + 2);
        at = end < 0 ? sql.length() : end + 2;
        text.append(' ');
    }

    /** The length of a dollar quote's tag that begins here, or 0. */
    private int dollarTag() {
        int end = at + 1;
        while (end < sql.length() && (Character.isLetterOrDigit(sql.charAt(end)) || sql.charAt(end) == '_')) {
            end++;
        }
        boolean tag = end < sql.length() && sql.charAt(end) == '$' && !Character.isDigit(sql.charAt(at + 1));
        return tag ? end + 1 - at : 0;
    }

    private void quoted(char quote) {
        int start = at;
        String content;
        if (quote == '$') {
            String tag = sql.substring(at, at + dollarTag());
            int end = sql.indexOf(tag, at + tag.length());
            content = sql.substring(at + tag.length(), end < 0 ? sql.length() : end);
            at = end < 0 ? sql.length() : end + tag.length();
        } else {
            StringBuilder inside = new StringBuilder();
            at++;
            while (at < sql.length() && !closes(quote)) {
                if (sql.charAt(at) == quote || sql.charAt(at) == '\\' && backslashEscapes && at + 1 < sql.length()) {
                    at++;
                }
                inside.append(sql.charAt(at++));
            }
            at = Math.min(at + 1, sql.length());
            content = inside.toString();
        }
        boolean name = quote == '`' || quote == '"';
        tokens.add(new Token(name ? Kind.WORD : Kind.TEXT, name ? content.toUpperCase(Locale.ROOT) : content, depth));
        text.append(sql, start, at);
    }

    /** Whether the quote here ends the text; a doubled one does not. */
    private boolean closes(char quote) {
        return sql.charAt(at) == quote && !(at + 1 < sql.length() && sql.charAt(at + 1) == quote);
    }

    private void word() {
        int start = at++;
        while (at < sql.length()
                && (Character.isLetterOrDigit(sql.charAt(at)) || "_$@!?".indexOf(sql.charAt(at)) >= 0)) {
            at++;
        }
        String word = sql.substring(start, at);
        tokens.add(new Token(Kind.WORD, word.toUpperCase(Locale.ROOT), depth));
        text.append(word);
    }

    private void end() {
        if (!tokens.isEmpty()) {
            pieces.add(new Piece(text.toString().strip(), List.copyOf(tokens)));
        }
        tokens = new ArrayList<>();
        text = new StringBuilder();
        depth = 0;
    }
}
