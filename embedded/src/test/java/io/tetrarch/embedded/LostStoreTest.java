package io.tetrarch.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.client.Decision;
import io.tetrarch.client.UndecidedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A replica whose disk is replaced while the others go on. */
@Timeout(300)
class LostStoreTest {
    private static final int REPLACED = 3;
    private static final int ATTEMPTS = 6;

    @TempDir
    Path folder;

    @Test
    void aReplicaWithAnEmptyDiskListensForAWindowAndThenVotesAgain() throws Exception {
        try (EmbeddedCluster gate = EmbeddedCluster.builder().storedIn(folder).open()) {
            gate.decide(DecidingProcess.action("/tmp/before"));
            gate.halt(REPLACED);
            delete(folder.resolve("replicas")
                    .resolve(gate.group().replicas().get(REPLACED).name()));
            gate.start(REPLACED);

            Decision first = gate.decide(DecidingProcess.action("/tmp/first"));
            assertThat(first.isApproved()).isTrue();
            int window = gate.group().configuration(REPLACED).limits().window();
            for (int i = 0; i < 2 * window; i++) {
                assertThat(gate.decide(DecidingProcess.action("/tmp/" + i)).isApproved())
                        .isTrue();
            }

            // three are left, so nothing could be decided without it
            gate.halt(1);
            assertThat(isApprovedAtLast(gate)).isTrue();
        }
        new OwnVotes().scan(folder, group());
    }

    private io.tetrarch.proof.group.Group group() throws Exception {
        try (EmbeddedCluster gate = EmbeddedCluster.builder().storedIn(folder).open()) {
            return gate.group();
        }
    }

    /** It gives no verdict on what was asked before it came back, and the view it comes back in is two further. */
    private static boolean isApprovedAtLast(EmbeddedCluster gate) throws Exception {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                if (gate.decide(DecidingProcess.action("/tmp/last-" + attempt)).isApproved()) {
                    return true;
                }
            } catch (UndecidedException tooEarly) {
                assertThat(tooEarly.reason()).isNotEqualTo(UndecidedException.Reason.CLOSED);
            }
        }
        return false;
    }

    private static void delete(Path tree) throws IOException {
        List<Path> paths;
        try (Stream<Path> all = Files.walk(tree)) {
            paths = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : paths) {
            Files.delete(path);
        }
    }
}
