package io.tetrarch.console.ledger;

import io.tetrarch.gate.service.ChangeDevice;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Entry;
import io.tetrarch.pbft.message.EvidenceEntry;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.proof.rule.SystemKind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The latest decisions on changes of devices. For one thread at a time. */
public final class DeviceHistory {
    private static final int KEPT = 256;

    private final Deque<Event> latest = new ArrayDeque<>();

    /**
     * A decision on a change.
     *
     * @param index in the ledger
     * @param millis Unix time of the request
     * @param told in words
     */
    public record Event(long index, long millis, Outcome outcome, String told) {}

    DeviceHistory() {}

    void add(long index, Entry entry) {
        switch (entry) {
            case DecisionEntry decision -> add(index, decision);
            case EvidenceEntry evidence -> {}
        }
    }

    private void add(long index, DecisionEntry decision) {
        if (!SystemKind.of(decision.request().action()).equals(Optional.of(SystemKind.CHANGE_DEVICE))) {
            return;
        }
        try {
            latest.addFirst(new Event(
                    index,
                    decision.request().request().validity().notBeforeMillis(),
                    decision.outcome(),
                    ChangeDevice.read(decision.request().action()).told()));
        } catch (JsonRejected malformed) {
            return; // it was denied, and changed nothing
        }
        if (latest.size() > KEPT) {
            latest.removeLast();
        }
    }

    List<Event> latest() {
        return List.copyOf(latest);
    }
}
