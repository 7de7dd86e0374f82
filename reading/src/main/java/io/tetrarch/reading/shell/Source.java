package io.tetrarch.reading.shell;

import org.jspecify.annotations.Nullable;

/** The characters of a shell text and a place in it. Line continuations are gone; at the end it yields NUL. */
final class Source {

    static final char END = '\0';

    private final String text;
    private int at;

    Source(String text) {
        // a NUL ends a command line everywhere; the shell drops it from scripts
        this.text = text.indexOf(END) < 0 ? text : text.replace("\0", "");
    }

    boolean atEnd() {
        return at >= text.length();
    }

    char peek() {
        return at < text.length() ? text.charAt(at) : END;
    }

    char peek(int ahead) {
        return at + ahead < text.length() ? text.charAt(at + ahead) : END;
    }

    char next() {
        return at < text.length() ? text.charAt(at++) : END;
    }

    void skip(int count) {
        at = Math.min(text.length(), at + count);
    }

    boolean looksAt(String wanted) {
        return text.startsWith(wanted, at);
    }

    /** Takes the text if it stands here. */
    boolean take(String wanted) {
        if (looksAt(wanted)) {
            at += wanted.length();
            return true;
        }
        return false;
    }

    int place() {
        return at;
    }

    void backTo(int place) {
        at = place;
    }

    /** Gives up on the rest. */
    void toEnd() {
        at = text.length();
    }

    String from(int start) {
        return text.substring(start, at);
    }

    /** Skips blanks, line continuations and a comment; newlines stay. */
    void skipBlanks() {
        while (true) {
            char c = peek();
            if (c == ' ' || c == '\t') {
                at++;
            } else if (c == '\\' && peek(1) == '\n') {
                at += 2;
            } else if (c == '\\' && peek(1) == '\r' && peek(2) == '\n') {
                at += 3;
            } else if (c == '#') {
                int line = text.indexOf('\n', at);
                at = line < 0 ? text.length() : line;
            } else {
                return;
            }
        }
    }

    /** The rest of this line, without its newline, which is taken. */
    String line() {
        int end = text.indexOf('\n', at);
        int stop = end < 0 ? text.length() : end;
        String line = text.substring(at, stop);
        at = end < 0 ? stop : end + 1;
        return line;
    }

    /** Takes the text up to the closing parenthesis of one already open, quotes heeded; null if it never closes. */
    @Nullable
    String balanced() {
        int start = at;
        int open = 1;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '\\') {
                at = Math.min(text.length(), at + 1);
            } else if (c == '\'' || c == '"') {
                skipQuoted(c);
            } else if (c == '(') {
                open++;
            } else if (c == ')' && --open == 0) {
                return text.substring(start, at - 1);
            }
        }
        at = start;
        return null;
    }

    private void skipQuoted(char quote) {
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '\\' && quote == '"') {
                at = Math.min(text.length(), at + 1);
            } else if (c == quote) {
                return;
            }
        }
    }
}
