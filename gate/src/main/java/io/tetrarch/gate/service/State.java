package io.tetrarch.gate.service;

import io.tetrarch.crypto.tree.Frontier;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Evidence;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The replicated state: all that a snapshot holds and a checkpoint's root commits to. Bounded by the group: one window
 * per client and one record per replica, and a frontier of at most 64 hashes.
 */
final class State {
    final SortedMap<Long, CharterRules> charters = new TreeMap<>();
    final SortedMap<Digest, ReplayWindow> windows = new TreeMap<>();
    final SortedMap<Integer, EvidenceRecord> evidence = new TreeMap<>();
    long sequence;
    Frontier ledger = Frontier.EMPTY;

    ReplayWindow window(Digest client) {
        return windows.computeIfAbsent(client, unused -> new ReplayWindow());
    }

    EvidenceRecord record(int replica) {
        return evidence.computeIfAbsent(replica, unused -> new EvidenceRecord());
    }

    boolean isRecorded(Evidence.Slot slot) {
        EvidenceRecord record = evidence.get(slot.replica());
        return record != null && record.contains(slot);
    }
}
