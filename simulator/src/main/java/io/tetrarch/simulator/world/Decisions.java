package io.tetrarch.simulator.world;

import io.tetrarch.pbft.Effect;
import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Entry;
import io.tetrarch.pbft.message.EvidenceEntry;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.RequestId;
import java.util.Optional;
import java.util.TreeMap;

/** What honest replicas have decided, as their clients learn it: one reply is enough. */
public final class Decisions {
    private final TreeMap<RequestId, Outcome> outcomes = new TreeMap<>();
    private long highest;

    /** The highest sequence that was executed anywhere. */
    long highest() {
        return highest;
    }

    /** @return how many of them are news */
    int add(Effect.Execute execute) {
        int before = outcomes.size();
        for (Batch batch : execute.batches()) {
            highest = Math.max(highest, batch.sequence());
            for (Entry entry : batch.entries()) {
                switch (entry) {
                    case DecisionEntry decision ->
                        outcomes.putIfAbsent(decision.request().id(), decision.outcome());
                    case EvidenceEntry ignored -> {}
                }
            }
        }
        return outcomes.size() - before;
    }

    public Optional<Outcome> of(RequestId id) {
        return Optional.ofNullable(outcomes.get(id));
    }
}
