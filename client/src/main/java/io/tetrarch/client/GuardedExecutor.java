package io.tetrarch.client;

import io.tetrarch.client.Admission.Admitted;
import io.tetrarch.client.Admission.Refused;
import io.tetrarch.client.Execution.NotRun;
import io.tetrarch.client.Execution.Refusal;
import io.tetrarch.client.journal.ExecutionJournal;
import io.tetrarch.client.journal.ExecutionJournal.Begun;
import io.tetrarch.client.stack.StackRoom;
import io.tetrarch.pbft.message.Request;
import io.tetrarch.proof.action.Action;
import io.tetrarch.proof.decision.DecisionProof;
import io.tetrarch.proof.decision.Permission;
import io.tetrarch.proof.decision.ProofVerifier;
import io.tetrarch.proof.decision.Verification;
import io.tetrarch.proof.receipt.Receipt;
import io.tetrarch.proof.receipt.Receipt.Ending;
import io.tetrarch.proof.receipt.Receipt.Output;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Runs an action only if a proof, which it verifies itself, shows that exactly these bytes were approved for this
 * executor and for now, or decided for it in a tier that the charter puts in shadow mode; and at most once: the request is burned, durably, before the action starts. An action that fails
 * half-way, or whose process dies, is not run again under the same approval. What came of it goes to the ledger as a
 * receipt.
 *
 * <p>An interrupt of the calling thread is the runner's to heed: whatever is written down is written all the same, and the
 * thread stays interrupted. Once this is closed it admits nothing; what runs by then ends as if it were not. For any thread.
 */
public final class GuardedExecutor implements AutoCloseable {
    private final String name;
    private final Supplier<ProofVerifier> verifier;
    private final ExecutionJournal journal;
    private final InstantSource time;
    private final Receipts receipts;
    private final Closing closing;
    /** What this is lent of, which may be closed first. */
    private final Optional<GuardedExecutor> lender;

    private final AtomicBoolean closed = new AtomicBoolean();

    /** What there is to close beside what this alone has. */
    @FunctionalInterface
    interface Closing {
        void close() throws IOException;
    }

    /**
     * @param name what requests must name as their executor
     * @param verifier by the group in its present epoch: what an earlier one approved and nobody has begun is to be asked
     *     for again
     * @param journal closed with this executor
     */
    public GuardedExecutor(
            String name,
            Supplier<ProofVerifier> verifier,
            ExecutionJournal journal,
            InstantSource time,
            Filing filing) {
        this.name = name;
        this.verifier = verifier;
        this.journal = journal;
        this.time = time;
        this.receipts = new Receipts(journal, filing, time);
        this.closing = journal::close;
        this.lender = Optional.empty();
    }

    private GuardedExecutor(GuardedExecutor lender, Closing giveBack) {
        this.name = lender.name;
        this.verifier = lender.verifier;
        this.journal = lender.journal;
        this.time = lender.time;
        this.receipts = lender.receipts;
        this.closing = giveBack;
        this.lender = Optional.of(lender);
    }

    /** The same executor, to be closed by itself. */
    GuardedExecutor lend(Closing giveBack) {
        return new GuardedExecutor(this, giveBack);
    }

    /**
     * Runs {@code action} if {@code proof} allows it, and writes a receipt that says it succeeded, or that it failed. Where
     * the runner returns a {@link java.util.concurrent.Future Future} or a {@link CompletionStage}, this returns it at once,
     * and the receipt is written when it completes, as it completes; {@link #runAsync} says when that is done.
     *
     * @throws RunFailure.NotBegun if the request could not be burned, and the action has not run
     * @throws RunFailure.EndUnwritten if the action has run, which could not be written down; it has the result
     * @throws E what the runner throws; the request is used up all the same
     */
    public <T, E extends Exception> Execution<T> run(Action action, DecisionProof proof, ActionRunner<T, E> runner)
            throws RunFailure, E {
        Objects.requireNonNull(runner, "runner");
        return switch (admit(action, proof)) {
            case Refused refused -> new NotRun<>(refused.refusal(), refused.explanation());
            case Admitted admitted -> new Execution.Ran<>(new AdmittedRun(admitted.permit(), receipts).run(runner));
        };
    }

    /**
     * {@link #run} for what goes on after its runner has returned. The request is burned by this thread, and the runner is
     * called on it.
     *
     * @return completes when the action has, and its receipt is written; fails with what the action failed with, or a
     *     {@link RunFailure}
     */
    public <T> CompletionStage<Execution<T>> runAsync(Action action, DecisionProof proof, AsyncActionRunner<T> runner) {
        Objects.requireNonNull(runner, "runner");
        try {
            return switch (admit(action, proof)) {
                case Refused refused ->
                    CompletableFuture.completedFuture(new NotRun<>(refused.refusal(), refused.explanation()));
                case Admitted admitted ->
                    new AdmittedRun(admitted.permit(), receipts).begin(runner).thenApply(Execution.Ran::new);
            };
        } catch (RunFailure.NotBegun e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /**
     * Uses the request up if {@code proof} allows the action now. Whoever is admitted runs it, or gives it up for good.
     *
     * @throws RunFailure.NotBegun if the request could not be burned; the action must not run
     */
    public Admission admit(Action action, DecisionProof proof) throws RunFailure.NotBegun {
        Objects.requireNonNull(action, "action");
        StackRoom.require();
        if (isClosed()) {
            return new Refused(Refusal.CLOSED, "this executor is closed");
        }
        try {
            return switch (verifier.get().verify(proof)) {
                case Verification.NotAuthentic not ->
                    new Refused(Refusal.NOT_PROVEN, not.check().word() + ": " + not.explanation());
                case Verification.Authentic authentic -> admit(action, authentic);
            };
        } catch (IOException e) {
            throw new RunFailure.NotBegun(e);
        }
    }

    private boolean isClosed() {
        return closed.get() || lender.filter(GuardedExecutor::isClosed).isPresent();
    }

    private Admission admit(Action action, Verification.Authentic proof) throws IOException {
        long now = time.millis();
        Optional<Refused> refused = refusal(action, proof, now);
        if (refused.isPresent()) {
            return refused.get();
        }
        Request request = proof.request();
        if (!journal.beginning().precedes(request, proof.ledgerIndex())) {
            return new Refused(
                    Refusal.USED,
                    "request " + request.id().number() + " was decided before this executor's journal began, since"
                            + " an earlier one was lost: it may have been used; ask again");
        }
        Begun begun = new Begun(
                new Receipt.Warrant(request.id(), request.digest(), request.actionHash(), proof.shadow()), now);
        Optional<ExecutionJournal.Hold> hold = journal.begin(begun);
        if (hold.isEmpty()) {
            return new Refused(Refusal.USED, "request " + request.id().number() + " has been used before");
        }
        Permit permit = new Permit(action, begun, hold.get(), time);
        // burning waits for a disk
        Optional<Refused> late = refusal(action, proof, time.millis());
        if (late.isPresent()) {
            try (permit) {
                receipts.file(permit.end(new Ending.Failed(), Output.NONE));
            }
            return late.get();
        }
        return new Admitted(permit);
    }

    /** Shadow mode is the charter's to declare, so an executor goes along with it. */
    private Optional<Refused> refusal(Action action, Verification.Authentic proof, long nowMillis) {
        return switch (proof.permits(action, name, nowMillis)) {
            case Permission.Permitted permitted -> Optional.empty();
            case Permission.PermittedByShadow shadow -> Optional.empty();
            case Permission.NotPermitted not ->
                Optional.of(new Refused(refusal(not.reason()), not.explanation() + Objections.of(proof, not.reason())));
        };
    }

    private static Refusal refusal(Permission.Reason reason) {
        return switch (reason) {
            case OTHER_ACTION -> Refusal.NOT_PROVEN;
            case OTHER_EXECUTOR -> Refusal.OTHER_EXECUTOR;
            case DENIED, EXPIRED -> Refusal.NOT_APPROVED;
            case NOT_RUNNABLE -> Refusal.NOT_RUNNABLE;
            case PAST_EPOCH, NOT_YET, OUTDATED -> Refusal.NOT_NOW;
        };
    }

    /** What earlier runs left behind, and what became of their receipts. */
    public Receipts receipts() {
        return receipts;
    }

    /**
     * Nothing is admitted any more. Waits a while for the receipts that are on their way; those that do not arrive, and those
     * of what still runs, are filed by the next start. A second time it does nothing.
     */
    @Override
    public void close() throws IOException {
        if (closed.compareAndSet(false, true)) {
            receipts.awaitFiled();
            closing.close();
        }
    }

    /** {@link #close} without waiting. */
    void closeNow() throws IOException {
        if (closed.compareAndSet(false, true)) {
            closing.close();
        }
    }
}
