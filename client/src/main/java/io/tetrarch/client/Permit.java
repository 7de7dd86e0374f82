package io.tetrarch.client;

import io.tetrarch.client.journal.ExecutionJournal.Begun;
import io.tetrarch.client.journal.ExecutionJournal.Hold;
import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.proof.action.Action;
import io.tetrarch.proof.receipt.Receipt;
import io.tetrarch.proof.receipt.Receipt.Ending;
import io.tetrarch.proof.receipt.Receipt.Output;
import io.tetrarch.proof.receipt.Receipt.Span;
import io.tetrarch.proof.receipt.Shadow;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The leave to run one action once. It outlives the executor that gave it: a run that takes long needs neither executor nor
 * gate until its receipt is to be filed. To be ended, then closed; one that is closed without having ended leaves a run of
 * unknown outcome. For one thread.
 */
public final class Permit implements AutoCloseable {
    private final Action action;
    private final Begun begun;
    private final Hold hold;
    private final InstantSource time;
    private Optional<Receipt> receipt = Optional.empty();

    Permit(Action action, Begun begun, Hold hold, InstantSource time) {
        this.action = action;
        this.begun = begun;
        this.hold = hold;
        this.time = time;
    }

    /** What may run: exactly this. */
    public Action action() {
        return action;
    }

    /** What was used up for it. */
    public RequestId request() {
        return begun.request();
    }

    /** Present where the tier is in shadow mode: the action runs whatever was decided. */
    public Optional<Shadow> shadow() {
        return begun.warrant().shadow();
    }

    /**
     * The run has ended; its receipt is durable when this returns, though not on the ledger yet. A second time it changes
     * nothing.
     */
    public Receipt end(Ending ending, Output output) throws IOException {
        if (receipt.isEmpty()) {
            // a clock set back meanwhile must not make a receipt that no replica accepts
            long ended = Math.max(begun.startedMillis(), time.millis());
            Receipt made = new Receipt(begun.warrant(), ending, output, new Span(begun.startedMillis(), ended));
            hold.ended(made);
            receipt = Optional.of(made);
        }
        return receipt.get();
    }

    @Override
    public void close() throws IOException {
        hold.close();
    }
}
