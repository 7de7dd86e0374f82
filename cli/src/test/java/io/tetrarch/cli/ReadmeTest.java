package io.tetrarch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Its Java is compiled and run with the tour's. */
final class ReadmeTest {
    private static final Path ROOT = Path.of("..");

    @Test
    void everyLinkLeadsToAFile() throws IOException {
        Stream<String> targets = Pattern.compile("]\\(([^)#:]+)\\)")
                .matcher(Files.readString(ROOT.resolve("README.md")))
                .results()
                .map(result -> result.group(1));

        assertThat(targets)
                .isNotEmpty()
                .allSatisfy(target -> assertThat(ROOT.resolve(target)).exists());
    }

    @Test
    void everyCommandInItIsUnderstood() throws IOException {
        Stream<String> commands = Pattern.compile("\\./tetrarch ([a-z]+)")
                .matcher(Files.readString(ROOT.resolve("README.md")))
                .results()
                .map(result -> result.group(1));

        assertThat(commands)
                .isNotEmpty()
                .allSatisfy(command ->
                        assertThat(Invocation.of(command, "--help").exitCode()).isZero());
    }
}
