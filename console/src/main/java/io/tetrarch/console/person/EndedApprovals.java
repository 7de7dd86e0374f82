package io.tetrarch.console.person;

import io.tetrarch.node.device.Approvals;
import io.tetrarch.node.device.PendingApproval;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;

/** What waited for a person since the server runs and does so no more, the latest of it. For any number of threads. */
final class EndedApprovals implements Approvals.Watcher {
    private static final int KEPT = 256;

    private final LongSupplier wallMillis;
    private final Deque<Ended> latest = new ArrayDeque<>();

    /** @param change how it ended */
    record Ended(PendingApproval approval, Approvals.Change change, long endedMillis) {}

    EndedApprovals(LongSupplier wallMillis) {
        this.wallMillis = wallMillis;
    }

    @Override
    public synchronized void onChange(PendingApproval pending, Approvals.Change change) {
        if (change == Approvals.Change.WAITING) {
            return;
        }
        latest.addFirst(new Ended(pending, change, wallMillis.getAsLong()));
        if (latest.size() > KEPT) {
            latest.removeLast();
        }
    }

    synchronized List<Ended> latest() {
        return List.copyOf(latest);
    }
}
