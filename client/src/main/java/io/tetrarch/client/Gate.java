package io.tetrarch.client;

import io.tetrarch.proof.action.Action;
import java.io.IOException;
import java.util.concurrent.CompletionStage;

/**
 * Asks a group of replicas whether an action may run. A decision comes with its proof; nothing may run without an
 * APPROVED one: an executor verifies that proof for itself.
 *
 * <p>For any number of threads.
 */
public interface Gate extends AutoCloseable {
    /**
     * Asks and waits. Whatever the caller does meanwhile, be it interrupted again and again, costs no other caller anything.
     *
     * @throws UndecidedException if there is no decision; nothing may run then
     * @throws InterruptedException if this thread is interrupted meanwhile; nothing may run then either
     */
    Decision decide(Submission submission) throws InterruptedException;

    /** {@link #decide(Submission)} with the executor, tier and deadline that the charter gives. */
    default Decision decide(Action action) throws InterruptedException {
        return decide(Submission.of(action));
    }

    /**
     * Asks without waiting. The stage fails with {@link UndecidedException} alone. Dependent stages run on no thread that
     * the group needs: they may take long, block, and ask this gate again.
     */
    CompletionStage<Decision> decideAsync(Submission submission);

    /** {@link #decideAsync(Submission)} with the executor, tier and deadline that the charter gives. */
    default CompletionStage<Decision> decideAsync(Action action) {
        return decideAsync(Submission.of(action));
    }

    /** Ends the gate; what is still open fails with {@link UndecidedException}. */
    @Override
    void close() throws IOException;
}
