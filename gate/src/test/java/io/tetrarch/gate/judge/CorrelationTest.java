package io.tetrarch.gate.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tetrarch.pbft.message.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CorrelationTest {

    @Test
    void copiesCountAsOneVote() {
        List<Map<String, Answer>> votes = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Answer answer = i % 2 == 0 ? Answer.APPROVE : Answer.DENY;
            votes.add(Map.of("a", answer, "b", answer, "c", answer, "d", answer));
        }
        assertThat(Correlation.of(votes).effective().orElseThrow()).isCloseTo(1.0, within(1e-9));
    }

    @Test
    void judgesThatVoteIndependentlyCountInFull() {
        List<Map<String, Answer>> votes = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            votes.add(Map.of("a", bit(i, 0), "b", bit(i, 1), "c", bit(i, 2), "d", bit(i, 3)));
        }
        Correlation correlation = Correlation.of(votes);
        assertThat(correlation.effective().orElseThrow()).isCloseTo(4.0, within(1e-9));
        assertThat(correlation.pairs()).hasSize(6).allMatch(pair -> pair.decisions() == 64);
    }

    @Test
    void twoCopiesAndTwoOthersAreThreeVotesLessAThird() {
        List<Map<String, Answer>> votes = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            votes.add(Map.of("a", bit(i, 0), "b", bit(i, 0), "c", bit(i, 1), "d", bit(i, 2)));
        }
        assertThat(Correlation.of(votes).effective().orElseThrow()).isCloseTo(16.0 / 6, within(1e-9));
    }

    @Test
    void aJudgeThatNeverChangesItsMindShowsNoIndependence() {
        List<Map<String, Answer>> votes = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            votes.add(Map.of("a", bit(i, 0), "b", Answer.APPROVE));
        }
        Correlation correlation = Correlation.of(votes);
        assertThat(correlation.pairs().getFirst().rho()).isEmpty();
        assertThat(correlation.effective().orElseThrow()).isCloseTo(1.0, within(1e-9));
    }

    @Test
    void ofTooFewDecisionsNothingIsSaid() {
        Correlation correlation = Correlation.of(List.of(Map.of("a", Answer.APPROVE, "b", Answer.DENY)));
        assertThat(correlation.effective()).isEmpty();
        assertThat(correlation.decisions()).isEqualTo(1);
    }

    private static Answer bit(int number, int bit) {
        return (number >> bit & 1) == 0 ? Answer.APPROVE : Answer.ABSTAIN;
    }
}
