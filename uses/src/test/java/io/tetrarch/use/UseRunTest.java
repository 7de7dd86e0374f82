package io.tetrarch.use;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.use.Transcript.Line;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UseRunTest {
    private static final String ONE = "One is odd.";
    private static final String TWO = "Two is even.";

    private final List<Line> told = new ArrayList<>();

    @Test
    void aUseThatChecksAllItsClaimsHasNoneFailed() throws IOException {
        Transcript transcript = play(stage -> {
            stage.step("counting");
            stage.check(ONE, true, "1 % 2 = 1");
            stage.check(TWO, true, "2 % 2 = 0");
        });

        assertThat(transcript.failed()).isEmpty();
        assertThat(transcript.lines())
                .containsExactly(
                        new Line.Step("counting"),
                        new Line.Checked(ONE, true, "1 % 2 = 1"),
                        new Line.Checked(TWO, true, "2 % 2 = 0"))
                .isEqualTo(told);
    }

    @Test
    void theFirstClaimThatDoesNotHoldIsTheOneThatFailed() throws IOException {
        Transcript transcript = play(stage -> {
            stage.check(TWO, false, "2 % 2 = 1");
            stage.check(ONE, false, "1 % 2 = 0");
        });

        assertThat(transcript.failed()).contains(new Line.Checked(TWO, false, "2 % 2 = 1"));
    }

    @Test
    void aClaimThatWasNeverCheckedHasFailed() throws IOException {
        Transcript transcript = play(stage -> stage.check(ONE, true, "1 % 2 = 1"));

        assertThat(transcript.failed()).contains(new Line.Checked(TWO, false, "the run ended without checking it"));
    }

    @Test
    void aRunThatEndsEarlyFailsWhatItDidNotCheckAndSaysWhy() throws IOException {
        Transcript transcript = play(stage -> {
            stage.check(ONE, true, "1 % 2 = 1");
            throw new IOException("out of fingers");
        });

        assertThat(transcript.failed()).hasValueSatisfying(failed -> {
            assertThat(failed.claim()).isEqualTo(TWO);
            assertThat(failed.seen()).contains("ended early").contains("out of fingers");
        });
    }

    @Test
    void aClaimThatTheUseDoesNotMakeCannotBeChecked() throws IOException {
        Transcript transcript = play(stage -> stage.check("Three is odd.", true, "3 % 2 = 1"));

        assertThat(transcript.failed())
                .hasValueSatisfying(failed -> assertThat(failed.seen()).contains("does not claim"));
    }

    @Test
    void theFolderIsThereDuringTheRunAndGoneAfterIt() throws IOException {
        List<Path> folders = new ArrayList<>();
        play(stage -> {
            folders.add(stage.folder());
            Files.writeString(
                    Files.createDirectories(stage.folder().resolve("a/b")).resolve("c"), "d");
        });

        assertThat(folders)
                .singleElement()
                .satisfies(folder -> assertThat(folder).doesNotExist());
    }

    private Transcript play(Play play) throws IOException {
        return UseRun.of(new Counting(play), told::add);
    }

    private interface Play {
        void on(Stage stage) throws Exception;
    }

    private record Counting(Play play) implements Use {
        @Override
        public String name() {
            return "counting";
        }

        @Override
        public String title() {
            return "Counts.";
        }

        @Override
        public List<String> claims() {
            return List.of(ONE, TWO);
        }

        @Override
        public void play(Stage stage) throws Exception {
            play.on(stage);
        }
    }
}
