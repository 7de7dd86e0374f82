package io.tetrarch.node.device;

import io.tetrarch.gate.service.ChangeDevice;
import io.tetrarch.gate.service.DeviceTable;
import io.tetrarch.node.client.DecidedEntry;
import io.tetrarch.pbft.message.Domain;
import java.util.concurrent.CompletableFuture;

/** What the group says of its devices, and how it is asked to change them. For any number of threads. */
public interface DeviceLedger {
    /** As f+1 replicas at least have executed it, so that an honest one is among them. */
    DeviceTable table();

    /** Of the present epoch. */
    Domain domain();

    /** Asks in the tier of changes that say who agrees. Fails with {@link io.tetrarch.node.client.UndecidedException} alone. */
    CompletableFuture<DecidedEntry> decide(ChangeDevice change);

    /** Waits until {@link #table} tells of what was decided, but not for ever. */
    void awaitExecuted(DecidedEntry decided) throws InterruptedException;
}
