package io.tetrarch.pbft;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.pbft.message.Commit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Whole runs as golden text files in src/test/resources/traces, a block for each step. Where a change of the protocol is
 * meant to change them, {@code -Dtraces.rewrite=true} writes them anew; the difference is what is to be reviewed.
 */
final class TraceTest extends EpochScene {
    private static final Path FOLDER = Path.of("src", "test", "resources", "traces");

    @Test
    void normalCase() throws IOException {
        cluster.trace.clear();
        cluster.submit(cluster.request(1));
        cluster.settle();
        assertThat(cluster.executed(3)).isEqualTo(1);
        assertGolden("normal-case", "Paper, section 4.2: one request, four replicas, replica 0 leads view 0.");
    }

    @Test
    void viewChange() throws IOException {
        cluster.delivers = letter -> !(letter.signed().message() instanceof Commit);
        cluster.submit(cluster.request(1));
        cluster.settle();
        cluster.trace.clear();
        cluster.delivers = letter -> letter.from() != 0 && letter.to() != 0;
        cluster.viewTimeout();
        assertThat(cluster.executed(3)).isEqualTo(1);
        assertGolden(
                "view-change",
                "Paper, section 4.4: a batch is prepared, its COMMITs are lost, and replica 0, which leads view 0, is"
                        + " cut off; replica 1 leads view 1 and begins it on that batch.");
    }

    @Test
    void checkpoint() throws IOException {
        for (int number = 1; number <= 3; number++) {
            cluster.submit(cluster.request(number));
            cluster.settle();
        }
        cluster.trace.clear();
        cluster.submit(cluster.request(4));
        cluster.settle();
        assertThat(cluster.replicas.get(3).standing().lowWatermark()).isEqualTo(4);
        assertGolden("checkpoint", "Paper, section 4.3: the fourth batch, and a checkpoint after every four.");
    }

    @Test
    void endOfAnEpoch() throws IOException {
        cluster.submit(cluster.request(1));
        cluster.settle();
        cluster.trace.clear();
        cluster.submit(cluster.request(2, "rekey", cluster.now + 60_000));
        cluster.settle();
        assertThat(epoch(3)).isEqualTo(2);
        assertGolden("end-of-an-epoch", "docs/protocol.md, A new epoch: the second request changes the group.");
    }

    private void assertGolden(String name, String title) throws IOException {
        String run = cluster.trace.stream().collect(Collectors.joining("\n", "# " + title + "\n\n", "\n"));
        Path file = FOLDER.resolve(name + ".txt");
        if (Boolean.getBoolean("traces.rewrite")) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, run);
        }
        assertThat(run).isEqualTo(Files.readString(file));
    }
}
