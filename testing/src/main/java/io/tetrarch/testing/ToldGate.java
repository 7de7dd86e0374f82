package io.tetrarch.testing;

import io.tetrarch.client.CharterRefused;
import io.tetrarch.client.Decision;
import io.tetrarch.client.GovernedGate;
import io.tetrarch.client.GuardedExecutor;
import io.tetrarch.client.Submission;
import io.tetrarch.client.UndecidedException;
import io.tetrarch.client.journal.ExecutionJournal;
import io.tetrarch.pbft.message.Principal;
import io.tetrarch.pbft.message.Terms;
import io.tetrarch.proof.action.Action;
import io.tetrarch.proof.group.ClientMember;
import io.tetrarch.proof.group.Group;
import io.tetrarch.proof.receipt.Receipt;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * A gate that answers as a test tells it to, with decisions of a {@link TestGroup}: an executor verifies them like any
 * other's. It answers on the thread that asks, so nothing has to be waited for.
 *
 * <p>{@snippet :
 * ToldGate gate = ToldGate.approving();
 * gate.answer(asked -> asked.action().json().string("tool").equals("rm") ? Told.denied("never") : Told.approved());
 * }
 *
 * <p>For any thread.
 */
public final class ToldGate implements GovernedGate {
    private static final Duration LIFE = Duration.ofMinutes(5);

    private final TestGroup group;
    private final InstantSource clock;
    private final List<Submission> asked = new CopyOnWriteArrayList<>();
    private final List<Receipt> receipts = new CopyOnWriteArrayList<>();
    private final Map<Long, CompletableFuture<Decision>> pending = new ConcurrentHashMap<>();
    private final AtomicLong opened = new AtomicLong();
    private final ExecutionJournal journal = ExecutionJournal.inMemory();
    private final AtomicLong filed = new AtomicLong();
    private volatile Function<Submission, Told> answers = submission -> Told.approved();
    private volatile boolean closed;

    private ToldGate(TestGroup group, InstantSource clock) {
        this.group = group;
        this.clock = clock;
    }

    /** One that approves everything, until it is told otherwise. */
    public static ToldGate approving() {
        return approving(InstantSource.system());
    }

    /** @param clock that its decisions and its executors go by */
    public static ToldGate approving(InstantSource clock) {
        return new ToldGate(TestGroup.create(clock), clock);
    }

    /** One that denies everything, until it is told otherwise. */
    public static ToldGate denying(String reason) {
        ToldGate gate = approving();
        gate.answer(submission -> Told.denied(reason));
        return gate;
    }

    /** From now on, what this says to each. */
    public void answer(Function<Submission, Told> told) {
        answers = told;
    }

    /** From now on, this to all. */
    public void answer(Told told) {
        answer(submission -> told);
    }

    /** What was asked, in that order. */
    public List<Submission> asked() {
        return List.copyOf(asked);
    }

    /** What came of what its executors ran, in the order of their ends. */
    public List<Receipt> receipts() {
        return List.copyOf(receipts);
    }

    /** How many wait for an answer that does not come. */
    public int pending() {
        return pending.size();
    }

    /** Whose decisions it gives. */
    public TestGroup testGroup() {
        return group;
    }

    @Override
    public Group group() {
        return group.group();
    }

    @Override
    public Decision decide(Submission submission) throws InterruptedException {
        try {
            return answerTo(submission).get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UndecidedException undecided) {
                throw undecided;
            }
            throw new IllegalStateException("what the test told failed", e.getCause());
        }
    }

    @Override
    public CompletionStage<Decision> decideAsync(Submission submission) {
        return answerTo(submission);
    }

    private CompletableFuture<Decision> answerTo(Submission submission) {
        if (closed) {
            return CompletableFuture.failedFuture(isClosed());
        }
        asked.add(submission);
        return switch (answers.apply(submission)) {
            case Told.Approved approved -> CompletableFuture.completedFuture(group.approve(submission));
            case Told.Denied denied -> CompletableFuture.completedFuture(group.deny(submission, denied.reason()));
            case Told.Expired expired -> CompletableFuture.completedFuture(group.expire(submission));
            case Told.Undecided none ->
                CompletableFuture.failedFuture(new UndecidedException(none.reason(), none.message()));
            case Told.Pending open -> open();
        };
    }

    private CompletableFuture<Decision> open() {
        CompletableFuture<Decision> answer = new CompletableFuture<>();
        long number = opened.getAndIncrement();
        pending.put(number, answer);
        var unused = answer.whenComplete((decision, failure) -> pending.remove(number));
        if (closed) {
            answer.completeExceptionally(isClosed());
        }
        return answer;
    }

    private static UndecidedException isClosed() {
        return new UndecidedException(UndecidedException.Reason.CLOSED, "the gate is closed");
    }

    /** All share what was used, as those of one gate do; its receipts are in {@link #receipts()}. */
    @Override
    public GuardedExecutor executor() {
        if (closed) {
            throw new IllegalStateException("the gate is closed, and its executor with it");
        }
        return new GuardedExecutor(TestGroup.GATE, group::verifier, journal, clock, receipt -> {
            receipts.add(receipt);
            return CompletableFuture.completedFuture(filed.getAndIncrement());
        });
    }

    /** In the tier {@value TestGroup#STANDARD}, for five minutes. */
    @Override
    public Placement placement(Action action, String executor, Optional<Principal> principal) {
        return new Placement(new Terms(executor, TestGroup.STANDARD, 1, principal), LIFE.toMillis());
    }

    /** @throws CharterRefused always: nothing here goes by a charter */
    @Override
    public Action proposal(byte[] file) throws CharterRefused {
        throw new CharterRefused("1:1: a gate that answers as told has no charter to replace");
    }

    /** @throws IllegalArgumentException always: its group does not change */
    @Override
    public Action removal(String replica) {
        throw fixed();
    }

    /** @throws IllegalArgumentException always: its group does not change */
    @Override
    public Action rekeying(String replica) {
        throw fixed();
    }

    /** @throws IllegalArgumentException always: its group does not change */
    @Override
    public Action joining(ClientMember client) {
        throw fixed();
    }

    private static IllegalArgumentException fixed() {
        return new IllegalArgumentException("the group of a gate that answers as told does not change");
    }

    @Override
    public void close() {
        closed = true;
        List<CompletableFuture<Decision>> open = new ArrayList<>(pending.values());
        open.forEach(answer -> answer.completeExceptionally(isClosed()));
    }
}
