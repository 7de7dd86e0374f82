package io.tetrarch.client;

import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.proof.action.Action;
import java.io.IOException;
import java.util.Optional;
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

    /**
     * Asks without waiting, and gives what stands for the decision from now on. A gate that is stored remembers it before it
     * asks, so that {@link #resume} finds it after a restart, and remembers what was decided, so that the same submission
     * under the same idempotency key is the same decision. It remembers the latest {@value #REMEMBERED}; of those that are
     * not decided it forgets none.
     *
     * @throws UndecidedException if the gate does not take it on: it may not live so long, its key stands for another action,
     *     or so many are open; its decision fails in all other cases
     * @throws java.io.UncheckedIOException if it cannot be kept; nothing is asked then
     * @throws UnsupportedOperationException if this kind of gate gives no handles
     */
    default DecisionHandle ask(Submission submission) {
        throw new UnsupportedOperationException("this gate gives no handles");
    }

    /**
     * What was asked for under this id, by this process or an earlier one; what is open is asked for again. Empty if the gate
     * does not remember it.
     *
     * @throws java.io.UncheckedIOException if what is kept cannot be read
     */
    default Optional<DecisionHandle> resume(RequestId id) {
        return Optional.empty();
    }

    /** Handles that a gate remembers. */
    int REMEMBERED = 4_096;

    /** Ends the gate; what is still open fails with {@link UndecidedException}. */
    @Override
    void close() throws IOException;
}
