package io.tetrarch.gate.display;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.gate.redaction.Redactor;
import io.tetrarch.json.JsonObject;
import io.tetrarch.proof.action.Action;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ShownTest {
    private static final List<String> TEXTS = OddTexts.of(20_261_130, 5_000);

    @Test
    void theTextCanBeHadBackFromWhatIsShown() {
        for (String text : TEXTS) {
            assertThat(OddTexts.original(Shown.line(text))).isEqualTo(text);
            assertThat(OddTexts.original(Shown.ofNames(text).text())).isEqualTo(text);
        }
    }

    /** Escapes may differ, the text may not: two texts that are shown alike are one. */
    @Test
    void noTwoTextsAreShownAlike() {
        Map<String, String> seen = new HashMap<>();
        for (String text : TEXTS) {
            String alike = Normalizer.normalize(Shown.line(text), Normalizer.Form.NFC);
            assertThat(seen.merge(alike, text, (one, other) -> one)).isEqualTo(text);
        }
    }

    @Test
    void nothingIsDrawnThatCouldDeceive() {
        for (String text : TEXTS) {
            String shown = Shown.line(text);
            assertThat(Normalizer.isNormalized(shown, Normalizer.Form.NFC))
                    .as(shown)
                    .isTrue();
            shown.replace("⟨", "").replace("⟩", "").codePoints().forEach(c -> {
                Reason reason = Characters.reason(c);
                assertThat(reason == null || reason == Reason.MARK)
                        .as("U+%04X in %s", c, shown)
                        .isTrue();
            });
        }
    }

    @Test
    void anActionIsShownByItsBytes() throws Exception {
        for (String text : TEXTS) {
            Action action = Action.parse(JsonObject.builder()
                    .put("tool", text)
                    .put("content", text)
                    .build()
                    .toJson()
                    .getBytes(StandardCharsets.UTF_8));
            String shown = Shown.ofJson(action.toString()).text();
            assertThat(OddTexts.original(shown).getBytes(StandardCharsets.UTF_8))
                    .isEqualTo(action.bytes());
        }
    }

    @Test
    void jsonKeepsItsValueInEscapesOfItsOwn() throws Exception {
        for (String text : TEXTS) {
            String json = JsonObject.builder().put("text", text).build().toJson();
            String escaped = Shown.json(json);
            assertThat(Action.parse(escaped.getBytes(StandardCharsets.UTF_8)).toString())
                    .isEqualTo(json);
            escaped.codePoints().forEach(c -> {
                Reason reason = Characters.reason(c);
                assertThat(reason == null || reason == Reason.MARK || reason == Reason.BRACKET)
                        .as("U+%04X", c)
                        .isTrue();
            });
        }
    }

    @ParameterizedTest
    @CsvSource({
        "202E, ⟨U+202E⟩", "200B, ⟨U+200B⟩", "0A, ⟨U+000A⟩", "1B, ⟨U+001B⟩", "A0, ⟨U+00A0⟩", "E0041, ⟨U+E0041⟩",
        "27E8, ⟨U+27E8⟩", "FE0F, ⟨U+FE0F⟩", "E000, ⟨U+E000⟩", "378, ⟨U+0378⟩", "212A, ⟨U+212A⟩", "D800, ⟨U+D800⟩"
    })
    void aCharacterThatIsNotSeenIsSpelledOut(String hex, String shown) {
        String text = "a" + Character.toString(Integer.parseInt(hex, 16)) + "b";

        assertThat(Shown.line(text)).isEqualTo("a" + shown + "b");
        assertThat(Shown.of(text).warnings("It")).hasSize(1);
    }

    @Test
    void whatOnlyLooksLikeAnEscapeIsNone() {
        assertThat(Shown.line("\\u202e")).isEqualTo("\\u202e");
        assertThat(Shown.line("⟨U+202E⟩")).isEqualTo("⟨U+27E8⟩U+202E⟨U+27E9⟩");
        assertThat(Shown.line("‹U+202E›")).isEqualTo("⟨U+2039⟩U+202E›");
    }

    @Test
    void aMarkIsDrawnOnALetterAndNowhereElse() {
        assertThat(Shown.line("x\u0302")).isEqualTo("x\u0302");
        assertThat(Shown.line("\u0302")).isEqualTo("⟨U+0302⟩");
        assertThat(Shown.line("\"\u0302")).isEqualTo("\"⟨U+0302⟩");
        assertThat(Shown.line("x\u0302\u0302\u0302\u0302\u0302")).isEqualTo("x\u0302\u0302\u0302\u0302⟨U+0302⟩");
        assertThat(Shown.line("e\u0301")).as("as against é").isEqualTo("e⟨U+0301⟩");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "你好，世界",
                "مرحبا بالعالم",
                "שלום עולם",
                "Привет, мир",
                "नमस्ते दुनिया",
                "สวัสดี",
                "Zażółć gęślą jaźń",
                "日本語のテキスト。",
                "안녕하세요",
                "Tiếng Việt",
                "Ωμέγα",
                "emoji 🚀 ✅"
            })
    void ordinaryTextOfAnyScriptStaysAsItIs(String text) {
        String json =
                "{\"kind\":\"note\",\"path\":\"/tmp/" + text.replace(' ', '_') + "\",\"content\":\"" + text + "\"}";

        assertThat(Shown.ofJson(json).text()).isEqualTo(json);
        assertThat(Shown.ofJson(json).warnings("This action")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"tool\":\"sh⟨U+0435⟩ll\"}",
                "{\"tool\":\"⟨U+0440⟩⟨U+0430⟩⟨U+0443⟩⟨U+0440⟩⟨U+0430⟩⟨U+04CF⟩\"}",
                "{\"tool\":\"⟨U+FF53⟩⟨U+FF48⟩⟨U+FF45⟩⟨U+FF4C⟩⟨U+FF4C⟩\"}",
                "{\"host\":\"p⟨U+0430⟩ypal.com\"}",
                "{\"host\":\"example.com⟨U+2215⟩evil.org\"}",
                "{\"path\":\"/⟨U+0435⟩t⟨U+0441⟩/passwd\"}",
                "{\"p⟨U+0430⟩th\":\"/tmp\"}",
                "{\"command\":\"⟨U+0441⟩url http://ex⟨U+0430⟩mple.com\"}",
                "{\"argv\":[\"ls\",\"⟨U+043E⟩\"]}",
                "{\"content\":\"see https://g⟨U+043E⟩ogle.com/ there\"}",
                "{\"content\":\"mail to b⟨U+043E⟩b@example.org\"}",
                "{\"content\":\"мама и раса\",\"path\":\"/дом/a\"}",
                "{\"path\":\"C:\\\\us⟨U+0435⟩rs\\\\x\"}",
                "{\"content\":\"first\\nраса /⟨U+0440⟩⟨U+0430⟩⟨U+0441⟩⟨U+0430⟩\"}",
                "{\"path\":\"/tmp/⟨U+FB01⟩le\"}"
            })
    void lettersOfNamesThatOnlyLookLikeOthersAreMarked(String shown) {
        assertThat(Shown.ofJson(OddTexts.original(shown)).text()).isEqualTo(shown);
    }

    @Test
    void aWarningNamesWhatIsThere() {
        Shown shown = Shown.ofJson("{\"tool\":\"sh\u0435ll\",\"command\":\"a\u202eb\u200b\u200bc\\nd\"}");

        assertThat(shown.warnings("This action"))
                .containsExactly(
                        "This action holds characters that could change how it reads: U+000A (a line break),"
                                + " U+202E (turns the direction of text), U+200B (not to be seen, 2 times).",
                        "This action has names with letters that only look like others: U+0435 (looks like e).");
    }

    @Test
    void whatIsMaskedStaysMasked() throws Exception {
        JsonObject action = Action.parse(
                        "{\"tool\":\"x\u202e\",\"password\":\"p\u200bw\"}".getBytes(StandardCharsets.UTF_8))
                .json();

        assertThat(Shown.ofJson(Redactor.standard().mask(action).toJson()).text())
                .isEqualTo("{\"tool\":\"x⟨U+202E⟩\",\"password\":\"[redacted]\"}");
    }

    /** As far as the Java platform that runs this knows the character. */
    @Test
    void theTableIsTheCharacterDataOfThePlatform() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            if (Character.isDefined(c)) {
                assertThat(Characters.reason(c)).as("U+%04X", c).isEqualTo(reason(c));
            }
        }
    }

    private static @Nullable Reason reason(int c) {
        if (c == 0x27E8 || c == 0x27E9) {
            return Reason.BRACKET;
        }
        if (c == 0xFFFC || c == 0xFFFD) {
            return Reason.REPLACEMENT;
        }
        if (c >= 0x0A && c <= 0x0D || c == 0x85 || c == 0x2028 || c == 0x2029) {
            return Reason.LINE;
        }
        if (c == 0x061C || c == 0x200E || c == 0x200F || c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069) {
            return Reason.DIRECTION;
        }
        if (c == '\t') {
            return Reason.SPACE;
        }
        return isIgnorable(c) ? Reason.INVISIBLE : byCategory(c);
    }

    /** Default_Ignorable_Code_Point beyond Cf, and two more that are blank. */
    private static boolean isIgnorable(int c) {
        return c == 0x034F
                || c == 0x115F
                || c == 0x1160
                || c == 0x17B4
                || c == 0x17B5
                || c >= 0x180B && c <= 0x180F
                || c == 0x3164
                || c >= 0xFE00 && c <= 0xFE0F
                || c == 0xFFA0
                || c >= 0xE0000 && c <= 0xE0FFF
                || c == 0x2800
                || c == 0x1D159;
    }

    private static @Nullable Reason byCategory(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL -> Reason.CONTROL;
            case Character.FORMAT -> Reason.INVISIBLE;
            case Character.SPACE_SEPARATOR -> c == ' ' ? null : Reason.SPACE;
            case Character.PRIVATE_USE -> Reason.PRIVATE;
            case Character.SURROGATE -> Reason.SURROGATE;
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK -> Reason.MARK;
            default -> null;
        };
    }
}
