package io.tetrarch.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real processes killed while they found a group: the next one finds none, or a whole one. */
class KilledFoundingTest {
    @TempDir
    Path folder;

    /** @param sign killed as soon as this is there: the first thing made, something half-way, the end of it */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "lock",
                ".founding/keys",
                ".founding/replicas/creative.unused",
                ".founding/gate.numbers",
                "keys",
                "group.json",
                "replicas/adversarial/CURRENT"
            })
    void aFoundingKilledAtAnyPointIsTakenUpOrBegunAnew(String sign) throws Exception {
        Path data = folder.resolve("data");
        Process process = DecidingProcess.start(data);
        try {
            while (!Files.exists(data.resolve(sign)) && process.isAlive()) {
                Thread.onSpinWait();
            }
            assertThat(process.isAlive()).as("it ended by itself").isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();

        try (EmbeddedCluster gate = EmbeddedCluster.builder().storedIn(data).open()) {
            assertThat(gate.decide(DecidingProcess.action("/tmp/after")).isApproved())
                    .isTrue();
        }
        assertThat(data.resolve(".founding")).doesNotExist();
    }
}
