package io.tetrarch.gate.judge;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a shell text into simple commands of plain words, near enough to POSIX and bash to see which programs would
 * run: quotes, escapes, pipes, lists, redirections, here-documents, substitutions. What it cannot resolve (variables,
 * globs) stays in the words as written.
 */
final class ShellLexer {

    /** A simple command before wrappers are taken off. */
    record Raw(List<String> words, List<String> reads, List<String> writes, String stdin, boolean piped) {}

    private final String text;
    private int at;
    private final List<Raw> commands = new ArrayList<>();
    private final List<String> nested = new ArrayList<>();
    private final List<PendingHere> heres = new ArrayList<>();

    private List<String> words = new ArrayList<>();
    private List<String> reads = new ArrayList<>();
    private List<String> writes = new ArrayList<>();
    private String stdin = "";
    private boolean piped;
    private StringBuilder word = new StringBuilder();
    private boolean inWord;
    private Redirect redirect = Redirect.NONE;

    private enum Redirect {
        NONE,
        OUT,
        IN,
        HERE_STRING,
        HERE_DOC
    }

    /** A here-document announced on this line; its command is {@code commands[index]} once that is complete. */
    private record PendingHere(String delimiter, int index) {}

    ShellLexer(String text) {
        this.text = text;
    }

    /** The commands in order; the texts of substitutions, to be split by themselves, go to {@link #nested}. */
    List<Raw> split() {
        while (at < text.length()) {
            step(text.charAt(at));
        }
        endCommand(false);
        return commands;
    }

    /** The texts inside {@code $(...)}, backquotes and process substitutions. */
    List<String> nested() {
        return nested;
    }

    private void step(char c) {
        switch (c) {
            case '\'' -> singleQuoted();
            case '"' -> doubleQuoted();
            case '\\' -> escaped();
            case '$' -> dollar();
            case '`' -> backquoted();
            case ' ', '\t', '\r' -> {
                at++;
                endWord();
            }
            case '\n' -> newLine();
            case ';', '(', ')' -> {
                at++;
                endCommand(false);
            }
            case '&' -> ampersand();
            case '|' -> pipe();
            case '<', '>' -> redirection(c);
            case '#' -> hash();
            default -> {
                append(c);
                at++;
            }
        }
    }

    private void append(char c) {
        word.append(c);
        inWord = true;
    }

    private void singleQuoted() {
        int end = text.indexOf('\'', at + 1);
        end = end < 0 ? text.length() : end;
        word.append(text, at + 1, end);
        inWord = true;
        at = Math.min(end + 1, text.length());
    }

    private void doubleQuoted() {
        inWord = true;
        at++;
        while (at < text.length() && text.charAt(at) != '"') {
            char c = text.charAt(at);
            if (c == '\\' && at + 1 < text.length()) {
                char next = text.charAt(at + 1);
                if ("\"\\$`\n".indexOf(next) < 0) {
                    word.append(c);
                }
                word.append(next);
                at += 2;
            } else if (c == '$') {
                dollar();
            } else if (c == '`') {
                backquoted();
            } else {
                word.append(c);
                at++;
            }
        }
        at = Math.min(at + 1, text.length());
    }

    private void escaped() {
        at++;
        if (at < text.length()) {
            char c = text.charAt(at++);
            if (c != '\n') {
                append(c);
            }
        }
    }

    private void dollar() {
        if (text.startsWith("$(", at)) {
            int end = closing(at + 2);
            nested.add(text.substring(at + 2, end));
            word.append("$()");
            inWord = true;
            at = Math.min(end + 1, text.length());
        } else if (text.startsWith("${IFS}", at)) {
            at += 6;
            endWord();
        } else if (text.startsWith("$IFS", at)) {
            at += 4;
            if (text.startsWith("$9", at)) {
                at += 2;
            }
            endWord();
        } else if (text.startsWith("$'", at)) {
            at = AnsiQuote.append(text, at + 2, word);
            inWord = true;
        } else {
            append('$');
            at++;
        }
    }

    private void backquoted() {
        int end = text.indexOf('`', at + 1);
        end = end < 0 ? text.length() : end;
        nested.add(text.substring(at + 1, end));
        word.append("$()");
        inWord = true;
        at = Math.min(end + 1, text.length());
    }

    /** Where the parenthesis opened before {@code from} closes, or the end of the text. */
    private int closing(int from) {
        int depth = 1;
        char quote = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (c == '(') {
                depth++;
            } else if (c == ')' && --depth == 0) {
                return i;
            }
        }
        return text.length();
    }

    private void newLine() {
        at++;
        endCommand(false);
        for (PendingHere here : heres) {
            hereDocument(here);
        }
        heres.clear();
    }

    private void hereDocument(PendingHere here) {
        StringBuilder body = new StringBuilder();
        while (at < text.length()) {
            int end = text.indexOf('\n', at);
            end = end < 0 ? text.length() : end;
            String line = text.substring(at, end);
            at = Math.min(end + 1, text.length());
            if (line.strip().equals(here.delimiter())) {
                break;
            }
            body.append(line).append('\n');
        }
        if (here.index() < commands.size()) {
            Raw raw = commands.get(here.index());
            commands.set(here.index(), new Raw(raw.words(), raw.reads(), raw.writes(), body.toString(), raw.piped()));
        }
    }

    private void ampersand() {
        if (text.startsWith("&>", at)) {
            at += text.startsWith("&>>", at) ? 3 : 2;
            endWord();
            redirect = Redirect.OUT;
        } else {
            at++;
            endCommand(false);
        }
    }

    private void pipe() {
        boolean or = text.startsWith("||", at);
        at += or || text.startsWith("|&", at) ? 2 : 1;
        endCommand(!or);
    }

    private void redirection(char c) {
        if (text.startsWith(c + "(", at)) {
            int end = closing(at + 2);
            nested.add(text.substring(at + 2, end));
            word.append("$()");
            inWord = true;
            at = Math.min(end + 1, text.length());
            return;
        }
        if (inWord && word.chars().allMatch(Character::isDigit)) {
            word.setLength(0); // a file descriptor, as in 2>
            inWord = false;
        }
        endWord();
        if (text.startsWith("<<<", at)) {
            redirect = Redirect.HERE_STRING;
            at += 3;
        } else if (text.startsWith("<<", at)) {
            redirect = Redirect.HERE_DOC;
            at += text.startsWith("<<-", at) ? 3 : 2;
        } else if (c == '<') {
            redirect = Redirect.IN;
            at++;
        } else {
            redirect = Redirect.OUT;
            at++;
            while (at < text.length() && (text.charAt(at) == '>' || text.charAt(at) == '|' || text.charAt(at) == '&')) {
                at++;
            }
        }
    }

    private void hash() {
        if (inWord) {
            append('#');
            at++;
            return;
        }
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
    }

    private void endWord() {
        if (!inWord) {
            return;
        }
        String done = word.toString();
        word = new StringBuilder();
        inWord = false;
        switch (redirect) {
            case NONE -> words.add(done);
            case OUT -> writes.add(done);
            case IN -> reads.add(done);
            case HERE_STRING -> stdin = done;
            case HERE_DOC -> heres.add(new PendingHere(done, commands.size()));
        }
        redirect = Redirect.NONE;
    }

    private void endCommand(boolean pipeFollows) {
        endWord();
        redirect = Redirect.NONE;
        if (!words.isEmpty() || !writes.isEmpty()) {
            commands.add(new Raw(words, reads, writes, stdin, piped));
            words = new ArrayList<>();
            reads = new ArrayList<>();
            writes = new ArrayList<>();
            stdin = "";
        }
        piped = pipeFollows;
    }
}
