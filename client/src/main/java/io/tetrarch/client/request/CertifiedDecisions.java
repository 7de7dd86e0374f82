package io.tetrarch.client.request;

import io.tetrarch.client.DecidedEntry;
import io.tetrarch.pbft.message.DecisionEntry;
import java.util.Collections;
import java.util.SortedMap;

/**
 * Decisions that a client has checked: a quorum's good signatures are on one header, whose ledger holds all of them.
 *
 * @param byIndex in the ledger
 * @param certified what proves each of them
 */
public record CertifiedDecisions(SortedMap<Long, DecisionEntry> byIndex, DecidedEntry.Certified certified) {
    public CertifiedDecisions {
        byIndex = Collections.unmodifiableSortedMap(byIndex);
    }

    DecidedEntry decided(long index, DecisionEntry entry, long elapsedNanos) {
        return new DecidedEntry(entry, index, certified, elapsedNanos);
    }
}
