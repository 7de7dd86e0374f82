package io.tetrarch.gate.group;

import io.tetrarch.gate.charter.Charter;
import io.tetrarch.gate.charter.Tier;
import io.tetrarch.gate.service.CharterRules;
import io.tetrarch.gate.service.CharterVersion;
import io.tetrarch.gate.service.TierRule;
import io.tetrarch.pbft.message.Digest;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The charter that a group has agreed to.
 *
 * @param digest of the whole charter, policies included
 * @param rules the part that says how verdicts settle an outcome, so that a proof verifies without the charter
 */
public record GroupCharter(Digest digest, CharterRules rules) {

    /**
     * What a charter means for a group of these replicas.
     *
     * @param replicas names, in the order of their indexes
     * @throws IllegalArgumentException if a tier demands the approval of a judge that is none of them
     */
    public static GroupCharter of(Charter charter, List<String> replicas) {
        int quorum = 2 * ((replicas.size() - 1) / 3) + 1;
        SortedMap<String, TierRule> rules = new TreeMap<>();
        for (Tier tier : charter.tiers()) {
            TreeSet<Integer> named = new TreeSet<>();
            tier.demand().judges().forEach(judge -> named.add(indexOf(judge, tier, replicas)));
            rules.put(
                    tier.name(),
                    new TierRule(tier.demand().approvalsNeeded(replicas.size(), quorum), named, tier.shadow()));
        }
        return new GroupCharter(charter.digest(), new CharterRules(charter.version(), rules));
    }

    /**
     * What a charter means for a group that is to agree to it.
     *
     * @throws IllegalArgumentException in one line, if the group could not go by it
     */
    public static GroupCharter agreed(Charter charter, Frame frame) {
        for (Tier tier : charter.tiers()) {
            if (tier.limits().deadlineMillis() > frame.requestLifeMillis()) {
                throw new IllegalArgumentException("tier " + tier.name() + ": expected a deadline of at most "
                        + frame.requestLifeMillis() + " ms, for so long this group lets requests live, found "
                        + tier.limits().deadlineMillis());
            }
        }
        GroupCharter agreed = of(charter, frame.replicas());
        agreed.rules().checkedFor(frame.replicas().size());
        return agreed;
    }

    /** The charter as a decision service begins with it. */
    public CharterVersion founding() {
        return CharterVersion.founding(rules, digest);
    }

    private static int indexOf(String judge, Tier tier, List<String> replicas) {
        int index = replicas.indexOf(judge);
        if (index < 0) {
            throw new IllegalArgumentException("tier " + tier.name() + ": expected judges among the replicas "
                    + String.join(", ", replicas) + ", found " + judge);
        }
        return index;
    }
}
