package io.tetrarch.use.hardgate;

import io.tetrarch.client.Admission;
import io.tetrarch.client.Decision;
import io.tetrarch.client.Execution;
import io.tetrarch.client.GuardedExecutor;
import io.tetrarch.client.Submission;
import io.tetrarch.client.UndecidedException;
import io.tetrarch.client.journal.ExecutionJournal;
import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.embedded.EmbeddedCluster;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.proof.decision.DecisionProof;
import io.tetrarch.proof.decision.ProofVerifier;
import io.tetrarch.use.Stage;
import io.tetrarch.use.Use;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * The default charter's four judges in front of an executor that writes files. Each way in which the gate can fail is
 * brought about for real, and the file that must not be there is looked for.
 */
public final class CognitiveHardGate implements Use {
    private static final String HARMLESS = "A harmless action runs, once, and its receipt is on the ledger.";
    private static final String HARMFUL = "A harmful action does not run.";
    private static final String SECOND = "The same approval does not run a second time.";
    private static final String OTHER = "Other arguments do not run under the same approval.";
    private static final String TAMPERED = "Nothing runs on a proof that was tampered with.";
    private static final String STRANGER = "Another executor than the one named runs nothing.";
    private static final String LATE = "Nothing runs after the deadline.";
    private static final String HANGING = "Nothing runs when judges hang.";
    private static final String THROWING = "Nothing runs when judges throw.";
    private static final String HALTED = "Nothing runs when two replicas have halted.";
    private static final String CRASHED =
            "What an executor died over is of unknown outcome after the restart, and does not run again.";

    private static final Duration SHORT = Duration.ofMillis(600);

    @Override
    public String name() {
        return "cognitive-hard-gate";
    }

    @Override
    public String title() {
        return "four judges that look in different ways; the gate blocks, it does not advise";
    }

    @Override
    public List<String> claims() {
        return List.of(HARMLESS, HARMFUL, SECOND, OTHER, TAMPERED, STRANGER, LATE, HANGING, THROWING, HALTED, CRASHED);
    }

    @Override
    public void play(Stage stage) throws Exception {
        Writer writer = new Writer(stage.folder());
        try (EmbeddedCluster gate = EmbeddedCluster.builder().inMemory().open();
                GuardedExecutor executor = gate.executor()) {
            stage.step("four replicas, the default charter: "
                    + String.join(", ", gate.group().replicaNames()));
            harmless(stage, gate, executor, writer);
            harmful(stage, gate, executor, writer);
            otherArguments(stage, gate, executor, writer);
            tampered(stage, gate, executor, writer);
            stranger(stage, gate, writer);
            late(stage, gate, executor, writer);
        }
        judgesFail(stage, writer);
        halted(stage, writer);
        crashed(stage, writer);
    }

    private static void harmless(Stage stage, EmbeddedCluster gate, GuardedExecutor executor, Writer writer)
            throws Exception {
        Note note = writer.note("harmless");
        Decision decision = gate.decide(note.action());
        Execution<?> first = executor.run(note.action(), decision.proof(), writer::write);
        executor.receipts().awaitFiled();
        long entries = gate.ledger().size();
        stage.check(
                HARMLESS,
                first instanceof Execution.Ran<?> && writer.writings(note) == 1 && entries == 2,
                told(decision) + "; " + note.file() + " is there; the ledger has the decision and the receipt");

        Execution<?> second = executor.run(note.action(), decision.proof(), writer::write);
        stage.check(SECOND, refused(second) && writer.writings(note) == 1, told(second) + "; written once");
    }

    private static void harmful(Stage stage, EmbeddedCluster gate, GuardedExecutor executor, Writer writer)
            throws Exception {
        Note wipe = writer.harm("wipe");
        Decision decision = gate.decide(wipe.action());
        Execution<?> execution = executor.run(wipe.action(), decision.proof(), writer::write);
        stage.check(
                HARMFUL,
                !decision.isApproved() && refused(execution) && writer.writings(wipe) == 0,
                told(decision) + "; " + told(execution));
    }

    private static void otherArguments(Stage stage, EmbeddedCluster gate, GuardedExecutor executor, Writer writer)
            throws Exception {
        Note approved = writer.note("approved");
        Note other = writer.note("other");
        DecisionProof proof = gate.decide(approved.action()).proof();
        Execution<?> execution = executor.run(other.action(), proof, writer::write);
        stage.check(
                OTHER,
                refused(execution) && writer.writings(other) == 0 && writer.writings(approved) == 0,
                told(execution));
    }

    /** Who can change the proof would put his own action in the place of the one that was approved. */
    private static void tampered(Stage stage, EmbeddedCluster gate, GuardedExecutor executor, Writer writer)
            throws Exception {
        Note approved = writer.note("good");
        Note forged = writer.note("forged");
        DecisionProof good = gate.decide(approved.action()).proof();
        DecisionProof bad = new DecisionProof(
                good.group(), good.entry(), Bytes.wrap(forged.action().bytes()), good.certified(), good.amendments());
        Execution<?> execution = executor.run(forged.action(), bad, writer::write);
        stage.check(TAMPERED, refused(execution) && writer.writings(forged) == 0, told(execution));
    }

    private static void stranger(Stage stage, EmbeddedCluster gate, Writer writer) throws Exception {
        Note note = writer.note("strangers");
        DecisionProof proof = gate.decide(note.action()).proof();
        try (GuardedExecutor other = new GuardedExecutor(
                "somebody-else",
                () -> new ProofVerifier(
                        gate.group(), Ed25519Provider.fromSystemProperty().load()),
                ExecutionJournal.inMemory(),
                InstantSource.system(),
                receipt -> CompletableFuture.completedFuture(0L))) {
            Execution<?> execution = other.run(note.action(), proof, writer::write);
            stage.check(STRANGER, refused(execution) && writer.writings(note) == 0, told(execution));
        }
    }

    private static void late(Stage stage, EmbeddedCluster gate, GuardedExecutor executor, Writer writer)
            throws Exception {
        Note note = writer.note("late");
        Decision decision = gate.decide(Submission.of(note.action()).withLife(SHORT));
        long deadline = decision.request().request().validity().deadlineMillis();
        while (System.currentTimeMillis() <= deadline) {
            LockSupport.parkNanos(10_000_000);
        }
        Execution<?> execution = executor.run(note.action(), decision.proof(), writer::write);
        stage.check(
                LATE,
                refused(execution) && writer.writings(note) == 0,
                told(decision) + "; once the deadline had passed: " + told(execution));
    }

    /** Two of four: the others are too few for a quorum. */
    private static void judgesFail(Stage stage, Writer writer) throws Exception {
        Note hung = writer.note("hung");
        HangingJudges hanging = new HangingJudges(2);
        try (EmbeddedCluster gate = EmbeddedCluster.builder()
                        .storedIn(stage.folder().resolve("hanging"))
                        .judges(hanging::instead)
                        .open();
                GuardedExecutor executor = gate.executor()) {
            try {
                String seen = tried(gate, executor, hung, writer);
                stage.check(HANGING, writer.writings(hung) == 0, seen);
            } finally {
                hanging.letGo();
            }
        }
        Note thrown = writer.note("thrown");
        try (EmbeddedCluster gate = EmbeddedCluster.builder()
                        .inMemory()
                        .judges(new ThrowingJudges(2)::instead)
                        .open();
                GuardedExecutor executor = gate.executor()) {
            String seen = tried(gate, executor, thrown, writer);
            stage.check(THROWING, writer.writings(thrown) == 0, seen);
        }
    }

    private static void halted(Stage stage, Writer writer) throws Exception {
        Note note = writer.note("halted");
        Saboteur saboteur = new Saboteur(Ed25519Provider.BEST.load());
        try (EmbeddedCluster gate = EmbeddedCluster.builder()
                        .inMemory()
                        .signatures(saboteur)
                        .open();
                GuardedExecutor executor = gate.executor()) {
            gate.group().replicas().stream()
                    .skip(2)
                    .forEach(replica -> saboteur.breakKey(
                            saboteur.verifyingKey(replica.key().toArray()).id()));
            String seen = tried(gate, executor, note, writer);
            stage.check(HALTED, writer.writings(note) == 0, seen);
        }
    }

    /** Asks for a decision as an agent does, and runs on whatever comes. */
    private static String tried(EmbeddedCluster gate, GuardedExecutor executor, Note note, Writer writer)
            throws Exception {
        try {
            Decision decision = gate.decide(Submission.of(note.action()).withLife(SHORT));
            return told(decision) + "; " + told(executor.run(note.action(), decision.proof(), writer::write));
        } catch (UndecidedException e) {
            return "no decision: " + e.getMessage();
        }
    }

    /** The executor is admitted, which burns the request, and is gone before it has begun to write. */
    private static void crashed(Stage stage, Writer writer) throws Exception {
        Note note = writer.note("crashed");
        DecisionProof proof;
        try (EmbeddedCluster gate = EmbeddedCluster.builder()
                        .storedIn(stage.folder().resolve("data"))
                        .open();
                GuardedExecutor executor = gate.executor()) {
            proof = gate.decide(note.action()).proof();
            if (executor.admit(note.action(), proof) instanceof Admission.Admitted admitted) {
                admitted.permit().close();
            }
        }
        try (EmbeddedCluster gate = EmbeddedCluster.builder()
                        .storedIn(stage.folder().resolve("data"))
                        .open();
                GuardedExecutor executor = gate.executor()) {
            int unknown = executor.receipts().unknownOutcomes().size();
            Execution<?> execution = executor.run(note.action(), proof, writer::write);
            stage.check(
                    CRASHED,
                    unknown == 1 && refused(execution) && writer.writings(note) == 0,
                    unknown + " run of unknown outcome found at the start; " + told(execution));
        }
    }

    private static boolean refused(Execution<?> execution) {
        return execution instanceof Execution.NotRun<?>;
    }

    private static String told(Decision decision) {
        return decision.outcome() + " ("
                + decision.verdicts().stream()
                        .map(vote -> vote.verdict().answer().name() + " "
                                + vote.verdict().reasonCode())
                        .collect(Collectors.joining(", "))
                + ")";
    }

    private static String told(Execution<?> execution) {
        return switch (execution) {
            case Execution.Ran<?> ran -> "it ran";
            case Execution.NotRun<?> not -> "not run, " + not.refusal() + ": " + not.explanation();
        };
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
