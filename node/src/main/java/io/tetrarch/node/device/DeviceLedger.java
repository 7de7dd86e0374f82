package io.tetrarch.node.device;

import io.tetrarch.gate.service.ChangeDevice;
import io.tetrarch.gate.service.DeviceTable;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Domain;

/** What the group says of its devices, and how it is asked to change them. For any number of threads. */
public interface DeviceLedger {
    /** As f+1 replicas at least have executed it, so that an honest one is among them. */
    DeviceTable table();

    /** Of the present epoch. */
    Domain domain();

    /**
     * Asks in the tier of changes that say who agrees, and waits until {@link #table} tells of what was decided, but not
     * for ever.
     *
     * @throws DeviceRefused if the group does not decide it
     */
    Decided decide(ChangeDevice change) throws DeviceRefused, InterruptedException;

    /**
     * What the group decided.
     *
     * @param index of the entry in the ledger, from 0
     */
    record Decided(DecisionEntry entry, long index) {}
}
