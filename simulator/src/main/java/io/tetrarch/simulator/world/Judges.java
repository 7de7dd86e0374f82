package io.tetrarch.simulator.world;

import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Verdict;
import io.tetrarch.proof.rule.WithdrawRequest;
import io.tetrarch.simulator.random.Randomness;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The honest replicas' judges. Of most requests all approve; of some all deny, or each judge thinks for itself. A judge
 * that hangs is cut off and abstains. A judge that is asked again, after a restart, may answer otherwise: that the first
 * answer stands is the replica's business.
 */
final class Judges {
    /** Whoever approves requests of this tier is a person at every second seat, who takes long or never answers. */
    static final String PERSON = "person";

    private static final long HANGS_MILLIS = 1_200;
    private static final long NEVER_MILLIS = 1_000_000_000;
    private static final long LEAST_WAITED_MILLIS = 1_000;
    private static final long MOST_WAITED_MILLIS = 4_000;

    private final Faults faults;
    private final Profile profile;
    private final Randomness randomness;
    private final Map<Digest, List<Opinion>> agreed = new HashMap<>();

    Judges(Faults faults, Profile profile, Randomness randomness) {
        this.faults = faults;
        this.profile = profile;
        this.randomness = randomness;
    }

    /** Has the judges answer this request so, by replica. */
    void agreeOn(Digest request, List<Opinion> opinions) {
        agreed.put(request, List.copyOf(opinions));
    }

    /** Where the answers are agreed on, whoever denies is quick, so that all know of the denial. */
    long delayMillis(SignedRequest request, int replica, boolean healed) {
        if (request.request().terms().tier().equals(PERSON)) {
            long mood = Randomness.mix(
                    request.id().number() + request.request().actionHash().a());
            if (Math.floorMod(mood + replica, 2) == 0) {
                long waited = LEAST_WAITED_MILLIS
                        + Math.floorMod(Randomness.mix(mood), MOST_WAITED_MILLIS - LEAST_WAITED_MILLIS);
                return Math.floorMod(mood, 3) == 0 ? NEVER_MILLIS : waited;
            }
        }
        List<Opinion> opinions = agreed.get(request.digest());
        if (opinions != null) {
            return opinions.get(replica).answer() == Answer.DENY ? 1 : 5;
        }
        if (!healed && randomness.chance(profile.rate(FaultClass.JUDGE)) && faults.strikes(FaultClass.JUDGE)) {
            return randomness.chance(300) ? HANGS_MILLIS : randomness.between(100, HANGS_MILLIS - 100);
        }
        return 1L + randomness.below(8);
    }

    Verdict answer(SignedRequest request, int replica, long delayMillis, long wallMillis) {
        List<Opinion> opinions = agreed.get(request.digest());
        if (opinions != null) {
            return opinions.get(replica).on(request.digest());
        }
        if (WithdrawRequest.isOne(request)) {
            return verdict(request.digest(), replica, Answer.APPROVE, "withdrawal");
        }
        Answer answer = opinion(request.digest(), replica);
        String reason = "rule";
        if (delayMillis == HANGS_MILLIS) {
            answer = Answer.ABSTAIN;
            reason = "time-out";
        } else if (wallMillis + delayMillis > request.request().validity().deadlineMillis()) {
            answer = Answer.ABSTAIN;
            reason = "late";
        }
        return verdict(request.digest(), replica, answer, reason);
    }

    static Verdict verdict(Digest request, int replica, Answer answer, String reason) {
        return new Verdict(request, answer, "judge-" + replica, 1, reason, "");
    }

    private Answer opinion(Digest request, int replica) {
        long mood = Randomness.mix(request.b());
        int kind = (int) Math.floorMod(mood, 20L);
        if (kind < 13) {
            return Answer.APPROVE;
        }
        if (kind < 15) {
            return Answer.DENY;
        }
        if (kind < 16) {
            return randomness.chance(500) ? Answer.APPROVE : Answer.DENY;
        }
        long own = Math.floorMod(Randomness.mix(mood + replica + 1), 10L);
        return own < 6 ? Answer.APPROVE : own < 9 ? Answer.DENY : Answer.ABSTAIN;
    }
}
