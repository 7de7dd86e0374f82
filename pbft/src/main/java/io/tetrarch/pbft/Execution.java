package io.tetrarch.pbft;

import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.CommitCertificate;
import io.tetrarch.pbft.message.Committed;
import io.tetrarch.pbft.message.Digest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Executes what is committed, in order, as soon as the bodies are here. A commit certificate commits its header and with
 * it all ancestors.
 */
final class Execution {
    /** How a certified header hangs together with the last executed one. */
    private sealed interface Path {
        record Complete(List<Batch> batches) implements Path {}

        record Missing(Digest body) implements Path {}
    }

    private final ReplicaState state;
    private final Bodies bodies;
    private final Chain chain;
    private final RequestPool requests;
    private final Checkpoints checkpoints;

    /** Certificates above the executed sequence; at most one per sequence of the window. */
    private final TreeMap<Long, CommitCertificate> waiting = new TreeMap<>();

    /** Executed batches above the low watermark, and the certificates that committed them, for peers that lag. */
    private final TreeMap<Long, Batch> log = new TreeMap<>();

    private final TreeMap<Long, CommitCertificate> certificates = new TreeMap<>();

    Execution(ReplicaState state, Bodies bodies, Chain chain, RequestPool requests, Checkpoints checkpoints) {
        this.state = state;
        this.bodies = bodies;
        this.chain = chain;
        this.requests = requests;
        this.checkpoints = checkpoints;
    }

    void offer(CommitCertificate certificate) {
        if (certificate.sequence() > state.executed && state.isInWindow(certificate.sequence())) {
            waiting.putIfAbsent(certificate.sequence(), certificate);
        }
    }

    /** Executes up to the highest certificate whose ancestors are all here; true if anything was executed. */
    boolean run() {
        if (waiting.isEmpty()) {
            return false;
        }
        for (CommitCertificate certificate : waiting.descendingMap().values()) {
            switch (pathTo(new Link(certificate.sequence(), certificate.digest()))) {
                case Path.Missing missing -> {}
                case Path.Complete path -> {
                    execute(path.batches(), certificate);
                    state.out.add(new Effect.Execute(path.batches(), certificate));
                    state.out.persist(new Stored.Executed(path.batches(), certificate));
                    state.failedViews = 0;
                    return true;
                }
            }
        }
        return false;
    }

    private Path pathTo(Link certified) {
        Deque<Batch> batches = new ArrayDeque<>();
        Link at = certified;
        while (at.sequence() > state.executed) {
            Optional<Batch> batch = bodies.get(at.digest());
            if (batch.isEmpty()) {
                return new Path.Missing(at.digest());
            }
            batches.addFirst(batch.get());
            at = new Link(at.sequence() - 1, batch.get().header().parent());
        }
        if (!at.digest().equals(state.executedDigest)) {
            throw new BrokenInvariant(
                    Invariant.ONE_CHAIN,
                    "the committed batch " + certified.sequence() + " does not extend the executed batch "
                            + state.executed + ": more than f replicas are faulty");
        }
        return new Path.Complete(new ArrayList<>(batches));
    }

    private void execute(List<Batch> batches, CommitCertificate certificate) {
        for (Batch batch : batches) {
            if (state.closing) {
                throw new BrokenInvariant(
                        Invariant.EPOCH_END,
                        "batch " + batch.sequence() + " was committed on top of the epoch's last, " + state.executed
                                + ": more than f replicas are faulty");
            }
            state.service.execute(batch);
            state.closing = state.service.endsEpoch();
            state.executed = batch.sequence();
            state.executedDigest = batch.digest();
            LedgerTip ledger = state.service.ledger();
            if (ledger.size() != batch.header().ledgerSize()
                    || !ledger.root().equals(batch.header().ledgerRoot())) {
                throw new BrokenInvariant(
                        Invariant.LEDGER, "the ledger after batch " + batch.sequence() + " is not the certified one");
            }
            log.put(batch.sequence(), batch);
            requests.onExecuted(batch);
            checkpoints.onExecuted();
        }
        state.executedInView = certificate.commit().view();
        certificates.put(certificate.sequence(), certificate);
        waiting.headMap(state.executed, true).clear();
        chain.onExecuted(batches);
    }

    /** Batches that were executed before a restart. */
    void restore(Stored.Executed executed) {
        List<Batch> fresh = executed.batches().stream()
                .filter(batch -> batch.sequence() > state.executed)
                .toList();
        if (!fresh.isEmpty()) {
            fresh.forEach(bodies::put);
            execute(fresh, executed.certificate());
        }
    }

    /** A piece of the chain from a peer: certified by its last header, so only its links need checking. */
    Optional<Rejection> onCommitted(Committed committed) {
        CommitCertificate certificate = committed.certificate();
        List<Batch> batches = committed.batches();
        if (certificate.sequence() <= state.executed) {
            return Optional.of(Rejection.LATE);
        }
        if (!state.isInWindow(certificate.sequence())
                || batches.size() > state.configuration.limits().window()) {
            return Optional.of(Rejection.OUTSIDE_WINDOW);
        }
        Digest expected = certificate.digest();
        long sequence = certificate.sequence();
        for (Batch batch : batches.reversed()) {
            if (batch.sequence() != sequence || !batch.digest().equals(expected) || !batch.isWhole()) {
                return Optional.of(Rejection.BAD_BATCH);
            }
            expected = batch.header().parent();
            sequence--;
        }
        batches.forEach(bodies::put);
        offer(certificate);
        return Optional.empty();
    }

    /** The next body without which a committed batch, or the present view's chain, cannot be completed. */
    Optional<Digest> missingBody() {
        for (CommitCertificate certificate : waiting.descendingMap().values()) {
            if (pathTo(new Link(certificate.sequence(), certificate.digest())) instanceof Path.Missing missing) {
                return Optional.of(missing.body());
            }
        }
        return chain.ledger().isEmpty() && pathTo(chain.tip()) instanceof Path.Missing missing
                ? Optional.of(missing.body())
                : Optional.empty();
    }

    /** Sequences above the executed one that are known to be committed, the lowest first. */
    List<Long> certified() {
        return List.copyOf(waiting.keySet());
    }

    /**
     * What a peer that has executed up to {@code sequence} needs next, up to so many bytes; empty if there is nothing.
     *
     * @param stable the peer's low watermark: beyond the window above it the peer takes nothing
     */
    Optional<Committed> since(long sequence, long stable, int maxBytes) {
        Map.Entry<Long, CommitCertificate> end = certificates.higherEntry(sequence);
        if (end == null || !log.containsKey(sequence + 1)) {
            return Optional.empty();
        }
        Map.Entry<Long, CommitCertificate> further = end;
        long window = state.configuration.limits().window();
        while (further != null
                && further.getKey() - window <= stable
                && bytes(sequence, further.getKey()) <= maxBytes) {
            end = further;
            further = certificates.higherEntry(end.getKey());
        }
        return Optional.of(new Committed(
                new ArrayList<>(log.subMap(sequence, false, end.getKey(), true).values()), end.getValue()));
    }

    private long bytes(long above, long upTo) {
        return log.subMap(above, false, upTo, true).values().stream()
                .flatMap(batch -> batch.entries().stream())
                .mapToLong(Leader::sizeOf)
                .sum();
    }

    Optional<Batch> executedBatch(Digest digest) {
        return log.values().stream()
                .filter(batch -> batch.digest().equals(digest))
                .findFirst();
    }

    /** The state was replaced by the one at a later checkpoint. */
    void onInstalled() {
        log.clear();
        certificates.clear();
        waiting.headMap(state.executed, true).clear();
    }

    void discardUpTo(long sequence) {
        log.headMap(sequence, true).clear();
        certificates.headMap(sequence, true).clear();
    }

    /** Executed records above the low watermark, to be carried over a compaction. */
    List<Stored.Executed> records() {
        List<Stored.Executed> records = new ArrayList<>();
        long from = state.lowWatermark();
        for (Map.Entry<Long, CommitCertificate> each : certificates.entrySet()) {
            List<Batch> batches =
                    new ArrayList<>(log.subMap(from, false, each.getKey(), true).values());
            records.add(new Stored.Executed(batches, each.getValue()));
            from = each.getKey();
        }
        return records;
    }
}
