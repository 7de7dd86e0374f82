package io.tetrarch.proof.rule;

import io.tetrarch.pbft.message.Encoder;
import io.tetrarch.proof.ledger.CanonicalReader;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a tier demands for APPROVED.
 *
 * @param approvals how many replicas must approve, from the quorum 2f+1 up to all n
 * @param named indexes of the replicas that must be among them
 * @param shadow decisions are made and recorded, and keep nothing from running
 */
public record TierRule(int approvals, SortedSet<Integer> named, boolean shadow) {
    public TierRule {
        named = Collections.unmodifiableSortedSet(new TreeSet<>(named));
    }

    /** A tier that is enforced. */
    public TierRule(int approvals, SortedSet<Integer> named) {
        this(approvals, named, false);
    }

    /** A tier that any {@code approvals} replicas satisfy. */
    public static TierRule of(int approvals) {
        return new TierRule(approvals, new TreeSet<>());
    }

    void encode(Encoder to) {
        to.u32(approvals).list(List.copyOf(named), Encoder::u32).u8(shadow ? 1 : 0);
    }

    static TierRule decode(CanonicalReader from) {
        int approvals = from.u32();
        return new TierRule(approvals, new TreeSet<>(from.list(4, CanonicalReader::u32)), from.bool());
    }
}
