package io.tetrarch.console.live;

import io.tetrarch.console.ledger.LedgerView;
import io.tetrarch.json.JsonObject;
import io.tetrarch.node.device.Approvals;
import io.tetrarch.node.device.PendingApproval;
import io.tetrarch.node.observe.ClusterObserver;
import io.tetrarch.node.replica.Executed;
import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Evidence;
import io.tetrarch.pbft.message.NewView;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.Verdicts;
import io.tetrarch.pbft.message.ViewChange;
import io.tetrarch.pbft.message.Vote;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Writes down what the replicas do. */
public final class ClusterEvents implements ClusterObserver {
    private static final int VERDICTS_TOLD = 16;

    private final EventLog log;
    private final List<String> names;
    private final Summaries summaries;
    private final LongSupplier wallMillis;
    private final AtomicLong told;

    /** Looks decisions up by their place in the ledger. */
    @FunctionalInterface
    public interface Summaries {
        Optional<JsonObject> summary(long index) throws IOException;
    }

    /** @param ledger whose present entries are not told again */
    public ClusterEvents(
            EventLog log, List<String> names, Summaries summaries, LedgerView ledger, LongSupplier wallMillis)
            throws IOException {
        this.log = log;
        this.names = names;
        this.summaries = summaries;
        this.wallMillis = wallMillis;
        this.told = new AtomicLong(ledger.size());
    }

    @Override
    public void onSent(int replica, Signed<?> signed) {
        switch (signed.message()) {
            case Verdicts said -> log.publish(verdicts(replica, said));
            case Vote vote ->
                log.publish(
                        new Events.VoteSent(where(replica), vote.type(), vote.view(), vote.sequence(), vote.digest()));
            case ViewChange change ->
                log.publish(new Events.ViewMessageSent(where(replica), change.type(), change.view()));
            case NewView newView ->
                log.publish(new Events.ViewMessageSent(where(replica), newView.type(), newView.view()));
            case Object other -> {}
        }
    }

    private Live verdicts(int replica, Verdicts said) {
        List<Events.Said> first = said.verdicts().stream()
                .limit(VERDICTS_TOLD)
                .map(verdict -> new Events.Said(verdict.request(), verdict.answer(), verdict.reasonCode()))
                .toList();
        return new Events.VerdictsSent(where(replica), first, said.verdicts().size() - first.size());
    }

    /** Every replica executes a decision; the first to do so tells of it. */
    @Override
    public void onExecuted(Executed executed) {
        for (Batch batch : executed.batches()) {
            long end = batch.header().ledgerSize();
            log.publish(new Events.Executed(where(executed.replica()), batch.sequence(), end));
            long index = end - batch.entries().size();
            long from = told.getAndUpdate(before -> Math.max(before, end));
            for (var entry : batch.entries()) {
                if (index >= from && entry instanceof DecisionEntry) {
                    log.publish(new Decided(index, summaries));
                }
                index++;
            }
        }
    }

    @Override
    public void onViewChanged(int replica, long view, boolean active) {
        log.publish(new Events.ViewEntered(where(replica), view, active, names.get((int) (view % names.size()))));
    }

    @Override
    public void onEvidence(int replica, Evidence evidence) {
        log.publish(new Events.EvidenceFound(
                where(replica), names.get(evidence.slot().replica()), evidence.slot()));
    }

    @Override
    public void onHalted(int replica, Throwable cause) {
        log.publish(new Events.Halted(where(replica), String.valueOf(cause)));
    }

    @Override
    public void onDrill(int replica, boolean atWork) {
        log.publish(
                atWork ? new Events.Started(where(replica)) : new Events.Halted(where(replica), "halted in a drill"));
    }

    /** Something waits for a person, or no longer does. */
    public void onApproval(PendingApproval pending, Approvals.Change change) {
        log.publish(new Events.ApprovalChanged(pending.id(), pending.device(), change));
    }

    /** A device was paired or removed. */
    public void onDevices() {
        log.publish(new Events.DevicesChanged());
    }

    private Events.Where where(int replica) {
        return new Events.Where(wallMillis.getAsLong(), names.get(replica));
    }

    /** A decision, looked up when it is told. */
    private record Decided(long index, Summaries summaries) implements Live {
        @Override
        public String name() {
            return "decision";
        }

        @Override
        public JsonObject data() {
            try {
                return summaries
                        .summary(index)
                        .orElseGet(() -> JsonObject.builder()
                                .put("id", Long.toString(index))
                                .put("index", index)
                                .build());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
