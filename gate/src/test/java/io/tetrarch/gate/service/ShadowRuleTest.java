package io.tetrarch.gate.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.gate.audit.ShadowCounts;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.InclusionPath;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.Request;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Terms;
import io.tetrarch.pbft.message.Verdict;
import io.tetrarch.pbft.message.VerdictVote;
import io.tetrarch.proof.group.Groups;
import io.tetrarch.proof.receipt.Shadow;
import io.tetrarch.proof.rule.CharterRules;
import io.tetrarch.proof.rule.CharterVersion;
import io.tetrarch.proof.rule.Membership;
import io.tetrarch.proof.rule.ShadowRule;
import io.tetrarch.proof.rule.TierRule;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** When a decision in shadow mode keeps nothing from running. */
class ShadowRuleTest {
    private static final TierRule SHADOW = new TierRule(3, new TreeSet<>(), true);
    private static final String MARKED = ShadowRule.MARK + "analytical@00";
    private static final Terms TERMS = new Terms("runner", "trial", 7);
    private static final Bytes ACTION =
            Bytes.wrap("{\"kind\":\"shell\",\"command\":\"ls\"}".getBytes(StandardCharsets.UTF_8));

    @Test
    void aDenialThatAWeakQuorumFoundToBeOfTheTierRuns() {
        assertThat(ShadowRule.of(4, SHADOW, decision(1, Outcome.DENIED, MARKED, MARKED)))
                .contains(new Shadow("trial", Outcome.DENIED));
        assertThat(ShadowRule.of(4, SHADOW, decision(1, Outcome.EXPIRED, MARKED, MARKED)))
                .isPresent();
    }

    /** One replica may lie: it alone must not be enough to run what the others say is of another tier. */
    @Test
    void oneReplicaAloneDoesNotMakeItOfTheTier() {
        assertThat(ShadowRule.of(
                        4, SHADOW, decision(1, Outcome.DENIED, MARKED, "built-in/charter", "built-in/charter")))
                .isEmpty();
        assertThat(ShadowRule.of(7, SHADOW, decision(1, Outcome.DENIED, MARKED, MARKED)))
                .isEmpty();
    }

    @Test
    void verdictsOnAnotherRequestOrUnderAnotherCharterDoNotCount() {
        Request other = Fixture.request(9);
        Request request = request(1);
        DecisionEntry decision = new DecisionEntry(
                new SignedRequest(request, Bytes.copyOf(new byte[64]), ACTION),
                Outcome.DENIED,
                List.of(
                        vote(0, new Verdict(other.digest(), Answer.DENY, MARKED, 7, "code", "why")),
                        vote(1, new Verdict(request.digest(), Answer.DENY, MARKED, 6, "code", "why")),
                        vote(2, new Verdict(request.digest(), Answer.DENY, MARKED, 7, "code", "why"))));
        assertThat(ShadowRule.of(4, SHADOW, decision)).isEmpty();
    }

    @Test
    void aTierThatIsEnforcedHasNoShadowWhateverReplicasSay() {
        assertThat(ShadowRule.of(4, TierRule.of(3), decision(1, Outcome.DENIED, MARKED, MARKED, MARKED)))
                .isEmpty();
    }

    @Test
    void theStateExpectsARunOfWhatMayRun() {
        DecisionService service = service();
        Fixture.execute(
                service,
                decision(1, Outcome.DENIED, MARKED, MARKED),
                decision(2, Outcome.DENIED, MARKED, "built-in/charter"));
        assertThat(service.runsWithoutReceipt())
                .extracting(run -> run.request().number())
                .containsExactly(1L);
        DecisionService copy = service();
        copy.restore(service.snapshot());
        assertThat(copy.snapshot()).isEqualTo(service.snapshot());
    }

    @Test
    void countsSayWhatWouldHaveBeen() {
        ShadowCounts counts = new ShadowCounts(founding(), 4);
        assertThat(counts.byTier())
                .containsExactlyEntriesOf(
                        Map.of("trial", Map.of(Outcome.APPROVED, 0L, Outcome.DENIED, 0L, Outcome.EXPIRED, 0L)));
        counts.add(decision(1, Outcome.DENIED, MARKED, MARKED));
        counts.add(decision(2, Outcome.EXPIRED));
        counts.add(decision(3, Outcome.APPROVED, MARKED));
        counts.add(decision(4, Outcome.APPROVED, MARKED));
        counts.add(Fixture.decision(5));
        counts.add(Fixture.evidence(1, Fixture.request(6)));
        assertThat(counts.byTier())
                .containsExactlyEntriesOf(
                        Map.of("trial", Map.of(Outcome.APPROVED, 2L, Outcome.DENIED, 1L, Outcome.EXPIRED, 1L)));
    }

    private static CharterVersion founding() {
        return CharterVersion.founding(
                new CharterRules(7, new TreeMap<>(Map.of("trial", SHADOW, "standard", TierRule.of(3)))),
                Fixture.hash("charter"));
    }

    private static DecisionService service() {
        Membership membership = new Membership(
                Fixture.DOMAIN,
                4,
                new TreeSet<>(List.of(Fixture.CLIENT)),
                new TreeSet<>(List.of("runner")),
                86_400_000,
                1);
        return new DecisionService(membership, founding(), Groups.SCHEME);
    }

    private static Request request(long number) {
        return Fixture.request(number, TERMS, Fixture.VALID);
    }

    private static DecisionEntry decision(long number, Outcome outcome, String... judges) {
        Request request = request(number);
        List<VerdictVote> votes = new ArrayList<>();
        for (String judge : judges) {
            votes.add(vote(votes.size(), new Verdict(request.digest(), Answer.DENY, judge, 7, "code", "why")));
        }
        return new DecisionEntry(new SignedRequest(request, Bytes.copyOf(new byte[64]), ACTION), outcome, votes);
    }

    private static VerdictVote vote(int replica, Verdict verdict) {
        return new VerdictVote(replica, verdict, new InclusionPath(0, 1, List.of()), Bytes.copyOf(new byte[64]));
    }
}
