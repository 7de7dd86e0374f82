package io.tetrarch.simulator.check;

import io.tetrarch.pbft.Effect;
import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Entry;
import io.tetrarch.pbft.message.EvidenceEntry;
import io.tetrarch.pbft.message.RequestId;
import java.util.HashMap;
import java.util.Map;

/** S5: a request stands in at most one committed batch, and so does every request of the same client and number. */
public final class DecidedOnce implements Checker {
    private final Findings findings;
    private final Map<RequestId, Long> decidedAt = new HashMap<>();
    private long checkedUpTo;

    public DecidedOnce(Findings findings) {
        this.findings = findings;
    }

    @Override
    public void executed(int replica, Effect.Execute execute, long latestWallMillis) {
        for (Batch batch : execute.batches()) {
            if (batch.sequence() <= checkedUpTo) {
                continue;
            }
            checkedUpTo = batch.sequence();
            for (Entry entry : batch.entries()) {
                switch (entry) {
                    case DecisionEntry decision ->
                        decide(replica, decision.request().id(), batch.sequence());
                    case EvidenceEntry ignored -> {}
                }
            }
        }
    }

    @Override
    public void remembered(int replica, Effect.Execute execute, long latestWallMillis) {
        executed(replica, execute, latestWallMillis);
    }

    private void decide(int replica, RequestId id, long sequence) {
        Long before = decidedAt.putIfAbsent(id, sequence);
        if (before != null) {
            findings.violated("S5", replica, id + " is decided at " + before + " and again at " + sequence);
        }
    }
}
