package io.tetrarch.node.executor;

import io.tetrarch.gate.action.Action;
import io.tetrarch.gate.proof.DecisionProof;
import io.tetrarch.gate.proof.Demands;
import io.tetrarch.gate.proof.ProofVerifier;
import io.tetrarch.gate.proof.Verification;
import io.tetrarch.node.executor.Execution.NotRun;
import io.tetrarch.node.executor.Execution.Refusal;
import io.tetrarch.node.replica.TimeSource;
import io.tetrarch.node.store.BurnedRequests;
import io.tetrarch.pbft.message.Outcome;
import java.io.IOException;

/**
 * Runs an action only if a proof, which it verifies itself, shows that exactly these bytes were approved for this
 * executor and for now; and at most once: the request is burned, durably, before the action starts. An action that fails
 * half-way, or whose process dies, is not run again under the same approval.
 *
 * <p>For any thread.
 */
public final class GuardedExecutor implements AutoCloseable {
    private final String name;
    private final ProofVerifier verifier;
    private final BurnedRequests burned;
    private final TimeSource time;

    /**
     * @param name what requests must name as their executor
     * @param burned closed with this executor
     */
    public GuardedExecutor(String name, ProofVerifier verifier, BurnedRequests burned, TimeSource time) {
        this.name = name;
        this.verifier = verifier;
        this.burned = burned;
        this.time = time;
    }

    /**
     * Runs {@code action} if {@code proof} allows it.
     *
     * @throws IOException if the request could not be burned; the action has not run, and this proof is best given up
     * @throws E what the runner throws; the request is used up all the same
     */
    public <T, E extends Exception> Execution<T> run(Action action, DecisionProof proof, ActionRunner<T, E> runner)
            throws IOException, E {
        return switch (verifier.verify(proof, Demands.of(action))) {
            case Verification.Failed failed ->
                new NotRun<>(Refusal.NOT_PROVEN, failed.check().word() + ": " + failed.explanation());
            case Verification.Proven proven -> runProven(action, proven, runner);
        };
    }

    private <T, E extends Exception> Execution<T> runProven(
            Action action, Verification.Proven proven, ActionRunner<T, E> runner) throws IOException, E {
        String executor = proven.request().terms().executor();
        if (proven.outcome() != Outcome.APPROVED) {
            return new NotRun<>(Refusal.NOT_APPROVED, "the decision is " + proven.outcome());
        }
        if (!executor.equals(name)) {
            return new NotRun<>(Refusal.OTHER_EXECUTOR, "the executor is to be " + executor + ", this is " + name);
        }
        if (!proven.holdsAt(time.wallMillis())) {
            return new NotRun<>(
                    Refusal.NOT_NOW,
                    "the approval holds from "
                            + proven.request().validity().notBeforeMillis() + " to "
                            + proven.request().validity().deadlineMillis() + ", now is " + time.wallMillis());
        }
        if (!burned.burn(proven.requestId())) {
            return new NotRun<>(Refusal.USED, "request " + proven.requestId().number() + " has been used before");
        }
        return new Execution.Ran<>(runner.run(action));
    }

    @Override
    public void close() throws IOException {
        burned.close();
    }
}
