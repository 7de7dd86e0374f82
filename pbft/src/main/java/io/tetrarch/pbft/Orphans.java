package io.tetrarch.pbft;

import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.VerdictVote;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Verdicts on requests that have not arrived here yet. Bound: so many per sender, its oldest given up first, so that a
 * flood by one crowds out no other.
 */
final class Orphans {
    private final int boundPerReplica;
    private final List<TreeMap<Digest, VerdictVote>> bySender = new ArrayList<>();
    private final List<ArrayDeque<Digest>> inOrder = new ArrayList<>();

    /** The requests that were wanted at the last tick already: those are fetched, the others may be on their way. */
    private final TreeMap<Digest, Integer> ticksWaited = new TreeMap<>();

    Orphans(int replicas, int boundPerReplica) {
        this.boundPerReplica = boundPerReplica;
        for (int i = 0; i < replicas; i++) {
            bySender.add(new TreeMap<>());
            inOrder.add(new ArrayDeque<>());
        }
    }

    void add(VerdictVote vote) {
        Digest request = vote.verdict().request();
        TreeMap<Digest, VerdictVote> held = bySender.get(vote.replica());
        ArrayDeque<Digest> order = inOrder.get(vote.replica());
        if (held.putIfAbsent(request, vote) == null) {
            order.addLast(request);
            if (order.size() > boundPerReplica) {
                held.remove(order.removeFirst());
            }
        }
    }

    /** How many replicas gave a verdict on this request. */
    int count(Digest request) {
        return (int) bySender.stream().filter(held -> held.containsKey(request)).count();
    }

    /** Takes out the verdicts on a request, in order of their replicas. */
    List<VerdictVote> claim(Digest request) {
        List<VerdictVote> claimed = new ArrayList<>();
        for (int sender = 0; sender < bySender.size(); sender++) {
            VerdictVote vote = bySender.get(sender).remove(request);
            if (vote != null) {
                inOrder.get(sender).remove(request);
                claimed.add(vote);
            }
        }
        ticksWaited.remove(request);
        return claimed;
    }

    /**
     * At a tick: the requests that have been wanted since the last one, with a replica that must know each; so many of
     * each sender, so that the junk of one keeps no other's from being fetched. A request that nobody delivers in
     * {@code giveUpTicks} is forgotten.
     */
    Map<Digest, Integer> overdue(int atMostPerSender, int giveUpTicks) {
        Map<Digest, Integer> overdue = new TreeMap<>();
        TreeMap<Digest, Integer> waiting = new TreeMap<>();
        List<Digest> hopeless = new ArrayList<>();
        for (int sender = 0; sender < bySender.size(); sender++) {
            int taken = 0;
            for (Digest request : inOrder.get(sender)) {
                int waited = ticksWaited.getOrDefault(request, 0);
                if (waited >= giveUpTicks) {
                    hopeless.add(request);
                } else if (taken < atMostPerSender) {
                    taken++;
                    waiting.put(request, waited + 1);
                    if (waited > 0) {
                        overdue.putIfAbsent(request, sender);
                    }
                }
            }
        }
        hopeless.forEach(this::claim);
        ticksWaited.clear();
        ticksWaited.putAll(waiting);
        return overdue;
    }
}
