package io.tetrarch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.embedded.EmbeddedCluster;
import io.tetrarch.node.observe.Await;
import io.tetrarch.node.observe.ClusterObserver;
import io.tetrarch.node.replica.ReplicaState;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.proof.action.Action;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A replica broke after it had decided something. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class InspectReplayTest {
    private static final int VICTIM = 1;
    private static final byte[] MARKED =
            Invocation.utf8("{\"kind\":\"execute_tool\",\"tool\":\"fs_write\",\"path\":\"/tmp/marked\",\"bytes\":1}");

    private Path folder = Path.of("");
    private Path halted = Path.of("");

    @BeforeAll
    void breakOne(@TempDir Path temporary) throws Exception {
        folder = temporary;
        AtomicBoolean due = new AtomicBoolean();
        ClusterObserver breaking = new ClusterObserver() {
            @Override
            public void onSent(int replica, Signed<?> message) {
                if (replica == VICTIM && due.compareAndSet(true, false)) {
                    throw new IllegalStateException("broken in a test");
                }
            }
        };
        try (EmbeddedCluster gate = EmbeddedCluster.builder()
                .storedIn(folder.resolve("data"))
                .observer(breaking)
                .open()) {
            gate.decide(Action.parse(MARKED));
            Await.until(gate, () -> gate.replicas().get(VICTIM).standing().executed() == 1);
            due.set(true);
            Await.until(gate, () -> gate.replicas().get(VICTIM).run() == ReplicaState.Run.FAILED);
            halted = gate.replicas().get(VICTIM).halt().orElseThrow().record().orElseThrow();
        }
    }

    @Test
    void aRecordReadsLikeTheProtocolAndHasTheSameEffects() {
        Invocation replay =
                Invocation.of("inspect", "replay", halted.toString()).endedQuietlyWith(0);

        assertThat(replay.out())
                .startsWith("replica  1")
                .contains("halted   java.lang.IllegalStateException: broken in a test")
                .contains("recovers from 0 records")
                .contains("PRE-PREPARE v=0 n=1")
                .contains("      execute n=1")
                .doesNotContain("marked");
        assertThat(replay.out().lines()).last().asString().startsWith("the same effects, byte for byte, in all ");
    }

    @Test
    void whatIsNoRecordIsRefusedInOneLine() throws Exception {
        Path text = Files.writeString(folder.resolve("text"), "no record, but some text");
        byte[] bytes = Files.readAllBytes(halted);
        Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(bytes, bytes.length - 7));
        byte[] other = bytes.clone();
        other[17]++;
        Path later = Files.write(folder.resolve("later"), other);

        Invocation.of("inspect", "replay", text.toString())
                .refusedWith(text + ": is not the record of a halted replica");
        Invocation.of("inspect", "replay", cut.toString()).refusedWith(cut + ": is cut short or damaged");
        Invocation.of("inspect", "replay", later.toString())
                .refusedWith(later + ": is a record of version 2; this build reads 1");
        Path gone = folder.resolve("gone");
        Invocation.of("inspect", "replay", gone.toString()).refusedWith(gone + ": no such file");
        Invocation.of("inspect", "replay", folder.toString())
                .refusedWith(folder + ": expected a file, found a directory");
    }
}
