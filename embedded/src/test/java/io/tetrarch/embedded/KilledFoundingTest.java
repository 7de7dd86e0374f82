package io.tetrarch.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real processes killed while they found a group: the next one finds none, or a whole one. */
class KilledFoundingTest {
    private static final int ATTEMPTS = 50;

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
        Path data = killedWhenThereIs(sign);

        try (EmbeddedCluster gate = EmbeddedCluster.builder().storedIn(data).open()) {
            assertThat(gate.decide(DecidingProcess.action("/tmp/after")).isApproved())
                    .isTrue();
        }
        assertThat(data.resolve(".founding")).doesNotExist();
    }

    /**
     * Some signs are there for milliseconds only, and this thread may be asleep meanwhile: then it founds another group.
     */
    private Path killedWhenThereIs(String sign) throws Exception {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Path data = folder.resolve("data-" + attempt);
            Process process = DecidingProcess.start(data);
            boolean seen = false;
            try (BufferedReader out = process.inputReader(StandardCharsets.US_ASCII)) {
                // its first report says that it has founded long ago
                while (!seen && process.isAlive() && !out.ready()) {
                    seen = Files.exists(data.resolve(sign));
                }
                assertThat(process.isAlive()).as("it has not ended by itself").isTrue();
            } finally {
                process.destroyForcibly();
            }
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            if (seen) {
                return data;
            }
        }
        throw new AssertionError("expected to see " + sign + " once in " + ATTEMPTS + " foundings, found none");
    }
}
