package io.tetrarch.gate.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.Request;
import io.tetrarch.pbft.message.Terms;
import io.tetrarch.pbft.message.Verdict;
import io.tetrarch.proof.rule.CharterRules;
import io.tetrarch.proof.rule.OutcomeRule;
import io.tetrarch.proof.rule.TierRule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutcomeRuleTest {
    private static final TierRule NAMES_TWO = new TierRule(3, new TreeSet<>(List.of(2)));

    private final Request request = Fixture.request(1);

    /** One letter a replica: A approves, D denies, N abstains, o judges by another charter, '-' is silent. */
    @ParameterizedTest
    @CsvSource({
        "standard,----,",
        "standard,AA--,",
        "standard,AAA-,APPROVED",
        "standard,AAAD,APPROVED",
        "standard,AADA,APPROVED",
        "standard,D---,",
        "standard,DD--,DENIED",
        "standard,AADD,DENIED",
        "standard,AAD-,",
        "standard,A-N-,",
        "standard,NN--,DENIED",
        "standard,ND--,DENIED",
        "standard,AAND,DENIED",
        "standard,o---,",
        "standard,AAo-,",
        "standard,AAoA,APPROVED",
        "standard,AAoo,DENIED",
        "standard,oo--,DENIED",
        "unanimous,AAA-,",
        "unanimous,AAAA,APPROVED",
        "unanimous,D---,DENIED",
        "unanimous,N---,DENIED",
        "unanimous,AAAN,DENIED",
        "unanimous,o---,DENIED",
        "named,AA-A,",
        "named,AAA-,APPROVED",
        "named,--D-,DENIED",
        "named,AANA,DENIED",
        "named,--A-,",
        "named,D-A-,",
        "named,DAAA,APPROVED"
    })
    void verdictsSettleAnOutcome(String tier, String verdicts, Outcome expected) {
        assertThat(Fixture.service().settle(inTier(tier), verdicts(inTier(tier), verdicts)))
                .isEqualTo(Optional.ofNullable(expected));
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 7, 10, 13})
    void aQuorumApprovesAndAWeakQuorumDenies(int replicas) {
        int faulty = (replicas - 1) / 3;
        assertThat(settle(replicas, "A".repeat(2 * faulty) + "-".repeat(faulty + 1)))
                .isEmpty();
        assertThat(settle(replicas, "A".repeat(2 * faulty + 1) + "D".repeat(faulty)))
                .contains(Outcome.APPROVED);
        assertThat(settle(replicas, "D".repeat(faulty) + "-".repeat(2 * faulty + 1)))
                .isEmpty();
        assertThat(settle(replicas, "D".repeat(faulty + 1) + "-".repeat(2 * faulty)))
                .contains(Outcome.DENIED);
    }

    /** Once settled, no verdict that comes later changes the outcome. */
    @Test
    void anOutcomeStaysWhateverVerdictsFollow() {
        String letters = "ADNo-";
        for (int code = 0; code < 625; code++) {
            char[] given = new char[4];
            for (int i = 0, rest = code; i < 4; i++, rest /= 5) {
                given[i] = letters.charAt(rest % 5);
            }
            for (TierRule tier : List.of(TierRule.of(3), TierRule.of(4), NAMES_TWO)) {
                Optional<Outcome> all = settle(tier, given);
                for (int silenced = 0; silenced < 4; silenced++) {
                    char[] fewer = given.clone();
                    fewer[silenced] = '-';
                    settle(tier, fewer).ifPresent(earlier -> assertThat(all).contains(earlier));
                }
            }
        }
    }

    @Test
    void aVerdictOnAnotherRequestIsPassedOver() {
        SortedMap<Integer, Verdict> verdicts = verdicts(request, "AA--");
        verdicts.put(2, Fixture.verdict(Fixture.request(2), Answer.APPROVE));
        assertThat(Fixture.service().settle(request, verdicts)).isEmpty();
    }

    @Test
    void aVerdictOfNoReplicaIsPassedOver() {
        SortedMap<Integer, Verdict> verdicts = verdicts(request, "AA--");
        verdicts.put(4, Fixture.verdict(request, Answer.APPROVE));
        verdicts.put(-1, Fixture.verdict(request, Answer.APPROVE));
        assertThat(Fixture.service().settle(request, verdicts)).isEmpty();
    }

    @Test
    void anUnknownTierIsNeverSettled() {
        assertThat(Fixture.service().settle(inTier("none"), verdicts(inTier("none"), "AAAA")))
                .isEmpty();
    }

    @Test
    void aTierBelowTheQuorumIsRefused() {
        CharterRules charter = new CharterRules(1, new TreeMap<>(Map.of("weak", TierRule.of(2))));
        assertThatThrownBy(() -> charter.checkedFor(4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("tier weak: expected from 3 to 4 approvals, found 2");
    }

    @Test
    void aTierThatNamesNoReplicaOfTheGroupIsRefused() {
        CharterRules charter =
                new CharterRules(1, new TreeMap<>(Map.of("odd", new TierRule(3, new TreeSet<>(List.of(4))))));
        assertThatThrownBy(() -> charter.checkedFor(4)).hasMessageContaining("tier odd: expected replicas from 0 to 3");
    }

    private Optional<Outcome> settle(int replicas, String letters) {
        TierRule tier = TierRule.of(2 * ((replicas - 1) / 3) + 1);
        return OutcomeRule.settle(replicas, new TreeSet<>(), tier, request, verdicts(request, letters));
    }

    private Optional<Outcome> settle(TierRule tier, char[] letters) {
        return OutcomeRule.settle(4, new TreeSet<>(), tier, request, verdicts(request, new String(letters)));
    }

    private static Request inTier(String tier) {
        return Fixture.request(1, new Terms("runner", tier, 7), Fixture.VALID);
    }

    private static SortedMap<Integer, Verdict> verdicts(Request request, String letters) {
        SortedMap<Integer, Verdict> verdicts = new TreeMap<>();
        for (int replica = 0; replica < letters.length(); replica++) {
            switch (letters.charAt(replica)) {
                case 'A' -> verdicts.put(replica, Fixture.verdict(request, Answer.APPROVE));
                case 'D' -> verdicts.put(replica, Fixture.verdict(request, Answer.DENY));
                case 'N' -> verdicts.put(replica, Fixture.verdict(request, Answer.ABSTAIN));
                case 'o' -> verdicts.put(replica, Fixture.verdict(request, Answer.APPROVE, 8));
                default -> {}
            }
        }
        return verdicts;
    }
}
