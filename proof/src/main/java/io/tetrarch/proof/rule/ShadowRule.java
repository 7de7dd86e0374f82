package io.tetrarch.proof.rule;

import io.tetrarch.pbft.GroupSize;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Request;
import io.tetrarch.pbft.message.Verdict;
import io.tetrarch.pbft.message.VerdictVote;
import io.tetrarch.proof.receipt.Shadow;
import java.util.Optional;

/**
 * When a decision keeps nothing from running: its tier is in shadow mode, and f+1 replicas, so an honest one, found the
 * action to be of that tier and judged it. The tier is the client's word until then; without this a client could name a
 * tier in shadow mode for anything, and run it on the strength of being denied.
 *
 * <p>A pure function of the decision and the tier, the same for replicas, verifiers and executors.
 */
public final class ShadowRule {
    /**
     * How the judge's id begins in a verdict of a replica that found the action to be of a tier in shadow mode. What the
     * charter itself denies has no such mark, nor has what is said on behalf of a judge that failed or is late.
     */
    public static final String MARK = "shadow/";

    private ShadowRule() {}

    /** @param rule of the tier and the charter that the request names */
    public static Optional<Shadow> of(int replicas, TierRule rule, DecisionEntry decision) {
        Request request = decision.request().request();
        int weakQuorum = new GroupSize(replicas).weakQuorum();
        return rule.shadow()
                        && decision.verdicts().stream()
                                        .map(VerdictVote::verdict)
                                        .filter(verdict -> finds(request, verdict))
                                        .count()
                                >= weakQuorum
                ? Optional.of(new Shadow(request.terms().tier(), decision.outcome()))
                : Optional.empty();
    }

    private static boolean finds(Request request, Verdict verdict) {
        return verdict.judge().startsWith(MARK)
                && verdict.charterVersion() == request.terms().charterVersion()
                && verdict.request().equals(request.digest());
    }
}
