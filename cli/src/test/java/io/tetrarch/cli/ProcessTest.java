package io.tetrarch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as a process of its own: what only shows there. */
final class ProcessTest {
    private static final String EXAMPLE = "../examples/actions/fs-write.json";

    @TempDir
    Path folder;

    private static Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "io.tetrarch.cli.Main"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).start();
    }

    private static String text(InputStream stream) throws IOException {
        return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void aPlainHashIsPrintedAndTheProcessEndsWithZero() throws Exception {
        Process process = start("hash", EXAMPLE);

        assertThat(text(process.getInputStream()))
                .isEqualTo("0f64eba132b54b4c48f562748d6941796a629cdc16dec84a40d8787ffd01b4ec" + System.lineSeparator());
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void badInputEndsWithTwoAndOneLine() throws Exception {
        Process process = start("hash", "none.json");

        assertThat(text(process.getErrorStream()))
                .isEqualTo("tetrarch: none.json: no such file" + System.lineSeparator());
        assertThat(text(process.getInputStream())).isEmpty();
        assertThat(process.waitFor()).isEqualTo(2);
    }

    @Test
    void aReaderThatGoesAwayIsNoError() throws Exception {
        Process process = start("scenario", "leader-equivocates", "--json");
        process.getInputStream().close();

        assertThat(text(process.getErrorStream())).isEmpty();
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void textIsUtf8AndWithoutColourOffTheTerminal() throws Exception {
        Process process = start("scenario", "denied");

        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.lines())
                    .anyMatch(line -> line.contains("✗ deny"))
                    .noneMatch(line -> line.contains("\u001B"));
        }
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void twoAtOnceInOneFolderWaitForEachOther() throws Exception {
        String data = folder.resolve("data").toString();
        Process one = start("decide", EXAMPLE, "--data", data);
        Process other = start("decide", EXAMPLE, "--data", data);

        assertThat(text(one.getInputStream())).contains("APPROVED at sequence");
        assertThat(text(other.getInputStream())).contains("APPROVED at sequence");
        assertThat(one.waitFor()).isZero();
        assertThat(other.waitFor()).isZero();
    }
}
