package io.tetrarch.cli.decide;

import io.tetrarch.client.Decision;
import io.tetrarch.node.observe.ClusterObserver;
import io.tetrarch.pbft.message.Commit;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.PrePrepare;
import io.tetrarch.pbft.message.Prepare;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.Slot;
import io.tetrarch.pbft.message.Verdict;
import io.tetrarch.pbft.message.Verdicts;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/** Writes down who sent which vote. The process decides one request and ends, so that nothing here grows. */
final class RoundRecorder implements ClusterObserver {
    /** How long the page waits for the replicas that the decision did not wait for. */
    private static final long PATIENCE_MILLIS = 100;

    private final Map<Digest, SortedMap<Integer, Verdict>> verdicts = new HashMap<>();
    private final Map<Slot, SortedSet<Integer>> proposed = new HashMap<>();
    private final Map<Slot, SortedSet<Integer>> prepared = new HashMap<>();
    private final Map<Slot, SortedSet<Integer>> committed = new HashMap<>();
    private Slot latestSlot = Slot.NONE;
    private Digest latestRequest = Digest.ZERO;

    @Override
    public synchronized void onSent(int replica, Signed<?> signed) {
        switch (signed.message()) {
            case Verdicts said ->
                said.verdicts().forEach(verdict -> {
                    latestRequest = verdict.request();
                    verdicts.computeIfAbsent(verdict.request(), unused -> new TreeMap<>())
                            .put(replica, verdict);
                    notifyAll();
                });
            case PrePrepare vote -> add(proposed, vote.slot(), replica);
            case Prepare vote -> add(prepared, vote.slot(), replica);
            case Commit vote -> add(committed, vote.slot(), replica);
            case Object other -> {}
        }
    }

    private void add(Map<Slot, SortedSet<Integer>> votes, Slot slot, int replica) {
        latestSlot = slot;
        votes.computeIfAbsent(slot, unused -> new TreeSet<>()).add(replica);
        notifyAll();
    }

    /** Waits a moment for the replicas that are not needed for the quorum, so that their votes and verdicts are told too. */
    synchronized void awaitCommits(Decision decision, int replicas) throws InterruptedException {
        Slot slot = new Slot(decision.view(), decision.sequence());
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
        Digest request = decision.request().digest();
        while (committed(slot).size() < replicas || verdicts(request).size() < replicas) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                return;
            }
            wait(left);
        }
    }

    synchronized Slot latestSlot() {
        return latestSlot;
    }

    synchronized SortedMap<Integer, Verdict> latestVerdicts() {
        return verdicts(latestRequest);
    }

    /** By replica; a copy. */
    synchronized SortedMap<Integer, Verdict> verdicts(Digest request) {
        return new TreeMap<>(verdicts.getOrDefault(request, new TreeMap<>()));
    }

    synchronized Round.Votes votes(Slot slot) {
        return new Round.Votes(proposed(slot), prepared(slot), committed(slot));
    }

    private SortedSet<Integer> proposed(Slot slot) {
        return new TreeSet<>(proposed.getOrDefault(slot, new TreeSet<>()));
    }

    /** The leader's pre-prepare stands for its prepare. */
    private SortedSet<Integer> prepared(Slot slot) {
        SortedSet<Integer> all = new TreeSet<>(prepared.getOrDefault(slot, new TreeSet<>()));
        all.addAll(proposed(slot));
        return all;
    }

    private SortedSet<Integer> committed(Slot slot) {
        return new TreeSet<>(committed.getOrDefault(slot, new TreeSet<>()));
    }
}
