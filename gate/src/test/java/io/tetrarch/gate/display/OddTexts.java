package io.tetrarch.gate.display;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts made by chance, the same for the same seed, in which everything is mixed that could change how a text reads. */
public final class OddTexts {
    private static final List<String> PIECES = List.of(
            "rm",
            " ",
            "  ",
            "/etc/passwd",
            "example.com",
            "echo",
            "\\u202e",
            "\\n",
            "⟨U+202E⟩",
            "‹U+202E›",
            "〈U+0041〉",
            "\"",
            "\\",
            "{}",
            ":",
            "привет",
            "раураl",
            "مرحبا بالعالم",
            "שלום 12",
            "你好，世界",
            "こんにちは",
            "e\u0301",
            "\u00e9",
            "a\u0301\u0302\u0303\u0304\u0305\u0306",
            "\u212b",
            "\u1112\u1161\u11ab",
            "👩‍👩‍👧",
            "❤️",
            "क्षि",
            "\u001b[31m",
            "\r",
            "\n",
            "\t",
            "\u0000",
            "\u007f",
            "\u0085",
            "\u2028",
            "\u00a0",
            "\u3000",
            "\ufeff",
            "\u00ad",
            "\u2800",
            "\uD83C\uDFF4\uDB40\uDC67\uDB40\uDC7F",
            "\ufffd",
            "\ufffc",
            "\ufe0f",
            "\u2044",
            "ｅｖｉｌ",
            "\uD835\uDC1A");
    private static final int[] FIRST = {
        0x00, 0x7F, 0xAD, 0x300, 0x370, 0x400, 0x590, 0x600, 0x900, 0xE00, 0x1100, 0x180B, 0x2000, 0x2028, 0x2066,
        0x20D0, 0x2100, 0x2500, 0x3000, 0x4E00, 0xAC00, 0xE000, 0xF900, 0xFE00, 0xFF00, 0xFFF0, 0x10300, 0x1D400,
        0x1F600, 0xE0000, 0x10FFF0
    };
    private static final int SPAN = 16;
    private static final Pattern ESCAPE = Pattern.compile("\u27E8U\\+([0-9A-F]{4,6})\u27E9");

    private OddTexts() {}

    public static List<String> of(long seed, int count) {
        Random random = new Random(seed);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = 1 + random.nextInt(12); length > 0; length--) {
                if (random.nextBoolean()) {
                    text.append(PIECES.get(random.nextInt(PIECES.size())));
                } else {
                    text.appendCodePoint(FIRST[random.nextInt(FIRST.length)] + random.nextInt(SPAN));
                }
            }
            texts.add(text.toString());
        }
        return texts;
    }

    /** The text that is shown so. */
    public static String original(String shown) {
        return ESCAPE.matcher(shown)
                .replaceAll(
                        escape -> Matcher.quoteReplacement(Character.toString(Integer.parseInt(escape.group(1), 16))));
    }

    /** Whether nothing in it but escapes could change how it reads. */
    public static boolean isSafe(String shown) {
        String drawn = ESCAPE.matcher(shown).replaceAll("x");
        return Shown.line(drawn).equals(drawn);
    }
}
