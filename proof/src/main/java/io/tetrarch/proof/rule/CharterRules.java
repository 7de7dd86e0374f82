package io.tetrarch.proof.rule;

import io.tetrarch.pbft.GroupSize;
import io.tetrarch.pbft.message.Encoder;
import io.tetrarch.proof.ledger.CanonicalReader;
import io.tetrarch.proof.receipt.Receipt;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The part of a charter that all replicas must agree on: what each tier demands. The policies behind the verdicts are
 * each replica's own.
 *
 * @param version of the charter
 * @param tiers by name
 * @param judges that are accepted with it
 */
public record CharterRules(long version, SortedMap<String, TierRule> tiers, JudgePins judges) {
    /** No version is that high, so that state and files of builds without pins read, and hash, as they did. */
    private static final long PINNED = Long.MIN_VALUE;

    public CharterRules {
        tiers = Collections.unmodifiableSortedMap(new TreeMap<>(tiers));
    }

    /** Without pinned judges. */
    public CharterRules(long version, SortedMap<String, TierRule> tiers) {
        this(version, tiers, JudgePins.NONE);
    }

    /** The same, with these judges accepted and no others. */
    public CharterRules with(JudgePins pins) {
        return new CharterRules(version, tiers, pins);
    }

    /**
     * Refuses rules that no group of {@code replicas} may have: a tier that asks for less than the quorum would let
     * Byzantine replicas approve with less than an honest majority, and one that asks for more than n never approves.
     *
     * @throws IllegalArgumentException naming the tier and what was expected
     */
    public CharterRules checkedFor(int replicas) {
        int quorum = new GroupSize(replicas).quorum();
        if (tiers.containsKey(Receipt.TIER)) {
            throw new IllegalArgumentException("tier " + Receipt.TIER
                    + ": expected another name, for this one is kept for " + "the receipts of executors");
        }
        if (tiers.containsKey(SystemKind.DEVICE_TIER)) {
            throw new IllegalArgumentException("tier " + SystemKind.DEVICE_TIER
                    + ": expected another name, for this one is kept for the changes of devices");
        }
        if (tiers.containsKey(WithdrawRequest.TIER)) {
            throw new IllegalArgumentException(
                    "tier " + WithdrawRequest.TIER + ": expected another name, for this one is kept for withdrawals");
        }
        tiers.forEach((name, rule) -> {
            if (rule.approvals() < quorum || rule.approvals() > replicas) {
                throw new IllegalArgumentException("tier " + name + ": expected from " + quorum + " to " + replicas
                        + " approvals, found " + rule.approvals());
            }
            if (!rule.named().isEmpty()
                    && (rule.named().first() < 0 || rule.named().last() >= replicas)) {
                throw new IllegalArgumentException(
                        "tier " + name + ": expected replicas from 0 to " + (replicas - 1) + ", found " + rule.named());
            }
        });
        judges.checkedFor(replicas);
        return this;
    }

    /** What the tier demands; the built-in ones are in every charter, and want a plain quorum. */
    public Optional<TierRule> tier(String name, int replicas) {
        return isBuiltIn(name)
                ? Optional.of(new TierRule(new GroupSize(replicas).quorum(), new TreeSet<>()))
                : Optional.ofNullable(tiers.get(name));
    }

    /** Whether a tier of this name is in every charter, and may be defined by none. */
    public static boolean isBuiltIn(String tier) {
        return tier.equals(Receipt.TIER) || tier.equals(SystemKind.DEVICE_TIER) || tier.equals(WithdrawRequest.TIER);
    }

    void encode(Encoder to) {
        to.u64(judges.isPinned() ? version | PINNED : version)
                .list(List.copyOf(tiers.entrySet()), CharterRules::encodeTier);
        if (judges.isPinned()) {
            judges.encode(to);
        }
    }

    static CharterRules decode(CanonicalReader from) {
        long version = from.u64();
        SortedMap<String, TierRule> tiers = new TreeMap<>();
        from.list(13, reader -> tiers.put(reader.string(), TierRule.decode(reader)));
        return version < 0
                ? new CharterRules(version & ~PINNED, tiers, JudgePins.decode(from))
                : new CharterRules(version, tiers);
    }

    private static void encodeTier(Encoder to, Map.Entry<String, TierRule> tier) {
        tier.getValue().encode(to.string(tier.getKey()));
    }
}
