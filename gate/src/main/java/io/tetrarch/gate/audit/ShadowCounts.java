package io.tetrarch.gate.audit;

import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Entry;
import io.tetrarch.pbft.message.EvidenceEntry;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.proof.rule.CharterBook;
import io.tetrarch.proof.rule.CharterVersion;
import io.tetrarch.proof.rule.TierRule;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was decided under tiers in shadow mode, as the ledger says: how often each outcome would have come to bear had the
 * tier been enforced. Is told of every entry of a ledger from its first. Not thread-safe.
 */
public final class ShadowCounts {
    private final int replicas;
    private final SortedMap<String, Map<Outcome, Long>> byTier = new TreeMap<>();
    private CharterBook book;

    /** @param founding the charter that the group began with */
    public ShadowCounts(CharterVersion founding, int replicas) {
        this.replicas = replicas;
        this.book = CharterBook.of(founding);
        begin(founding);
    }

    /** A tier in shadow mode is counted from the charter on that says so, from nothing. */
    private void begin(CharterVersion charter) {
        charter.rules().tiers().forEach((name, rule) -> {
            if (rule.shadow()) {
                byTier.computeIfAbsent(name, unused -> nothing());
            }
        });
    }

    private static Map<Outcome, Long> nothing() {
        Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
        for (Outcome outcome : Outcome.values()) {
            counts.put(outcome, 0L);
        }
        return counts;
    }

    /** The next entry of the ledger. */
    public void add(Entry entry) {
        switch (entry) {
            case DecisionEntry decision -> add(decision);
            case EvidenceEntry evidence -> {}
        }
    }

    private void add(DecisionEntry decision) {
        if (book.tier(decision.request().request(), replicas)
                .map(TierRule::shadow)
                .orElse(false)) {
            byTier.computeIfAbsent(decision.request().request().terms().tier(), unused -> nothing())
                    .merge(decision.outcome(), 1L, Long::sum);
        }
        book = book.after(decision, replicas);
        begin(book.current());
    }

    /** By the name of a tier that is in shadow mode or was, and by outcome; every outcome is there. */
    public SortedMap<String, Map<Outcome, Long>> byTier() {
        return Collections.unmodifiableSortedMap(byTier);
    }
}
