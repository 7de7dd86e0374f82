package io.tetrarch.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonParserTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``                    | 1:1: expected a value, found the end of the text",
                "{                     | 1:2: expected a member name in double quotes or '}', found the end of the"
                        + " text",
                "{'a':1}               | 1:2: expected a member name in double quotes or '}', found a single quote",
                "{a:1}                 | 1:2: expected a member name in double quotes or '}', found 'a'",
                "{\"a\" 1}             | 1:6: expected ':' after a member name, found '1'",
                "{\"a\":}              | 1:6: expected a value after ':', found '}'",
                "{\"a\":1 \"b\":2}     | 1:8: expected ',' or '}' after a member, found '\"'",
                "{\"a\":1,}            | 1:8: expected a member name in double quotes after ',', found '}'",
                "{\"a\":1} x           | 1:9: expected the end of the text, found 'x'",
                "{\"a\":1}{}           | 1:8: expected the end of the text, found '{'",
                "[1,]                  | 1:4: expected a value after ',', found ']'",
                "[1 2]                 | 1:4: expected ',' or ']' after an element, found '2'",
                "[NaN]                 | 1:2: expected a value or ']', found 'N'",
                "[Infinity]            | 1:2: expected a value or ']', found 'I'",
                "[-Infinity]           | 1:3: expected a digit, found 'I'",
                "[nul]                 | 1:2: expected null",
                "[tru                  | 1:2: expected true",
                "[+1]                  | 1:2: expected a value or ']', found '+'",
                "[.5]                  | 1:2: expected a value or ']', found '.'"
            })
    void aMalformedTextIsRefusedWithItsPlaceAndWhatWasExpected(String text, String message) {
        assertThat(refusal(text.getBytes(UTF_8))).isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[5.]                  | 1:4: expected a digit, found ']'",
                "[1e]                  | 1:4: expected a digit, found ']'",
                "[01]                  | 1:2: expected a number without leading zeros",
                "[-01]                 | 1:3: expected a number without leading zeros",
                "[0x10]                | 1:3: expected ',' or ']' after an element, found 'x'",
                "[1e309]               | 1:2: expected a number within the range of a double, found a larger one",
                "[-1e309]              | 1:2: expected a number within the range of a double, found a larger one",
                "[1e-400]              | 1:2: expected a number within the range of a double, found one too close to"
                        + " zero",
                "[9007199254740993]    | 1:2: expected an integer that keeps its digits, for as a JSON number this"
                        + " one would be written 9007199254740992 (put it in a string)",
                "[1234567890123456789] | 1:2: expected an integer that keeps its digits, for as a JSON number this"
                        + " one would be written 1234567890123456800 (put it in a string)",
                "[1152921504606846976] | 1:2: expected an integer that keeps its digits, for as a JSON number this"
                        + " one would be written 1152921504606847000 (put it in a string)",
                "{\"a\":1,\"b\":2,\"\\u0061\":3} | 1:14: expected a new member name, found \"a\" a second time",
                "[\"\\ud800\"]         | 1:3: expected a pair of surrogates, found a lone one",
                "[\"\\ud800\\u0041\"]  | 1:3: expected a pair of surrogates, found a lone one",
                "[\"\\ud800\\n\"]      | 1:3: expected a pair of surrogates, found a lone one",
                "[\"x\\udc00\"]        | 1:4: expected a pair of surrogates, found a lone one",
                "[\"\\u12\"]           | 1:3: expected four hexadecimal digits after \\u",
                "[\"\\x41\"]           | 1:3: expected an escape such as \\n, \\\" or \\u000a",
                "[\"abc                | 1:6: expected '\"' at the end of a string, found the end of the text",
                "[\"abc\\              | 1:6: expected an escape such as \\n, \\\" or \\u000a",
                "// comment            | 1:1: expected a value, found '/'"
            })
    void aMalformedValueIsRefusedWithItsPlaceAndWhatWasExpected(String text, String message) {
        assertThat(refusal(text.getBytes(UTF_8))).isEqualTo(message);
    }

    @Test
    void aRawControlCharacterInAStringIsRefused() {
        assertThat(refusal("{\"a\":\"x\u0001\"}".getBytes(UTF_8)))
                .isEqualTo("1:8: expected no raw control character in a string (write it as \\u0001), found byte 0x01");
        assertThat(refusal("[\"\n\"]".getBytes(UTF_8))).startsWith("1:3: expected no raw control character");
        assertThat(refusal("[\"\u00e9\t\"]".getBytes(UTF_8))).startsWith("1:4: expected no raw control character");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0080", // a continuation byte alone
                "\u00c3", // truncated
                "\u00c0\u00af",
                "\u00c1\u00bf",
                "\u00e0\u0080\u00af",
                "\u00f0\u0080\u0080\u00af", // overlong
                "\u00ed\u00a0\u0080",
                "\u00ed\u00bf\u00bf", // surrogates
                "\u00f4\u0090\u0080\u0080",
                "\u00f5\u0080\u0080\u0080",
                "\u00ff",
                "\u00fe", // beyond U+10FFFF
                "\u00e2\u0082",
                "\u00f0\u009f\u0098",
                "\u00e2\u0028\u00a1",
            })
    void malformedUtf8InAStringIsRefusedWhereItBegins(String bytesAsLatin1) {
        byte[] text = ("{\"a\":\"" + bytesAsLatin1 + "\"}").getBytes(ISO_8859_1);
        assertThat(refusal(text)).isEqualTo("1:7: expected valid UTF-8");
    }

    @Test
    void bytesOutsideAsciiBetweenTokensAreRefused() {
        assertThat(refusal("{\u00a0}".getBytes(UTF_8)))
                .isEqualTo("1:2: expected a member name in double quotes or '}', found byte 0xc2");
        assertThat(refusal("[1]\0".getBytes(UTF_8))).isEqualTo("1:4: expected the end of the text, found byte 0x00");
    }

    @Test
    void aByteOrderMarkIsRefused() {
        assertThat(refusal("\ufeff{}".getBytes(UTF_8))).isEqualTo("1:1: expected a value, found a byte order mark");
        assertThat(refusal("{}".getBytes(java.nio.charset.StandardCharsets.UTF_16)))
                .startsWith("1:1: expected a value");
    }

    @Test
    void linesAndColumnsCountCodePointsWhateverTheLineEnding() {
        assertThat(refusal("{\n  \"a\": 1,\r\n  \"\ud83d\ude00\u00e9\": x}".getBytes(UTF_8)))
                .startsWith("3:9: expected a value");
        assertThat(refusal("{\r\r\"a\":?".getBytes(UTF_8))).startsWith("3:5: expected a value");
    }

    @Test
    void sixtyFourLevelsAreTakenAndOneMoreIsRefused() throws JsonRejected {
        byte[] deepest = ("[".repeat(64) + "]".repeat(64)).getBytes(UTF_8);
        assertThat(JsonWriter.compactBytes(JsonParser.parse(deepest, JsonLimits.ACTION)))
                .isEqualTo(deepest);
        assertThat(refusal(("[".repeat(65) + "]".repeat(65)).getBytes(UTF_8)))
                .isEqualTo("1:65: expected nesting of at most 64 levels");
        assertThat(refusal("{\"a\":".repeat(100_000 / 5).getBytes(UTF_8))).startsWith("1:321: expected nesting");
    }

    @Test
    void aTextLargerThanTheLimitIsRefusedUnread() throws JsonRejected {
        String spaces = " ".repeat(JsonLimits.ACTION.maxBytes() - 2);
        assertThat(JsonParser.parse((spaces + "{}").getBytes(UTF_8), JsonLimits.ACTION)
                        .toJson())
                .isEqualTo("{}");
        assertThat(refusal((spaces + " {}").getBytes(UTF_8)))
                .isEqualTo("1:1: expected at most 262144 bytes, found 262145");
    }

    @ParameterizedTest
    @CsvSource({
        "9007199254740991,9007199254740991",
        "9007199254740992,9007199254740992",
        "-9007199254740992,-9007199254740992",
        "295147905179352830000,295147905179352830000",
        "100000000000000000000000,1e+23",
        "123456789012345678901.0,123456789012345680000",
        "-0,0",
        "0e99999999999,0",
        "3.141592653589793238462643383279,3.141592653589793",
        "5e-324,5e-324",
        "4.9e-324,5e-324",
    })
    void aNumberThatADoubleHoldsIsTaken(String text, String written) throws JsonRejected {
        assertThat(JsonParser.parse(text.getBytes(UTF_8), JsonLimits.ACTION).toJson())
                .isEqualTo(written);
    }

    @Test
    void aLongDuplicateNameIsCutInTheMessage() {
        String name = "\"" + "\ud83d\ude00".repeat(5000) + "\"";
        assertThat(refusal(("{" + name + ":1," + name + ":2}").getBytes(UTF_8)))
                .hasSizeLessThan(200)
                .contains("...");
    }

    private static String refusal(byte[] text) {
        JsonRejected rejected =
                catchThrowableOfType(JsonRejected.class, () -> JsonParser.parse(text, JsonLimits.ACTION));
        assertThat(rejected).as("a refusal of %s", new String(text, UTF_8)).isNotNull();
        assertThat(rejected.in("f.json"))
                .isEqualTo("f.json:" + rejected.getMessage())
                .doesNotContain("\n");
        return rejected.getMessage();
    }
}
