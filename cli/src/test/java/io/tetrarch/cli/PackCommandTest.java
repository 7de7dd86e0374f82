package io.tetrarch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PackCommandTest {

    @TempDir
    Path folder;

    @Test
    void whatNewPrintsIsAPackAndKnowsItsProgram() throws IOException {
        Path pack = Files.writeString(
                folder.resolve("brew.yaml"),
                Invocation.of("pack", "new", "brewctl").out());
        Path cases = Files.writeString(folder.resolve("cases.jsonl"), """
            {"command":"brewctl list","expected":"approve"}
            {"command":"brewctl remove kettle","expected":"deny"}
            {"command":"brewctl remove --dry-run kettle","expected":"approve"}
            {"command":"brewctl boil","expected":"abstain"}
            """);

        assertThat(Invocation.of("pack", "lint", pack.toString()).out()).startsWith("brewctl: 1 programs");
        Invocation test = Invocation.of("pack", "test", pack.toString(), cases.toString());
        assertThat(test.out()).contains("4 of 4 as expected");
        assertThat(test.exitCode()).isZero();
    }

    @Test
    void aCommandThatIsAnsweredOtherwiseIsNamed() throws IOException {
        Path pack = Files.writeString(
                folder.resolve("brew.yaml"),
                Invocation.of("pack", "new", "brewctl").out());
        Path cases = Files.writeString(
                folder.resolve("cases.jsonl"), "{\"command\":\"brewctl list\",\"expected\":\"deny\"}");

        Invocation test = Invocation.of("pack", "test", pack.toString(), cases.toString());

        assertThat(test.out()).contains(cases + ":1: brewctl list: expected deny, found approve");
        assertThat(test.exitCode()).isEqualTo(1);
    }

    @Test
    void aProgramOfTheGatesPacksIsNotTakenOver() throws IOException {
        Path pack = Files.writeString(
                folder.resolve("git.yaml"), "pack: mine\nabout: Mine.\ntools:\n  \"git\":\n    effect: reads\n");

        assertThat(Invocation.of("pack", "lint", pack.toString()).out())
                .contains("advice: git is known to a pack of the gate, which counts");
    }

    @Test
    void whatIsNoPackIsRefusedWithItsPlace() throws IOException {
        Path pack = Files.writeString(folder.resolve("bad.yaml"), "pack: mine\nabout: Mine.\nprograms: {}\n");

        Invocation run = Invocation.of("pack", "lint", pack.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(pack + ":").hasLineCount(1);
        assertThat(Invocation.of("pack", "new", "a/b").exitCode()).isEqualTo(2);
    }
}
