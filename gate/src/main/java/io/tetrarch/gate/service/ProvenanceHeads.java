package io.tetrarch.gate.service;

import io.tetrarch.gate.provenance.ResolveFork;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Encoder;
import io.tetrarch.pbft.message.EvidenceEntry;
import io.tetrarch.proof.ledger.CanonicalReader;
import io.tetrarch.proof.rule.SystemKind;

/** The audit trails of which forks were decided. */
final class ProvenanceHeads implements Part {
    private Trails trails = Trails.EMPTY;

    @Override
    public String name() {
        return "trails";
    }

    Trails trails() {
        return trails;
    }

    @Override
    public boolean apply(Applied applied) {
        return switch (applied.entry()) {
            case DecisionEntry decision ->
                SystemKind.RESOLVE_FORK.isApprovedBy(decision) && resolve(decision, applied.index());
            case EvidenceEntry evidence -> false;
        };
    }

    private boolean resolve(DecisionEntry decision, long index) {
        try {
            trails = trails.after(ResolveFork.read(decision.request().action()), index);
            return true;
        } catch (JsonRejected malformed) {
            return false;
        }
    }

    @Override
    public void encode(Encoder to) {
        trails.encode(to);
    }

    @Override
    public void decode(CanonicalReader from) {
        trails = Trails.decode(from);
    }

    @Override
    public long mostBytes(int clients, int replicas) {
        return Trails.mostBytes();
    }
}
