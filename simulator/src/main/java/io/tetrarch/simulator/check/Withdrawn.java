package io.tetrarch.simulator.check;

import io.tetrarch.pbft.Effect;
import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Entry;
import io.tetrarch.pbft.message.EvidenceEntry;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.proof.rule.WithdrawRequest;
import java.util.HashMap;
import java.util.Map;

/**
 * S9: what was withdrawn is not approved, neither before nor after, by any replica and under any digest: a request that
 * was open at an epoch's end has another one in the next.
 */
public final class Withdrawn implements Checker {
    private final Findings findings;
    private final Map<RequestId, Digest> withdrawn = new HashMap<>();
    private final Map<RequestId, Digest> approved = new HashMap<>();

    public Withdrawn(Findings findings) {
        this.findings = findings;
    }

    @Override
    public void executed(int replica, Effect.Execute execute, long latestWallMillis) {
        for (Batch batch : execute.batches()) {
            for (Entry entry : batch.entries()) {
                switch (entry) {
                    case DecisionEntry decision -> note(replica, decision);
                    case EvidenceEntry ignored -> {}
                }
            }
        }
    }

    @Override
    public void remembered(int replica, Effect.Execute execute, long latestWallMillis) {
        executed(replica, execute, latestWallMillis);
    }

    private void note(int replica, DecisionEntry decision) {
        RequestId id = decision.request().id();
        if (WithdrawRequest.isOne(decision.request())) {
            withdrawn.put(id, decision.request().digest());
        } else if (decision.outcome() == Outcome.APPROVED) {
            approved.put(id, decision.request().digest());
        }
        if (withdrawn.containsKey(id) && approved.containsKey(id)) {
            findings.violated("S9", replica, id + " is withdrawn and approved");
        }
    }

    /** How many were withdrawn. */
    public int count() {
        return withdrawn.size();
    }
}
