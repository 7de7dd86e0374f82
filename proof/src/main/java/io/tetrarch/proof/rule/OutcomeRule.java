package io.tetrarch.proof.rule;

import io.tetrarch.pbft.GroupSize;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.Request;
import io.tetrarch.pbft.message.Verdict;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;

/** How verdicts settle a request: a pure function of the verdicts and the tier, the same for replicas and verifiers. */
public final class OutcomeRule {
    private OutcomeRule() {}

    /**
     * APPROVED once the tier's demand is met; DENIED once f+1 replicas deny, so that an honest one is among them, or
     * once the demand cannot be met even if every replica still silent approved. Never EXPIRED.
     *
     * <p>A replica's verdict on a request is its last word. So one that abstained, or judged by another charter than
     * the request names or with a judge that is not accepted, counts for neither side but will not approve either. Nor will a vacant seat, which has no say:
     * a tier that needs it is out of reach, and what is asked in it is DENIED at once instead of waiting for nobody.
     *
     * @param vacant seats that nobody has
     * @param judges that are accepted
     * @param verdicts by replica; those about another request are passed over
     */
    public static Optional<Outcome> settle(
            int replicas,
            SortedSet<Integer> vacant,
            TierRule tier,
            JudgePins judges,
            Request request,
            SortedMap<Integer, Verdict> verdicts) {
        int approvals = 0;
        int denials = 0;
        int given = 0;
        int namedApprovals = 0;
        boolean namedWithholds = tier.named().stream().anyMatch(seat -> vacant.contains(seat));
        for (Map.Entry<Integer, Verdict> each : verdicts.entrySet()) {
            Verdict verdict = each.getValue();
            if (!isReplica(each.getKey(), replicas)
                    || vacant.contains(each.getKey())
                    || !verdict.request().equals(request.digest())) {
                continue;
            }
            given++;
            boolean counts = verdict.charterVersion() == request.terms().charterVersion()
                    && judges.accepts(each.getKey(), verdict);
            boolean approves = counts && verdict.answer() == Answer.APPROVE;
            boolean named = tier.named().contains(each.getKey());
            approvals += approves ? 1 : 0;
            denials += counts && verdict.answer() == Answer.DENY ? 1 : 0;
            namedApprovals += named && approves ? 1 : 0;
            namedWithholds |= named && !approves;
        }
        if (approvals >= tier.approvals() && namedApprovals == tier.named().size()) {
            return Optional.of(Outcome.APPROVED);
        }
        int weakQuorum = new GroupSize(replicas).weakQuorum();
        boolean unreachable = approvals + (replicas - vacant.size() - given) < tier.approvals() || namedWithholds;
        return denials >= weakQuorum || unreachable ? Optional.of(Outcome.DENIED) : Optional.empty();
    }

    /** The same where all judges are accepted. */
    public static Optional<Outcome> settle(
            int replicas,
            SortedSet<Integer> vacant,
            TierRule tier,
            Request request,
            SortedMap<Integer, Verdict> verdicts) {
        return settle(replicas, vacant, tier, JudgePins.NONE, request, verdicts);
    }

    private static boolean isReplica(int index, int replicas) {
        return index >= 0 && index < replicas;
    }
}
