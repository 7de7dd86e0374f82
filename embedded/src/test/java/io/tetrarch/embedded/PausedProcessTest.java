package io.tetrarch.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.embedded.home.HomeRefused;
import io.tetrarch.proof.group.GroupFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real process that is stopped and goes on (SIGSTOP, SIGCONT), as a paused virtual machine or a laptop does. */
class PausedProcessTest {
    /** More reports than the pipe between the processes holds. */
    private static final int REPORTS = 60;

    @TempDir
    Path folder;

    @Test
    void aStoppedProcessKeepsItsFolderAndGoesOnAfterwards() throws Exception {
        Path data = folder.resolve("data");
        Process process = DecidingProcess.start(data);
        try (BufferedReader out = process.inputReader(StandardCharsets.US_ASCII)) {
            assertThat(out.readLine()).isNotNull();
            signal(process, "STOP");
            assertThatThrownBy(() -> EmbeddedCluster.builder().storedIn(data).open())
                    .isInstanceOfSatisfying(
                            HomeRefused.class,
                            refused -> assertThat(refused.isInUse()).isTrue())
                    .hasMessage(data + " is in use by another process");
            signal(process, "CONT");
            for (int i = 0; i < REPORTS; i++) {
                assertThat(out.readLine()).isNotNull();
            }
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();

        OwnVotes votes = new OwnVotes();
        votes.scan(data, GroupFile.read(Files.readAllBytes(data.resolve("group.json")), Ed25519Provider.BEST.load()));
        assertThat(votes.size()).isPositive();
        try (EmbeddedCluster gate = EmbeddedCluster.builder().storedIn(data).open()) {
            assertThat(gate.decide(DecidingProcess.action("/tmp/after")).isApproved())
                    .isTrue();
        }
    }

    private static void signal(Process process, String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }
}
