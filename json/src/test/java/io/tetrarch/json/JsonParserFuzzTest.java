package io.tetrarch.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Whatever bytes come in: a value that survives being written and read again, or a rejection; nothing else. */
class JsonParserFuzzTest {

    private static final byte[] ALPHABET =
            "{}[]:,\"\\u0123456789abefnrtls-+.E \n\tdD8\u00e9\ud83d\ude00".getBytes(UTF_8);
    private static final byte[] SAMPLE =
            ("{\"kind\":\"execute_tool\",\"tool\":\"fs_write\",\"n\":[1,-2.5e-7,true,null,\"\\ud83d\\ude00"
                            + "\\n\u00e9\"],\"o\":{\"a\":{},\"b\":[]}}")
                    .getBytes(UTF_8);

    @Test
    void randomBytesGiveAValueOrARejection() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 20_000; i++) {
            byte[] text = new byte[random.nextInt(40)];
            random.nextBytes(text);
            tryOut(text);
        }
    }

    @Test
    void randomTokensGiveAValueOrARejection() {
        SplittableRandom random = new SplittableRandom(2);
        int taken = 0;
        for (int i = 0; i < 60_000; i++) {
            byte[] text = new byte[1 + random.nextInt(24)];
            for (int j = 0; j < text.length; j++) {
                text[j] = ALPHABET[random.nextInt(ALPHABET.length)];
            }
            taken += tryOut(text);
        }
        assertThat(taken).isPositive();
    }

    @Test
    void mutatedTextsGiveAValueOrARejection() {
        SplittableRandom random = new SplittableRandom(3);
        int taken = 0;
        for (int i = 0; i < 60_000; i++) {
            taken += tryOut(mutate(SAMPLE, random));
        }
        assertThat(taken).isBetween(1_000, 59_000);
    }

    private static byte[] mutate(byte[] sample, SplittableRandom random) {
        byte[] text = sample.clone();
        for (int n = 1 + random.nextInt(3); n > 0; n--) {
            int at = random.nextInt(text.length);
            switch (random.nextInt(4)) {
                case 0 -> text[at] = (byte) random.nextInt(256);
                case 1 -> text[at] = ALPHABET[random.nextInt(ALPHABET.length)];
                case 2 -> text = Arrays.copyOf(text, 1 + at);
                default -> System.arraycopy(text, random.nextInt(at + 1), text, at, Math.min(3, text.length - at));
            }
        }
        return text;
    }

    /** 1 if the text was taken, 0 if it was refused. */
    private static int tryOut(byte[] text) {
        JsonValue value;
        try {
            value = JsonParser.parse(text, JsonLimits.ACTION);
        } catch (JsonRejected rejected) {
            assertThat(rejected.line()).isPositive();
            assertThat(rejected.column()).isPositive();
            assertThat(rejected.problem()).startsWith("expected ").doesNotContain("\n");
            return 0;
        }
        byte[] written = JsonWriter.compactBytes(value);
        try {
            assertThat(JsonParser.parse(written, JsonLimits.FILE)).isEqualTo(value);
        } catch (JsonRejected rejected) {
            throw new AssertionError("wrote what it refuses: " + new String(written, UTF_8), rejected);
        }
        return 1;
    }
}
