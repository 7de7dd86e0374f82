package io.tetrarch.reading.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Looks through program text of other languages for what it would run: calls that start programs, calls that do what a
 * command does, and text between backquotes. It knows strings, calls and nothing else of these languages, which is enough
 * to see what is written down; what is computed stays unknown.
 */
final class ForeignCode {

    private static final Set<String> BACKQUOTES = Set.of("perl", "ruby", "php", "r");
    private static final int MAX_FOUND = 64;

    private final String text;
    private final String language;
    private final Launchers launchers;
    private final Budget budget;
    private final List<Found> found = new ArrayList<>();
    private int at;

    /** A command the code would run: shell text, or words if the program is called without a shell. */
    record Found(String text, List<Word> words) {}

    private ForeignCode(String text, String language, Launchers launchers, Budget budget) {
        this.text = text;
        this.language = language;
        this.launchers = launchers;
        this.budget = budget;
    }

    static List<Found> read(String text, String language, Launchers launchers, Budget budget) {
        ForeignCode code = new ForeignCode(text, language, launchers, budget);
        if (language.equals("vim") || language.equals("gdb") || language.equals("ed")) {
            code.editor();
        } else {
            code.scan();
        }
        return code.found;
    }

    /** Editors and debuggers run what stands behind an exclamation mark or the word shell. */
    private void editor() {
        for (String line : text.split("[\n|]", -1)) {
            String command = line.strip();
            int bang = command.indexOf('!');
            if (bang >= 0 && command.substring(0, bang).matches(":?(%|\\d*|r|w|sil\\w*|exec\\w*|py\\d? |lua )?\\s*")) {
                add(command.substring(bang + 1));
            } else if (command.startsWith("shell ") || command.startsWith("platform shell ")) {
                add(command.substring(command.indexOf("shell ") + 6));
            }
        }
        scan();
    }

    private void scan() {
        String name = "";
        while (at < text.length() && budget.step() && found.size() < MAX_FOUND) {
            char c = text.charAt(at);
            if (WordParser.isName(c, true) || c == '$') {
                name = identifier();
                call(name);
            } else if (c == '\'' || c == '"') {
                boolean behindPipe = isBehindPipe();
                String string = string();
                if (language.equals("awk") && pipesToShell(behindPipe)) {
                    add(string);
                }
            } else if (c == '`' && BACKQUOTES.contains(language)) {
                add(string());
            } else if (c == '%' && language.equals("ruby") && text.startsWith("%x", at)) {
                at += 2;
                add(bracketed());
            } else if (c == '#' && isComment()) {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else {
                at++;
            }
        }
    }

    private boolean isComment() {
        return !language.equals("javascript") && (at == 0 || Character.isWhitespace(text.charAt(at - 1)));
    }

    private String identifier() {
        int start = at++;
        while (at < text.length() && WordParser.isName(text.charAt(at), false)) {
            at++;
        }
        return text.substring(start, at);
    }

    private void call(String name) {
        List<String> equivalent = launchers.equivalent(name);
        boolean quotes = name.equals("qx") && language.equals("perl");
        if (quotes) {
            add(bracketed());
            return;
        }
        if (equivalent == null && !launchers.isCall(name)) {
            return;
        }
        int place = at;
        skipBlanks();
        if (equivalent != null && language.equals("perl") && text.startsWith("glob", at)) {
            at += "glob".length();
            skipBlanks();
        }
        boolean parenthesis = at < text.length() && text.charAt(at) == '(';
        boolean bare = at < text.length() && (text.charAt(at) == '"' || text.charAt(at) == '\'');
        if (!parenthesis && !bare) {
            at = place;
            return;
        }
        List<Word> arguments = arguments(parenthesis);
        at = place;
        if (equivalent != null) {
            List<Word> words = new ArrayList<>(equivalent.stream().map(Word::of).toList());
            words.addAll(arguments);
            found.add(new Found("", words));
        } else if (arguments.size() == 1) {
            found.add(new Found(arguments.getFirst().text(), List.of()));
        } else if (!arguments.isEmpty()) {
            found.add(new Found("", arguments));
        }
    }

    /** The strings of a call, with an unknown word for what is no string. */
    private List<Word> arguments(boolean parenthesis) {
        List<Word> words = new ArrayList<>();
        int depth = 0;
        boolean computed = false;
        while (at < text.length() && words.size() < 64 && budget.step()) {
            char c = text.charAt(at);
            if (c == '\'' || c == '"' || c == '`') {
                words.add(new Word(List.of(new Word.Literal(string(), true))));
                continue;
            }
            depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
            computed |= c == '+' || c == '$' || c == '%';
            at++;
            if (parenthesis ? depth == 0 : c == ';' || c == '\n' || depth < 0) {
                break;
            }
        }
        if (computed || words.isEmpty()) {
            words.add(new Word(List.of(new Word.Unknown("$()", ""))));
        }
        return words;
    }

    /** Whether a pipe stands behind the string just read, or stood before it. */
    private boolean pipesToShell(boolean before) {
        int place = at;
        skipBlanks();
        boolean after = text.startsWith("|", at) && !text.startsWith("||", at);
        at = place;
        return before || after;
    }

    private boolean isBehindPipe() {
        int last = at - 1;
        while (last > 0 && Character.isWhitespace(text.charAt(last))) {
            last--;
        }
        return last >= 0 && text.charAt(last) == '|' && (last == 0 || text.charAt(last - 1) != '|');
    }

    /** The string that stands here, escapes resolved; Python's threefold quotes too. */
    private String string() {
        char quote = text.charAt(at);
        String triple = Character.toString(quote).repeat(3);
        boolean threefold = quote != '`' && text.startsWith(triple, at);
        at += threefold ? 3 : 1;
        StringBuilder out = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at);
            if (threefold ? text.startsWith(triple, at) : c == quote) {
                at += threefold ? 3 : 1;
                break;
            }
            if (c == '\\' && at + 1 < text.length()) {
                out.append(c).append(text.charAt(at + 1));
                at += 2;
            } else {
                out.append(c);
                at++;
            }
            if (!budget.step()) {
                break;
            }
        }
        return AnsiQuote.resolve(out.toString());
    }

    private String bracketed() {
        skipBlanks();
        if (at >= text.length()) {
            return "";
        }
        char open = text.charAt(at++);
        int pair = "([{<".indexOf(open);
        int end = text.indexOf(pair < 0 ? open : ")]}>".charAt(pair), at);
        String inside = text.substring(at, end < 0 ? text.length() : end);
        at = end < 0 ? text.length() : end + 1;
        return inside;
    }

    private void skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private void add(String shellText) {
        if (!shellText.isBlank()) {
            found.add(new Found(shellText, List.of()));
        }
    }
}
