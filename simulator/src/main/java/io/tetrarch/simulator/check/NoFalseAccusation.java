package io.tetrarch.simulator.check;

import io.tetrarch.pbft.Effect;
import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Entry;
import io.tetrarch.pbft.message.Evidence;
import io.tetrarch.pbft.message.EvidenceEntry;

/** S4: no honest replica is accused, in a report or on the ledger. */
public final class NoFalseAccusation implements Checker {
    private final Facts facts;
    private final Findings findings;

    public NoFalseAccusation(Facts facts, Findings findings) {
        this.facts = facts;
        this.findings = findings;
    }

    @Override
    public void reported(int replica, Evidence evidence) {
        check(replica, evidence);
    }

    @Override
    public void executed(int replica, Effect.Execute execute, long latestWallMillis) {
        for (Batch batch : execute.batches()) {
            for (Entry entry : batch.entries()) {
                switch (entry) {
                    case EvidenceEntry accusing -> check(replica, accusing.evidence());
                    case DecisionEntry ignored -> {}
                }
            }
        }
    }

    private void check(int replica, Evidence evidence) {
        if (facts.isHonest(evidence.slot().replica())) {
            findings.violated("S4", replica, "honest replica accused: " + evidence.slot());
        }
    }
}
