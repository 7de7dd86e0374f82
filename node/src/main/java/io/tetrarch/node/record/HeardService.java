package io.tetrarch.node.record;

import io.tetrarch.pbft.LedgerTip;
import io.tetrarch.pbft.Rejection;
import io.tetrarch.pbft.Service;
import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Entry;
import io.tetrarch.pbft.message.Evidence;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.Request;
import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Start;
import io.tetrarch.pbft.message.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A service, heard: what it was at the latest checkpoint, which it has put into chunks for that anyway, and the batches
 * executed since. A service is deterministic, so that is what it is now; and it costs nothing to know.
 */
final class HeardService implements Service {
    private final Service service;
    private Optional<List<Bytes>> checkpoint = Optional.empty();
    private List<Batch> since = new ArrayList<>();

    /** @param service in its first state */
    HeardService(Service service) {
        this.service = service;
    }

    /** Its state at the latest checkpoint; empty if it began in its first state and there was none since. */
    Optional<List<Bytes>> checkpoint() {
        return checkpoint;
    }

    /** What it has executed since, in order: as many as a checkpoint interval has, at most. */
    List<Batch> since() {
        return List.copyOf(since);
    }

    private void at(List<Bytes> chunks) {
        checkpoint = Optional.of(List.copyOf(chunks));
        since = new ArrayList<>();
    }

    @Override
    public List<Bytes> snapshot() {
        List<Bytes> chunks = service.snapshot();
        at(chunks);
        return chunks;
    }

    @Override
    public void restore(List<Bytes> chunks) {
        service.restore(chunks);
        at(chunks);
    }

    @Override
    public void execute(Batch batch) {
        service.execute(batch);
        since.add(batch);
    }

    @Override
    public Optional<Rejection> refuses(SignedRequest request) {
        return service.refuses(request);
    }

    @Override
    public boolean isDecided(RequestId id) {
        return service.isDecided(id);
    }

    @Override
    public boolean mayGiveUp(RequestId id, long highest, int inFlight) {
        return service.mayGiveUp(id, highest, inFlight);
    }

    @Override
    public Optional<Outcome> settle(Request request, SortedMap<Integer, Verdict> verdicts) {
        return service.settle(request, verdicts);
    }

    @Override
    public boolean withdraws(SignedRequest request) {
        return service.withdraws(request);
    }

    @Override
    public boolean isRecorded(Evidence.Slot slot) {
        return service.isRecorded(slot);
    }

    @Override
    public boolean closesPipeline(Entry entry) {
        return service.closesPipeline(entry);
    }

    @Override
    public boolean endsEpoch() {
        return service.endsEpoch();
    }

    @Override
    public Bytes successor(Start start) {
        return service.successor(start);
    }

    @Override
    public LedgerTip ledger() {
        return service.ledger();
    }
}
