package io.tetrarch.gate.display;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** Which code points of a text are spelled out, and why. */
final class Drawing {
    /** What no script needs more of on one letter. */
    private static final int MOST_MARKS = 4;

    /** Brackets that could be taken for the one that an escape begins with. */
    private static final String BRACKETS = "\u2039\u276C\u276E\u2770\u29FC\u3008";

    private final int[] text;
    private final @Nullable Reason[] reasons;

    private Drawing(int... text) {
        this.text = text;
        this.reasons = new Reason[text.length];
    }

    /** By place; null where the code point is drawn. {@code names} are the places of lookalikes. */
    static @Nullable Reason[] of(int[] text, BitSet names) {
        Drawing drawing = new Drawing(text);
        drawing.spellHidden();
        drawing.spellComposed();
        names.stream().forEach(at -> drawing.reasons[at] = Reason.LOOKALIKE);
        drawing.spellMarks();
        return drawing.reasons;
    }

    private void spellHidden() {
        for (int at = 0; at < text.length; at++) {
            Reason reason = text[at] >= ' ' && text[at] < 0x7F ? null : Characters.reason(text[at]);
            if (reason != Reason.MARK) {
                reasons[at] = reason;
            }
            if (BRACKETS.indexOf(text[at]) >= 0 && at + 1 < text.length && text[at + 1] == 'U') {
                reasons[at] = Reason.BRACKET;
            }
        }
    }

    /** Texts that are canonically equivalent look the same; of them only the one in normal form C is drawn as it is. */
    private void spellComposed() {
        if (Normalizer.isNormalized(new String(text, 0, text.length), Form.NFC)) {
            return;
        }
        for (int from = 0; from < text.length; ) {
            int to = from + 1;
            while (to < text.length && continues(text[to])) {
                to++;
            }
            String cluster = new String(text, from, to - from);
            if (!Normalizer.isNormalized(cluster, Form.NFC)) {
                for (int at = from; at < to; at++) {
                    if (text[at] >= 0x80 && reasons[at] == null) {
                        reasons[at] = Reason.COMPOSED;
                    }
                }
            }
            from = to;
        }
    }

    /** Whether it may become one with what is before it: a mark, or a Korean vowel or final consonant. */
    private static boolean continues(int codePoint) {
        return codePoint >= 0x300
                && (Characters.reason(codePoint) == Reason.MARK
                        || codePoint >= 0x1160 && codePoint <= 0x11FF
                        || codePoint >= 0xD7B0 && codePoint <= 0xD7FF);
    }

    private void spellMarks() {
        int marks = 0;
        for (int at = 0; at < text.length; at++) {
            if (text[at] < 0x300 || Characters.reason(text[at]) != Reason.MARK) {
                marks = 0;
                continue;
            }
            marks++;
            boolean bare = at == 0 || reasons[at - 1] != null || isAsciiSign(text[at - 1]);
            if (reasons[at] == null && (bare || marks > MOST_MARKS)) {
                reasons[at] = Reason.MARK;
            }
        }
    }

    private static boolean isAsciiSign(int codePoint) {
        return codePoint < 0x80 && !Character.isLetterOrDigit(codePoint);
    }
}
