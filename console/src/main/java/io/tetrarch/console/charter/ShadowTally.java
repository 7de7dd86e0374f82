package io.tetrarch.console.charter;

import io.tetrarch.gate.audit.ShadowCounts;
import io.tetrarch.node.observe.Observatory;
import io.tetrarch.node.store.LedgerArchive;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.proof.group.Group;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What was decided in shadow mode, counted over the ledger as far as it is kept here. The ledger is gone through once, and
 * only when somebody asks.
 *
 * <p>For any number of threads.
 */
public final class ShadowTally {
    private final Observatory observatory;
    private final ReentrantLock lock = new ReentrantLock();
    private final ShadowCounts counts;
    private long next;

    public ShadowTally(Observatory observatory) {
        this.observatory = observatory;
        Group group = observatory.group(1);
        this.counts =
                new ShadowCounts(group.charter().founding(), group.replicas().size());
    }

    /** By tier and outcome; of tiers that are in shadow mode or were. */
    public SortedMap<String, Map<Outcome, Long>> byTier() throws IOException {
        lock.lock();
        try {
            LedgerArchive archive = observatory.ledger();
            while (next < archive.size()) {
                Optional<LedgerArchive.Piece> piece = archive.pieceWith(next);
                piece.ifPresent(found ->
                        found.batches().forEach(batch -> batch.entries().forEach(counts::add)));
                next = piece.map(LedgerArchive.Piece::endIndex).orElse(next + 1);
            }
            SortedMap<String, Map<Outcome, Long>> copy = new TreeMap<>();
            counts.byTier().forEach((tier, outcomes) -> copy.put(tier, Map.copyOf(outcomes)));
            return copy;
        } finally {
            lock.unlock();
        }
    }
}
