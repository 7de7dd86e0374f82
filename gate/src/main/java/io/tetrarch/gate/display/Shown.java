package io.tetrarch.gate.display;

import io.tetrarch.gate.display.Literals.Literal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A text as it may be shown. What could change how it reads without being seen is spelled out: U+202E becomes
 * {@code ⟨U+202E⟩}. So are the brackets of such an escape, so that the text can be had back from what is shown: each
 * {@code ⟨U+HEX⟩} is that one code point, all else stands for itself. One line, whatever the text has in it. The pages of
 * the console show the same. Meant for eyes only, and made last: it is never hashed, signed, masked or run.
 */
public final class Shown {
    private static final int MOST_TOLD = 8;
    private static final int HEX = 16;

    private final String text;
    private final Map<Found, Integer> found;

    /** A code point that was spelled out, and why. */
    private record Found(int codePoint, Reason reason) {}

    private Shown(String text, Map<Found, Integer> found) {
        this.text = text;
        this.found = found;
    }

    /** Any text, spelled out. */
    public static String line(String text) {
        return isPlain(text) ? text : of(text).text;
    }

    /** Any text. */
    public static Shown of(String text) {
        int[] codePoints = text.codePoints().toArray();
        return of(codePoints, new BitSet());
    }

    /** A text in which any word may be a name, such as a command; its letters that only look like ASCII are spelled out too. */
    public static Shown ofNames(String text) {
        int[] codePoints = text.codePoints().toArray();
        return of(codePoints, Names.lookalikes(codePoints, 0, codePoints.length, true));
    }

    /**
     * The JSON of an action, or of a part of it. Of its names (tools, programs, hosts, paths, members) the letters that only
     * look like letters of ASCII are spelled out too. An escape of JSON's own, which is there to be seen, is left as it is
     * and told of all the same.
     */
    public static Shown ofJson(String json) {
        int[] codePoints = json.codePoints().toArray();
        List<Literal> literals = Literals.in(codePoints);
        int[] unescaped = codePoints.clone();
        Map<Found, Integer> escaped = new LinkedHashMap<>();
        BitSet names = new BitSet();
        for (Literal literal : literals) {
            blankEscapes(unescaped, literal, escaped);
            names.or(Names.lookalikes(unescaped, literal.from(), literal.to(), literal.name()));
        }
        Shown shown = of(codePoints, names);
        shown.found.forEach((each, times) -> escaped.merge(each, times, Integer::sum));
        return new Shown(shown.text, escaped);
    }

    /**
     * A JSON text, compact or laid out, with the same value: what could deceive is in JSON's own escapes, so that it serves a
     * program and a terminal alike.
     */
    public static String json(String json) {
        if (isPlain(json.replace('\n', ' '))) {
            return json;
        }
        int[] codePoints = json.codePoints().toArray();
        @Nullable Reason[] reasons = Drawing.of(codePoints, new BitSet());
        StringBuilder escaped = new StringBuilder(json.length());
        for (int at = 0; at < codePoints.length; at++) {
            if (reasons[at] == null || codePoints[at] == '\n') {
                escaped.appendCodePoint(codePoints[at]);
            } else {
                for (char unit : Character.toChars(codePoints[at])) {
                    escaped.append("\\u").append(String.format("%04x", (int) unit));
                }
            }
        }
        return escaped.toString();
    }

    /** With everything spelled out. */
    public String text() {
        return text;
    }

    /** What a reader has to be told, a sentence each; empty if the text is what it seems. */
    public List<String> warnings(String what) {
        List<String> sentences = new ArrayList<>();
        String hidden = told(false);
        if (!hidden.isEmpty()) {
            sentences.add(what + " holds characters that could change how it reads: " + hidden + ".");
        }
        String lookalikes = told(true);
        if (!lookalikes.isEmpty()) {
            sentences.add(what + " has names with letters that only look like others: " + lookalikes + ".");
        }
        return List.copyOf(sentences);
    }

    private String told(boolean lookalikes) {
        List<String> all = found.entrySet().stream()
                .filter(each -> (each.getKey().reason == Reason.LOOKALIKE) == lookalikes)
                .map(each -> told(each.getKey(), each.getValue()))
                .toList();
        String more = all.size() > MOST_TOLD ? ", and " + (all.size() - MOST_TOLD) + " more" : "";
        return all.stream().limit(MOST_TOLD).collect(Collectors.joining(", ")) + more;
    }

    private static String told(Found each, int times) {
        return String.format("U+%04X", each.codePoint) + " (" + each.reason.of(each.codePoint)
                + (times > 1 ? ", " + times + " times" : "") + ")";
    }

    private static Shown of(int[] codePoints, BitSet names) {
        @Nullable Reason[] reasons = Drawing.of(codePoints, names);
        Map<Found, Integer> found = new LinkedHashMap<>();
        StringBuilder text = new StringBuilder(codePoints.length);
        for (int at = 0; at < codePoints.length; at++) {
            Reason reason = reasons[at];
            if (reason == null) {
                text.appendCodePoint(codePoints[at]);
            } else {
                text.append(String.format("\u27E8U+%04X\u27E9", codePoints[at]));
                found.merge(new Found(codePoints[at], reason), 1, Integer::sum);
            }
        }
        return new Shown(text.toString(), found);
    }

    /** An escaped backslash stays, for it parts a path; whatever else is escaped parts words. */
    private static void blankEscapes(int[] text, Literal literal, Map<Found, Integer> escaped) {
        for (int at = literal.from(); at + 1 < literal.to(); at++) {
            if (text[at] != '\\') {
                continue;
            }
            if (text[at + 1] == '\\') {
                at++;
                continue;
            }
            int length = text[at + 1] == 'u' && at + 5 < literal.to() ? 6 : 2;
            int codePoint = unescaped(text, at, length);
            Reason reason = Characters.reason(codePoint);
            if (reason != null && reason != Reason.SURROGATE) {
                escaped.merge(new Found(codePoint, reason), 1, Integer::sum);
            }
            for (int i = 0; i < length; i++) {
                text[at + i] = ' ';
            }
        }
    }

    /** What an escape of JSON stands for; a space if it is none. */
    private static int unescaped(int[] text, int at, int length) {
        return switch (text[at + 1]) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> {
                String digits = new String(text, at + 2, length - 2);
                yield digits.matches("[0-9a-fA-F]{4}") ? Integer.parseInt(digits, HEX) : ' ';
            }
            default -> ' ';
        };
    }

    /** Nothing but the printable characters of ASCII, as almost all that is shown: then no table is read. */
    private static boolean isPlain(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c < 0x7F);
    }
}
