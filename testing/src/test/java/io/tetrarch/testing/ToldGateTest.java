package io.tetrarch.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tetrarch.client.CharterRefused;
import io.tetrarch.client.Decision;
import io.tetrarch.client.Execution;
import io.tetrarch.client.Execution.NotRun;
import io.tetrarch.client.Execution.Refusal;
import io.tetrarch.client.GuardedExecutor;
import io.tetrarch.client.Submission;
import io.tetrarch.client.UndecidedException;
import io.tetrarch.proof.receipt.Receipt.Ending;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class ToldGateTest {
    private final SettableClock clock = SettableClock.at("2026-03-01T12:00:00Z");
    private final ToldGate gate = ToldGate.approving(clock);
    private final Submission submission = Actions.submission();

    @Test
    void whatItApprovesRunsOnceAndLeavesAReceipt() throws Exception {
        Decision decision = gate.decide(submission);
        try (GuardedExecutor executor = gate.executor();
                GuardedExecutor other = gate.executor()) {
            assertThat(run(executor, decision)).isEqualTo(new Execution.Ran<>("ran"));
            assertThat(refusal(run(other, decision))).isEqualTo(Refusal.USED);
        }

        assertThat(gate.asked()).containsExactly(submission);
        assertThat(gate.receipts()).singleElement().satisfies(receipt -> {
            assertThat(receipt.request()).isEqualTo(decision.requestId());
            assertThat(receipt.ending()).isEqualTo(new Ending.Exited(0));
        });
    }

    @Test
    void whatItDeniesOrCameTooLateDoesNotRun() throws Exception {
        gate.answer(asked -> asked.executor().isPresent() ? Told.expired() : Told.denied("not on a Sunday"));
        try (GuardedExecutor executor = gate.executor()) {
            assertThat(refusal(run(executor, gate.decide(submission)))).isEqualTo(Refusal.NOT_APPROVED);
            assertThat(refusal(run(executor, gate.decide(submission.withExecutor("gate")))))
                    .isEqualTo(Refusal.NOT_APPROVED);
        }
    }

    @Test
    void anApprovalGrowsOldByTheClockThatIsSet() throws Exception {
        Decision decision = gate.decide(submission.withLife(Duration.ofSeconds(10)));
        clock.advance(Duration.ofSeconds(11));

        try (GuardedExecutor executor = gate.executor()) {
            assertThat(refusal(run(executor, decision))).isEqualTo(Refusal.NOT_NOW);
        }
    }

    @Test
    void whatIsToldNotToBeDecidedFailsAsItIsTold() {
        gate.answer(Told.undecided(UndecidedException.Reason.NO_QUORUM, "two hosts are down"));

        assertThatThrownBy(() -> gate.decide(submission))
                .isInstanceOfSatisfying(
                        UndecidedException.class,
                        e -> assertThat(e.reason()).isEqualTo(UndecidedException.Reason.NO_QUORUM))
                .hasMessage("two hosts are down");
        assertThat(gate.decideAsync(submission)).isCompletedExceptionally();
    }

    @Test
    void whatIsPendingStaysOpenUntilTheGateIsClosed() {
        gate.answer(Told.pending());
        CompletableFuture<Decision> answer = gate.decideAsync(submission).toCompletableFuture();

        assertThat(answer).isNotDone();
        assertThat(gate.pending()).isEqualTo(1);
        gate.close();
        assertThat(answer).isCompletedExceptionally();
        assertThat(gate.pending()).isZero();
        assertThatThrownBy(() -> gate.decide(submission)).isInstanceOf(UndecidedException.class);
        assertThatThrownBy(gate::executor).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void itHasAGroupThatDoesNotChange() {
        assertThat(gate.placement(submission.action(), "gate").terms().tier()).isEqualTo("standard");
        assertThat(gate.group().replicaNames()).hasSize(4);
        assertThatThrownBy(() -> gate.proposal(new byte[0])).isInstanceOf(CharterRefused.class);
        assertThatThrownBy(() -> gate.removal("one")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> gate.rekeying("one")).isInstanceOf(IllegalArgumentException.class);
    }

    private Execution<String> run(GuardedExecutor executor, Decision decision) throws Exception {
        return executor.run(submission.action(), decision.proof(), action -> "ran");
    }

    private static Refusal refusal(Execution<String> execution) {
        return switch (execution) {
            case Execution.Ran<String> ran -> throw new AssertionError("it ran");
            case NotRun<String> not -> not.refusal();
        };
    }
}
