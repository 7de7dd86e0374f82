package io.tetrarch.gate.service;

import io.tetrarch.json.JsonRejected;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Encoder;
import io.tetrarch.pbft.message.EvidenceEntry;
import io.tetrarch.proof.ledger.CanonicalReader;
import io.tetrarch.proof.rule.SystemKind;

/** The shared named state as it changes. */
final class NamedState implements Part {
    private NamedValues values = NamedValues.EMPTY;

    @Override
    public String name() {
        return "named-state";
    }

    NamedValues values() {
        return values;
    }

    @Override
    public boolean apply(Applied applied) {
        return switch (applied.entry()) {
            case DecisionEntry decision ->
                SystemKind.SET_STATE.isApprovedBy(decision) && set(decision, applied.index());
            case EvidenceEntry evidence -> false;
        };
    }

    private boolean set(DecisionEntry decision, long index) {
        try {
            values = values.after(SetState.read(decision.request().action()), index);
            return true;
        } catch (JsonRejected malformed) {
            return false;
        }
    }

    @Override
    public void encode(Encoder to) {
        values.encode(to);
    }

    @Override
    public void decode(CanonicalReader from) {
        values = NamedValues.decode(from);
    }

    @Override
    public long mostBytes(int clients, int replicas) {
        return NamedValues.mostBytes();
    }
}
