package io.tetrarch.client.executor;

import io.tetrarch.client.executor.Admission.Admitted;
import io.tetrarch.client.executor.Admission.Refused;
import io.tetrarch.client.executor.Execution.NotRun;
import io.tetrarch.client.executor.Execution.Refusal;
import io.tetrarch.client.journal.ExecutionJournal;
import io.tetrarch.client.journal.ExecutionJournal.Begun;
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
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Runs an action only if a proof, which it verifies itself, shows that exactly these bytes were approved for this
 * executor and for now, or decided for it in a tier that the charter puts in shadow mode; and at most once: the request is burned, durably, before the action starts. An action that fails
 * half-way, or whose process dies, is not run again under the same approval. What came of it goes to the ledger as a
 * receipt.
 *
 * <p>For any thread.
 */
public final class GuardedExecutor implements AutoCloseable {
    private final String name;
    private final Supplier<ProofVerifier> verifier;
    private final ExecutionJournal journal;
    private final InstantSource time;
    private final Receipts receipts;

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
    }

    /**
     * Runs {@code action} if {@code proof} allows it, and files a receipt that says it succeeded, or that it failed.
     *
     * @throws IOException if the request could not be burned, and the action has not run; or if it has, but its end could
     *     not be written down. This proof is best given up
     * @throws E what the runner throws; the request is used up all the same
     */
    public <T, E extends Exception> Execution<T> run(Action action, DecisionProof proof, ActionRunner<T, E> runner)
            throws IOException, E {
        return switch (admit(action, proof)) {
            case Refused refused -> new NotRun<>(refused.refusal(), refused.explanation());
            case Admitted admitted -> new Execution.Ran<>(run(admitted.permit(), runner));
        };
    }

    private <T, E extends Exception> T run(Permit permit, ActionRunner<T, E> runner) throws IOException, E {
        try (permit) {
            Ending ending = new Ending.Failed();
            try {
                T result = runner.run(permit.action());
                ending = new Ending.Exited(0);
                return result;
            } finally {
                receipts.file(permit.end(ending, Output.NONE));
            }
        }
    }

    /**
     * Uses the request up if {@code proof} allows the action now. Whoever is admitted runs it, or gives it up for good.
     *
     * @throws IOException if the request could not be burned; the action must not run
     */
    public Admission admit(Action action, DecisionProof proof) throws IOException {
        return switch (verifier.get().verify(proof)) {
            case Verification.NotAuthentic not ->
                new Refused(Refusal.NOT_PROVEN, not.check().word() + ": " + not.explanation());
            case Verification.Authentic authentic -> admit(action, authentic);
        };
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
            case Permission.NotPermitted not -> Optional.of(new Refused(refusal(not.reason()), not.explanation()));
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

    /** Waits a while for the receipts that are on their way; those that do not arrive are filed by the next start. */
    @Override
    public void close() throws IOException {
        receipts.awaitFiled();
        journal.close();
    }
}
