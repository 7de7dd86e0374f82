package io.tetrarch.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.tetrarch.client.Decision;
import io.tetrarch.client.DecisionHandle;
import io.tetrarch.client.DecisionHandle.Progress;
import io.tetrarch.client.Submission;
import io.tetrarch.client.UndecidedException;
import io.tetrarch.client.UndecidedException.Reason;
import io.tetrarch.crypto.signature.SigningKey;
import io.tetrarch.gate.device.DevicePairing;
import io.tetrarch.node.device.Approvals;
import io.tetrarch.node.device.PendingApproval;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.proof.action.Action;
import io.tetrarch.proof.decision.ProofVerifier;
import io.tetrarch.proof.decision.Verification;
import io.tetrarch.proof.rule.WithdrawRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A decision has a handle from the start, which outlives the process and can be taken back. */
@Timeout(120)
class DecisionHandleTest {
    @TempDir
    Path folder;

    private final BlockingQueue<PendingApproval> asked = new LinkedBlockingQueue<>();
    private final SigningKey key = EpochChangeTest.SCHEME.signingKey(new byte[32]);

    private EmbeddedCluster open(boolean stored) throws Exception {
        EmbeddedClusterBuilder builder = EmbeddedCluster.builder()
                .signatures(EpochChangeTest.SCHEME)
                .charter(OpenRequestTest.charter("86400000"));
        EmbeddedCluster gate = stored ? builder.storedIn(folder.resolve("data")).open() : builder.open();
        gate.approvals().watch((pending, change) -> {
            if (change == Approvals.Change.WAITING
                    && pending.request().request().terms().tier().equals("release")) {
                asked.add(pending);
            }
        });
        return gate;
    }

    private void pair(EmbeddedCluster gate) throws Exception {
        Bytes raw = Bytes.wrap(key.verifyingKey().raw());
        String code = gate.approvals().devices().invite("phone").code();
        gate.approvals()
                .devices()
                .pair("phone", raw, code, new DevicePairing(gate.group().id(), "phone", raw, code).sign(key));
    }

    private void approveNext(EmbeddedCluster gate) throws Exception {
        PendingApproval pending = asked.poll(30, TimeUnit.SECONDS);
        assertThat(pending).isNotNull();
        approve(gate, pending);
    }

    private void approve(EmbeddedCluster gate, PendingApproval pending) throws Exception {
        long now = System.currentTimeMillis();
        gate.approvals()
                .answer(
                        pending.id(),
                        Answer.APPROVE,
                        now,
                        gate.approvals().statement(pending, Answer.APPROVE, now).sign(key));
    }

    private static Submission release(String service) throws Exception {
        return Submission.of(
                Action.parse(("{\"kind\":\"execute_tool\",\"tool\":\"deploy\",\"service\":\"" + service + "\"}")
                        .getBytes(StandardCharsets.UTF_8)));
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    private static Reason reason(CompletionStage<?> stage) {
        try {
            stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
        } catch (Exception e) {
            assertThat(e.getCause()).isInstanceOf(UndecidedException.class);
            return ((UndecidedException) e.getCause()).reason();
        }
        throw new AssertionError("it was decided");
    }

    private static Submission ordinary(String path) throws Exception {
        return Submission.of(DecidingProcess.action(path));
    }

    @Test
    void theSameUnderOneKeyIsOneDecisionAcrossARestart() throws Exception {
        RequestId id;
        long entry;
        try (EmbeddedCluster gate = open(true)) {
            DecisionHandle handle = gate.ask(ordinary("/tmp/once").withIdempotencyKey("payment 7"));
            id = handle.id();
            entry = get(handle.decision()).ledgerIndex();
            assertThat(handle.progress()).isInstanceOf(Progress.Decided.class);
            assertThat(get(handle.withdraw())).isFalse();
        }
        try (EmbeddedCluster gate = open(true)) {
            DecisionHandle again = gate.ask(ordinary("/tmp/once").withIdempotencyKey("payment 7"));
            assertThat(again.id()).isEqualTo(id);
            Decision decision = get(again.decision());
            assertThat(decision.ledgerIndex()).isEqualTo(entry);
            assertThat(new ProofVerifier(gate.group(), EpochChangeTest.SCHEME).verify(decision.proof()))
                    .isInstanceOf(Verification.Authentic.class);
            assertThatThrownBy(() -> gate.ask(ordinary("/tmp/twice").withIdempotencyKey("payment 7")))
                    .isInstanceOfSatisfying(
                            UndecidedException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.KEY_IN_USE));
            assertThat(get(gate.ask(ordinary("/tmp/once").withIdempotencyKey("payment 8"))
                                    .decision())
                            .ledgerIndex())
                    .isGreaterThan(entry);
        }
    }

    @Test
    void whatWaitsForAPersonIsFoundAgainAfterARestartAndDecidedOnce() throws Exception {
        RequestId id;
        try (EmbeddedCluster gate = open(true)) {
            pair(gate);
            DecisionHandle handle = gate.ask(release("a"));
            id = handle.id();
            assertThat(asked.poll(30, TimeUnit.SECONDS)).isNotNull();
            assertThat(handle.progress()).isInstanceOfSatisfying(Progress.Waiting.class, people -> {
                assertThat(people.asked())
                        .extracting(DecisionHandle.Person::judge, DecisionHandle.Person::device)
                        .containsExactly(tuple("domain_expert", "phone"));
                assertThat(people.untilMillis()).isGreaterThan(System.currentTimeMillis() + 80_000_000);
            });
        }
        try (EmbeddedCluster gate = open(true)) {
            DecisionHandle handle = gate.resume(id).orElseThrow();
            assertThat(gate.resume(id)).containsSame(handle);
            assertThat(gate.resume(new RequestId(id.client(), id.number() + 1))).isEmpty();
            approveNext(gate);
            assertThat(get(handle.decision()).requestId()).isEqualTo(id);
            assertThat(get(handle.decision()).isApproved()).isTrue();
        }
    }

    /** A crash between the decision and its being kept: the ledger has it. */
    @Test
    void whatWasDecidedAndNotKeptIsFoundInTheLedger() throws Exception {
        Path file;
        byte[] before;
        RequestId id;
        long entry;
        try (EmbeddedCluster gate = open(true)) {
            pair(gate);
            DecisionHandle handle = gate.ask(release("b"));
            id = handle.id();
            file = folder.resolve("data").resolve("asked").resolve(id.number() + ".json");
            before = Files.readAllBytes(file);
            approveNext(gate);
            entry = get(handle.decision()).ledgerIndex();
        }
        assertThat(Files.readAllBytes(file)).isNotEqualTo(before);
        Files.write(file, before);
        try (EmbeddedCluster gate = open(true)) {
            Decision found = get(gate.resume(id).orElseThrow().decision());
            assertThat(found.ledgerIndex()).isEqualTo(entry);
            assertThat(new ProofVerifier(gate.group(), EpochChangeTest.SCHEME).verify(found.proof()))
                    .isInstanceOf(Verification.Authentic.class);
        }
    }

    @Test
    void whatIsWithdrawnIsNeverApproved() throws Exception {
        RequestId id;
        try (EmbeddedCluster gate = open(true)) {
            pair(gate);
            DecisionHandle handle = gate.ask(release("c"));
            id = handle.id();
            PendingApproval pending = asked.poll(30, TimeUnit.SECONDS);
            assertThat(pending).isNotNull();
            assertThat(get(handle.withdraw())).isTrue();
            assertThat(handle.progress())
                    .isInstanceOfSatisfying(
                            Progress.Undecided.class,
                            undecided -> assertThat(undecided.why().reason()).isEqualTo(Reason.WITHDRAWN));
            assertThat(reason(handle.decision())).isEqualTo(Reason.WITHDRAWN);
            approve(gate, pending); // too late: the number is spent
            long size = gate.ledger().size();
            assertThat(get(gate.ask(ordinary("/tmp/after")).decision()).isApproved())
                    .isTrue();
            assertThat(gate.ledger().size()).isEqualTo(size + 1);
        }
        try (EmbeddedCluster gate = open(true)) {
            DecisionHandle handle = gate.resume(id).orElseThrow();
            assertThat(reason(handle.decision())).isEqualTo(Reason.WITHDRAWN);
            assertThat(get(handle.withdraw())).isTrue();
        }
    }

    /** The proof of a withdrawal tells what it is, and lets nothing run. */
    @Test
    void aWithdrawalStandsInTheLedgerUnderTheNumberOfWhatItTakesBack() throws Exception {
        try (EmbeddedCluster gate = open(false)) {
            pair(gate);
            DecisionHandle handle = gate.ask(release("d"));
            assertThat(get(handle.withdraw())).isTrue();
            long last = gate.ledger().size() - 1;
            var entry = gate.ledger()
                    .pieceWith(last)
                    .orElseThrow()
                    .batches()
                    .getLast()
                    .entries()
                    .getLast();
            assertThat(entry).isInstanceOfSatisfying(DecisionEntry.class, decision -> {
                assertThat(decision.request().id()).isEqualTo(handle.id());
                assertThat(decision.outcome()).isEqualTo(Outcome.APPROVED);
                assertThat(WithdrawRequest.isOne(decision.request())).isTrue();
                assertThat(decision.verdicts())
                        .extracting(vote -> vote.verdict().judge())
                        .containsOnly("built-in/withdraw-request");
            });
        }
    }

    @Test
    void manyWithdrawalsAndAnswersAtOnceEndOneWayEach() throws Exception {
        try (EmbeddedCluster gate = open(false)) {
            pair(gate);
            for (int i = 0; i < 20; i++) {
                DecisionHandle handle = gate.ask(release("race " + i));
                CompletionStage<Boolean> withdrawn;
                if (i % 2 == 0) {
                    withdrawn = handle.withdraw();
                    asked.clear();
                } else {
                    approveNext(gate);
                    withdrawn = handle.withdraw();
                }
                boolean isWithdrawn = get(withdrawn);
                List<Object> ends = List.of(
                        isWithdrawn,
                        isWithdrawn
                                ? reason(handle.decision())
                                : get(handle.decision()).isApproved());
                assertThat(ends).isIn(List.of(true, Reason.WITHDRAWN), List.of(false, true));
            }
        }
    }
}
