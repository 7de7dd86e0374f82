package io.tetrarch.reading.shell;

import io.tetrarch.reading.shell.Tree.Chars;
import io.tetrarch.reading.shell.Tree.Piece;
import io.tetrarch.reading.shell.Tree.RawRedirection;
import io.tetrarch.reading.shell.Tree.RawWord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The here-documents announced on a line, whose texts follow the line. */
final class HereDocuments {

    /** Here-documents on one line; more than anyone writes by hand. */
    private static final int MAX_PENDING = 64;

    private final Source source;
    private final Budget budget;
    private final Parser parser;
    private final Deque<Pending> pending = new ArrayDeque<>();

    private record Pending(String end, boolean quoted, boolean strip, List<Piece> text) {}

    HereDocuments(Source source, Budget budget, Parser parser) {
        this.source = source;
        this.budget = budget;
        this.parser = parser;
    }

    /** @param strip whether tabs in front of its lines are dropped */
    RawRedirection announce(RawWord end, boolean strip, int descriptor) {
        StringBuilder word = new StringBuilder();
        boolean quoted = false;
        for (Piece piece : end.pieces()) {
            if (piece instanceof Chars chars) {
                word.append(chars.text());
                quoted |= chars.quoted();
            } else {
                budget.unclear("the end of a here-document is no plain word");
            }
        }
        // filled once the line ends: the word keeps this very list
        List<Piece> text = new ArrayList<>();
        if (pending.size() < MAX_PENDING) {
            pending.add(new Pending(word.toString(), quoted, strip, text));
        } else {
            budget.unclear("too many here-documents on one line");
        }
        RawWord body = new RawWord(text);
        return new RawRedirection(Redirection.Kind.HERE, descriptor, body, body);
    }

    /** Reads the texts of what was announced; the source stands behind the newline. */
    void readPending() {
        while (!pending.isEmpty()) {
            Pending document = pending.removeFirst();
            String text = text(document);
            if (document.quoted()) {
                document.text().add(new Chars(text, true));
            } else {
                document.text().addAll(parser.quotedText(text).pieces());
            }
        }
    }

    private String text(Pending document) {
        StringBuilder text = new StringBuilder();
        while (!source.atEnd()) {
            String line = source.line();
            String bare = document.strip() ? line.replaceFirst("^\t+", "") : line;
            if (bare.equals(document.end()) || bare.equals(document.end() + "\r")) {
                return text.toString();
            }
            if (!budget.step()) {
                return text.toString();
            }
            text.append(bare).append('\n');
        }
        // bash takes the end of the text for the end of the document, with a warning
        return text.toString();
    }
}
