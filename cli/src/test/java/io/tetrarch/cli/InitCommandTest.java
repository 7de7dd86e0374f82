package io.tetrarch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InitCommandTest {
    @TempDir
    Path folder;

    @Test
    void aGroupIsMadeThatDecides() {
        Path home = folder.resolve("gate");

        Invocation run =
                Invocation.of("init", home.toString(), "--name", "mine").endedQuietlyWith(0);

        assertThat(run.out()).contains("mine", home + "/group.json", home + "/keys");
        assertThat(Invocation.of("group", "show", home + "/group.json")
                        .endedQuietlyWith(0)
                        .out())
                .contains("mine", "embedded", "analytical");
        Invocation.of("decide", "../examples/actions/fs-write.json", "--data", home.toString())
                .endedQuietlyWith(0);
    }

    @Test
    void aGroupThatIsThereIsLeftAlone() throws IOException {
        Path home = folder.resolve("gate");
        Invocation.of("init", home.toString());
        byte[] before = Files.readAllBytes(home.resolve("group.json"));

        Invocation.of("init", home.toString()).refusedWith(home + ": there is a group already");
        assertThat(home.resolve("group.json")).hasBinaryContent(before);
    }

    @Test
    void aCharterThatDoesNotCompileMakesNoGroup() throws IOException {
        Path charter = Files.writeString(folder.resolve("charter.yaml"), "version: 1\ntiers: oops\n");

        Invocation run = Invocation.of("init", folder + "/gate", "--charter", charter.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("tetrarch: " + charter + ":").hasLineCount(1);
        assertThat(folder.resolve("gate")).doesNotExist();
    }
}
