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
    void aNameThatNoGroupFileHoldsMakesNothing() throws IOException {
        Path home = folder.resolve("none/of/it");
        Invocation run = Invocation.of("init", home.toString(), "--name", "of two words");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .startsWith("tetrarch: the group cannot be made: expected names of 1 to 64 letters")
                .hasLineCount(1);

        Path charter = Files.writeString(
                folder.resolve("charter.yaml"),
                Files.readString(Path.of("../examples/charters/coding-agent.yaml"))
                        .replaceFirst("- name: .*", "- name: every day"));
        for (Invocation refused : new Invocation[] {
            Invocation.of("init", home.toString(), "--charter", charter.toString()),
            Invocation.of("charter", "lint", charter.toString())
        }) {
            assertThat(refused.exitCode()).isEqualTo(2);
            assertThat(refused.err())
                    .startsWith("tetrarch: " + charter + ":")
                    .contains("at tiers[0].name: expected a name of 1 to 64 letters")
                    .hasLineCount(1);
        }
        assertThat(folder.resolve("none")).doesNotExist();
    }

    @Test
    void whereNoFolderCanBeMadeNothingIs() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "mine");
        Invocation.of("init", file.toString()).refusedWith(file + ": expected a folder, found a file");
        Invocation.of("init", file + "/gate")
                .refusedWith(file + "/gate: " + file + " is a file, no folder can be made in it");
        assertThat(file).hasContent("mine");
        Path mine = Files.createDirectories(folder.resolve("mine"));
        Files.writeString(mine.resolve("notes.txt"), "mine");
        Invocation.of("init", mine.toString())
                .refusedWith(mine + " holds no group file but other things (notes.txt); give a folder of its own");
        try (var left = Files.list(mine)) {
            assertThat(left).containsExactly(mine.resolve("notes.txt"));
        }
    }

    @Test
    void aFoundingThatWasCutShortIsCompletedAndNotTakenForTheOneAskedFor() throws IOException {
        Path home = folder.resolve("gate");
        Invocation.of("init", home.toString(), "--name", "first");
        Path staging = Files.createDirectory(home.resolve(".founding"));
        for (String part : new String[] {"charter.yaml", "group.json"}) {
            Files.move(home.resolve(part), staging.resolve(part));
        }
        Invocation.of("init", home.toString(), "--name", "second")
                .refusedWith(
                        home + ": there is a group already, whose founding had been cut short; it is complete now");
        assertThat(home.resolve("group.json")).content().contains("\"first\"");
        assertThat(staging).doesNotExist();
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
