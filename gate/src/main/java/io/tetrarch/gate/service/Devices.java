package io.tetrarch.gate.service;

import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Encoder;
import io.tetrarch.pbft.message.EvidenceEntry;
import io.tetrarch.proof.group.Roster;
import io.tetrarch.proof.ledger.CanonicalReader;
import io.tetrarch.proof.rule.SystemKind;

/** The devices as they change. */
final class Devices implements Part {
    static final String NAME = "devices";

    private final Roster roster;
    private final SignatureScheme scheme;
    private DeviceTable table = DeviceTable.EMPTY;

    Devices(Roster roster, SignatureScheme scheme) {
        this.roster = roster;
        this.scheme = scheme;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean isLeftOut() {
        return table.isNew();
    }

    DeviceTable table() {
        return table;
    }

    @Override
    public boolean apply(Applied applied) {
        return switch (applied.entry()) {
            case DecisionEntry decision ->
                SystemKind.CHANGE_DEVICE.isApprovedBy(decision) && change(decision, applied.index());
            case EvidenceEntry evidence -> false;
        };
    }

    /** Checked once more: what came before it in the same batch may have changed what it was checked against. */
    private boolean change(DecisionEntry decision, long index) {
        if (ChangeDeviceCheck.objection(decision.request(), table, roster, scheme)
                .isPresent()) {
            return false;
        }
        try {
            ChangeDevice change = ChangeDevice.read(decision.request().action());
            table = table.after(change, decision.request().request().validity().notBeforeMillis(), index);
            return true;
        } catch (JsonRejected malformed) {
            return false;
        }
    }

    @Override
    public void encode(Encoder to) {
        table.encode(to);
    }

    @Override
    public void decode(CanonicalReader from) {
        table = DeviceTable.decode(from);
        if (table.isNew()) {
            throw new IllegalArgumentException("expected devices that were changed: others are not written");
        }
    }

    @Override
    public long mostBytes(int clients, int replicas) {
        return DeviceTable.mostBytes();
    }
}
