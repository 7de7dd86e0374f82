package io.tetrarch.gate.service;

import io.tetrarch.json.JsonRejected;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Encoder;
import io.tetrarch.pbft.message.EvidenceEntry;
import io.tetrarch.proof.group.Roster;
import io.tetrarch.proof.ledger.CanonicalReader;
import io.tetrarch.proof.rule.SystemKind;

/** The seating as it changes: once in an epoch, which that ends. */
final class Seats implements Part {
    private final long epoch;
    private final Roster roster;
    private Seating seating;

    /** @param epoch in which entries are executed here */
    Seats(long epoch, Roster roster) {
        this.epoch = epoch;
        this.roster = roster;
        this.seating = Seating.of(epoch, roster);
    }

    @Override
    public String name() {
        return "seats";
    }

    Seating seating() {
        return seating;
    }

    /** Whether a change has taken effect that begins the next epoch. */
    boolean endEpoch() {
        return seating.epoch() > epoch;
    }

    @Override
    public boolean apply(Applied applied) {
        return switch (applied.entry()) {
            case DecisionEntry decision ->
                SystemKind.CHANGE_MEMBERSHIP.isApprovedBy(decision) && !endEpoch() && change(decision);
            case EvidenceEntry evidence -> false;
        };
    }

    private boolean change(DecisionEntry decision) {
        try {
            ChangeMembership change = ChangeMembership.read(decision.request().action());
            if (seating.objection(change, roster).isPresent()) {
                return false;
            }
            seating = seating.after(change, roster);
            return true;
        } catch (JsonRejected malformed) {
            return false;
        }
    }

    @Override
    public void encode(Encoder to) {
        seating.encode(to);
    }

    @Override
    public void decode(CanonicalReader from) {
        seating = Seating.decode(from);
        if (seating.keys().size() != roster.seats().size()) {
            throw new IllegalArgumentException("expected the keys of "
                    + roster.seats().size() + " seats, found " + seating.keys().size());
        }
    }

    @Override
    public long mostBytes(int clients, int replicas) {
        return Seating.mostBytes(replicas);
    }
}
