package io.tetrarch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.embedded.BreaksInTurn;
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

    private Path folder = Path.of("");
    private Path halted = Path.of("");
    private Path haltedLate = Path.of("");

    @BeforeAll
    void breakTwo(@TempDir Path temporary) throws Exception {
        folder = temporary;
        halted = breakOne(folder.resolve("data"), 1, 1);
        // more than a replica remembers, whatever is decided on actions of this length
        haltedLate = breakOne(folder.resolve("more"), 130, 40_000);
    }

    private static Path breakOne(Path data, int decisions, int length) throws Exception {
        AtomicBoolean due = new AtomicBoolean();
        ClusterObserver breaking = new ClusterObserver() {
            @Override
            public void onSent(int replica, Signed<?> message) {
                if (replica == VICTIM && due.compareAndSet(true, false)) {
                    throw new IllegalStateException("broken in a test");
                }
            }
        };
        try (EmbeddedCluster gate = BreaksInTurn.by(
                        breaking, EmbeddedCluster.builder().storedIn(data))
                .open()) {
            for (int i = 0; i < decisions; i++) {
                gate.decide(marked(length));
            }
            Await.until(gate, () -> gate.replicas().get(VICTIM).standing().executed() == decisions);
            due.set(true);
            Await.until(gate, () -> gate.replicas().get(VICTIM).run() == ReplicaState.Run.FAILED);
            return gate.replicas().get(VICTIM).halt().orElseThrow().record().orElseThrow();
        }
    }

    private static Action marked(int length) throws Exception {
        return Action.parse(Invocation.utf8("{\"kind\":\"execute_tool\",\"tool\":\"fs_write\",\"path\":\"/tmp/marked"
                + "x".repeat(length) + "\",\"bytes\":1}"));
    }

    @Test
    void aRecordReadsLikeTheProtocolAndHasTheSameEffects() {
        Invocation replay =
                Invocation.of("inspect", "replay", halted.toString()).endedQuietlyWith(0);

        assertThat(replay.out())
                .startsWith("replica  1")
                .contains("halted   java.lang.IllegalStateException: broken in a test")
                .contains("begins   with what it recovered from when it was started")
                .contains("recovers from 0 records")
                .contains("PRE-PREPARE v=0 n=1")
                .contains("      execute n=1")
                .doesNotContain("marked");
        assertThat(replay.out().lines()).last().asString().startsWith("the same effects, byte for byte, in all ");
    }

    @Test
    void aRecordThatBeginsInTheMiddleHasTheSameEffectsToo() {
        Invocation replay =
                Invocation.of("inspect", "replay", haltedLate.toString()).endedQuietlyWith(0);

        assertThat(replay.out())
                .startsWith("replica  1")
                .contains("begins   in the middle, with what it was then")
                .doesNotContain("recovers from")
                .doesNotContain("marked");
        assertThat(replay.out().lines()).last().asString().startsWith("the same effects, byte for byte, in all ");
    }

    @Test
    void aRecordWithAByteChangedIsRefusedInOneLine() throws Exception {
        byte[] bytes = Files.readAllBytes(haltedLate);
        bytes[bytes.length / 2] ^= 1;
        Path flipped = Files.write(folder.resolve("flipped"), bytes);

        Invocation.of("inspect", "replay", flipped.toString()).refusedWith(flipped + ": is cut short or damaged");
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
                .refusedWith(later + ": is a record of version 3; this build reads 2");
        Path gone = folder.resolve("gone");
        Invocation.of("inspect", "replay", gone.toString()).refusedWith(gone + ": no such file");
        Invocation.of("inspect", "replay", folder.toString())
                .refusedWith(folder + ": expected a file, found a directory");
    }
}
