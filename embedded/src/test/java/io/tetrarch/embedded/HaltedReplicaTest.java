package io.tetrarch.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.crypto.keyfile.Passphrase;
import io.tetrarch.crypto.keyfile.PrivateKeyFile;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.node.observe.Await;
import io.tetrarch.node.record.Halt;
import io.tetrarch.node.record.HaltRecord;
import io.tetrarch.node.record.HaltRecordBytes;
import io.tetrarch.node.record.HaltRecordCodec;
import io.tetrarch.node.record.RecordFolder;
import io.tetrarch.node.record.Replay;
import io.tetrarch.node.record.UnreadableRecord;
import io.tetrarch.node.replica.ReplicaState;
import io.tetrarch.pbft.BrokenInvariant;
import io.tetrarch.pbft.Invariant;
import io.tetrarch.pbft.message.Signed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A replica that halts says what broke, and leaves what it went through. */
class HaltedReplicaTest {
    private static final int VICTIM = 2;

    private final SignatureScheme scheme = Ed25519Provider.BEST.load();

    @TempDir
    private Path data;

    /** Breaks the victim at its next message. */
    private static final class Breaking implements InTurn {
        private final AtomicBoolean due = new AtomicBoolean();

        @Override
        public void onSent(int replica, Signed<?> message) {
            if (replica == VICTIM && due.compareAndSet(true, false)) {
                throw new BrokenInvariant(Invariant.LEDGER, "broken in a test");
            }
        }
    }

    private Halt haltAfter(int decisions) throws Exception {
        return haltAfter(gate -> {
            for (int i = 0; i < decisions; i++) {
                assertThat(gate.decide(DecidingProcess.action("/tmp/said-" + i)).isApproved())
                        .isTrue();
            }
        });
    }

    private interface Course {
        void run(EmbeddedCluster gate) throws Exception;
    }

    private Halt haltAfter(Course course) throws Exception {
        Breaking breaking = new Breaking();
        try (EmbeddedCluster gate =
                EmbeddedCluster.builder().storedIn(data).inTurn(breaking).open()) {
            course.run(gate);
            breaking.due.set(true);
            Await.until(gate, () -> gate.replicas().get(VICTIM).run() == ReplicaState.Run.FAILED);
            return gate.replicas().get(VICTIM).halt().orElseThrow();
        }
    }

    /** A drill would start a replica that was stopped, with the store that the halted one still has open. */
    @Test
    void whileItWritesItsRecordItDoesNotPassForOneThatWasStopped() throws Exception {
        Breaking breaking = new Breaking();
        EnumSet<ReplicaState.Run> seen = EnumSet.noneOf(ReplicaState.Run.class);
        try (EmbeddedCluster gate =
                EmbeddedCluster.builder().storedIn(data).inTurn(breaking).open()) {
            gate.decide(DecidingProcess.action("/tmp/before"));
            breaking.due.set(true);
            long end = System.nanoTime() + Await.LIMIT.toNanos();
            while (!seen.contains(ReplicaState.Run.FAILED) && System.nanoTime() < end) {
                seen.add(gate.replicas().get(VICTIM).run());
            }
        }
        assertThat(seen).contains(ReplicaState.Run.FAILED).doesNotContain(ReplicaState.Run.STOPPED);
    }

    @Test
    void itsRecordReplaysToTheSameEffectsByteForByte() throws Exception {
        Halt halt = haltAfter(5);

        assertThat(halt.invariant()).contains(Invariant.LEDGER);
        assertThat(halt.because()).startsWith("broken in a test (I17: ");
        HaltRecord record = read(halt);
        assertThat(record.cause()).contains("broken in a test");
        assertThat(record.replica()).isEqualTo(VICTIM);
        assertThat(record.steps()).hasSize((int) halt.step() + 1);
        assertThat(replayed(record)).isEqualTo(record.steps().size());
    }

    @Test
    void afterARestartTheRecordBeginsWithWhatTheReplicaRecoveredFrom() throws Exception {
        haltAfter(5);
        HaltRecord record = read(haltAfter(3));

        assertThat(record.beginsAtTheStart()).isTrue();
        assertThat(replayed(record)).isEqualTo(record.steps().size());
    }

    /** Actions of this length are soon more than a replica remembers, whatever is decided on them; and a checkpoint passes. */
    private HaltRecord begunInTheMiddle() throws Exception {
        HaltRecord record = read(haltAfter(gate -> {
            for (int i = 0; i < 200; i++) {
                gate.decide(DecidingProcess.action("/tmp/" + i + "x".repeat(40_000)));
            }
        }));
        assertThat(record.beginsAtTheStart()).isFalse();
        assertThat(record.firstStep()).isPositive();
        return record;
    }

    @Test
    void aRecordThatBeginsInTheMiddleReplaysToTheSameEffectsToo() throws Exception {
        HaltRecord record = begunInTheMiddle();

        assertThat(record.steps()).hasSizeGreaterThan(50);
        assertThat(replayed(record)).isEqualTo(record.steps().size());
    }

    @Test
    void whatItWasInTheMiddleIsRefusedChangedAndOfAnotherBuild() throws Exception {
        HaltRecord record = begunInTheMiddle();
        byte[] bytes = HaltRecordBytes.of(record);
        int image = HaltRecordBytes.imageIn(record);

        for (int at : List.of(image, image + 100, image + 1000)) {
            byte[] changed = bytes.clone();
            changed[at] ^= 1;
            assertThatThrownBy(() -> HaltRecordCodec.decode(changed, scheme)).hasMessage("is cut short or damaged");
        }
        byte[] another = HaltRecordBytes.sealed(bytes, image);
        assertThatThrownBy(() -> HaltRecordCodec.decode(another, scheme)).hasMessage("is of another build");
    }

    @Test
    void aRecordIsItsOwnersAloneAndHoldsNoKey() throws Exception {
        Path file = haltAfter(2).record().orElseThrow();

        assertThat(file).hasParent(data.resolve("records")).hasFileName("adversarial-1.halt");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");
        String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        assertThat(bytes).contains("/tmp/said-1").doesNotContain("PRIVATE KEY");
        try (var keys = Files.walk(data.resolve("keys"))) {
            for (Path key : keys.filter(Files::isRegularFile).toList()) {
                byte[] seed = PrivateKeyFile.read(key, Passphrase.NONE);
                assertThat(bytes).doesNotContain(new String(seed, StandardCharsets.ISO_8859_1));
            }
        }
    }

    @Test
    void theLatestFourRecordsStay() throws Exception {
        for (int i = 0; i < 6; i++) {
            haltAfter(0);
        }

        assertThat(new RecordFolder(data.resolve("records")).of("adversarial"))
                .extracting(path -> path.getFileName().toString())
                .containsExactly(
                        "adversarial-3.halt", "adversarial-4.halt", "adversarial-5.halt", "adversarial-6.halt");
    }

    @Test
    void aChangedRecordIsRefused() throws Exception {
        byte[] bytes = Files.readAllBytes(haltAfter(1).record().orElseThrow());

        for (int at : List.of(0, 20, bytes.length / 2, bytes.length - 1)) {
            byte[] changed = bytes.clone();
            changed[at] ^= 1;
            assertThatThrownBy(() -> HaltRecordCodec.decode(changed, scheme)).isInstanceOf(UnreadableRecord.class);
        }
        for (int length : List.of(0, 5, 16, 40, bytes.length - 1)) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> HaltRecordCodec.decode(cut, scheme)).isInstanceOf(UnreadableRecord.class);
        }
        byte[] other = bytes.clone();
        other[17] = 1;
        assertThatThrownBy(() -> HaltRecordCodec.decode(other, scheme))
                .hasMessage("is a record of version 1; this build reads 2");
    }

    private HaltRecord read(Halt halt) throws IOException, UnreadableRecord {
        return HaltRecordCodec.decode(Files.readAllBytes(halt.record().orElseThrow()), scheme);
    }

    /** How many steps did the same again. */
    private int replayed(HaltRecord record) throws UnreadableRecord {
        List<Replay.Stepped> steps = new ArrayList<>();
        assertThat(Replay.of(record, scheme).run(steps::add))
                .as(() -> steps.getLast().toString())
                .isTrue();
        assertThat(steps).allSatisfy(step -> assertThat(step.difference()).isEmpty());
        return steps.size();
    }
}
