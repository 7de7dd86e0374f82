package io.tetrarch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HashCommandTest {
    private static final String FIXED_POINT = "0f64eba132b54b4c48f562748d6941796a629cdc16dec84a40d8787ffd01b4ec";

    @TempDir
    Path folder;

    @Test
    void theExampleActionHashesToItsFixedPoint() {
        Invocation run = Invocation.of("hash", "../examples/actions/fs-write.json");

        assertThat(run.out()).isEqualTo(FIXED_POINT + System.lineSeparator());
        run.endedQuietlyWith(0);
    }

    @Test
    void aDashReadsStandardInputAndWhiteSpaceDoesNotCount() {
        byte[] action = Invocation.utf8(" {\"kind\": \"execute_tool\",\n"
                + " \"tool\":\"fs_write\", \"path\":\"/tmp/report.md\", \"bytes\": 4096.0}");

        assertThat(Invocation.withInput(action, "hash", "-").endedQuietlyWith(0).out())
                .isEqualTo(FIXED_POINT + System.lineSeparator());
    }

    @Test
    void theOrderOfMembersCounts() {
        String one = Invocation.withInput(Invocation.utf8("{\"a\":1,\"b\":2}"), "hash", "-")
                .out();
        String other = Invocation.withInput(Invocation.utf8("{\"b\":2,\"a\":1}"), "hash", "-")
                .out();

        assertThat(one).isNotEqualTo(other);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {"a":1,"a":2}   | stdin:1:8: expected a new member name, found "a" a second time
        [1]             | stdin:1:1: expected an object, found an array
        {"a":1} x       | stdin:1:9: expected the end of the text, found 'x'
        {"a":           | stdin:1:6: expected a value after ':', found the end of the text
        """)
    void anActionThatIsNotOneIsRefusedWithItsPlace(String action, String line) {
        Invocation.withInput(Invocation.utf8(action), "hash", "-").refusedWith(line);
    }

    @Test
    void theLineOfAnErrorIsThatOfTheFile() throws IOException {
        Path file = Files.writeString(folder.resolve("bad.json"), "{\n  \"a\": tru\n}\n");

        Invocation run = Invocation.of("hash", file.toString());

        assertThat(run.err())
                .startsWith("tetrarch: " + file + ":2:8: expected ")
                .hasLineCount(1);
        assertThat(run.exitCode()).isEqualTo(2);
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        Invocation.of("hash", folder + "/none.json").refusedWith(folder + "/none.json: no such file");
    }

    @Test
    void aFolderIsNotAFile() {
        Invocation.of("hash", folder.toString()).refusedWith(folder + ": expected a file, found a directory");
    }

    @Test
    void anActionIsAtMost256KiB() throws IOException {
        Path file = folder.resolve("huge.json");
        Files.write(file, new byte[256 * 1024 + 1]);

        Invocation.of("hash", file.toString()).refusedWith(file + ":1:1: expected at most 262144 bytes, found more");
    }

    @Test
    void aLineBreakInAFileNameDoesNotBreakTheLine() {
        Invocation.of("hash", "no\nsuch\u001Bfile").refusedWith("no⟨U+000A⟩such⟨U+001B⟩file: no such file");
    }
}
