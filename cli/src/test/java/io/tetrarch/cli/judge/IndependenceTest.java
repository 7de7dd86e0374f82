package io.tetrarch.cli.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tetrarch.cli.judge.Independence.Interval;
import io.tetrarch.cli.judge.Independence.Outcome;
import io.tetrarch.cli.judge.Independence.Pair;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each figure is worked out by hand beside it. */
final class IndependenceTest {

    private static final List<String> TWO = List.of("a", "b");

    /** 40 cases of which a errs on the first 20 and b on 20 from {@code shift} on, each case a group of its own. */
    private static List<Outcome> two(int shift) {
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            boolean b = i >= shift && i < shift + 20;
            outcomes.add(new Outcome("g" + i, List.of(i < 20, b), i < 20 && b));
        }
        return outcomes;
    }

    private static double effective(List<String> judges, List<Outcome> outcomes) {
        return Independence.of(judges, outcomes).effective().orElseThrow().value();
    }

    @Test
    void judgesThatErrTogetherAreOneVoteAndThoseThatErrAsChanceHasItAreTwo() {
        // both 20: (40 * 20 - 20 * 20) / (20 * 20) = 1, and 4 / (2 + 2) = 1
        assertThat(effective(TWO, two(0))).isEqualTo(1);
        // both 10: (40 * 10 - 400) / 400 = 0, and 4 / 2 = 2
        assertThat(effective(TWO, two(10))).isEqualTo(2);
        // both 15: (40 * 15 - 400) / 400 = 0.5, and 4 / (2 + 2 * 0.5) = 4 / 3
        assertThat(effective(TWO, two(5))).isCloseTo(4.0 / 3, within(1e-12));
        assertThat(Independence.of(TWO, two(5)).pairs()).containsExactly(new Pair("a", "b", 0.5));
    }

    @Test
    void errorsThatExcludeEachOtherAreShownAndDoNotCountAsMoreThanIndependence() {
        // both 0: (0 - 400) / 400 = -1
        assertThat(Independence.of(TWO, two(20)).pairs()).containsExactly(new Pair("a", "b", -1));
        assertThat(effective(TWO, two(20))).isEqualTo(2);
    }

    @Test
    void aPairWithFewerThanTenErrorsIsLeftOutAndCounted() {
        List<Outcome> outcomes = new ArrayList<>();
        for (Outcome outcome : two(5)) {
            boolean third = outcomes.size() < 9;
            outcomes.add(new Outcome(
                    outcome.group(),
                    List.of(outcome.errors().get(0), outcome.errors().get(1), third),
                    third));
        }

        Independence found = Independence.of(List.of("a", "b", "c"), outcomes);

        assertThat(found.pairs()).containsExactly(new Pair("a", "b", 0.5));
        assertThat(found.undetermined()).isEqualTo(2);
        // the one that is determined stands for all three: 9 / (3 + 6 * 0.5) = 1.5
        assertThat(found.effective().orElseThrow().value()).isCloseTo(1.5, within(1e-12));
        // c errs on 0 to 8 and b from 5 on: all three on 5 to 8
        assertThat(found.unanimousMisses()).isEqualTo(4);
        assertThat(found.misses()).isEqualTo(9);
    }

    @Test
    void withoutAPairThatIsDeterminedNothingIsSaid() {
        Independence found = Independence.of(TWO, two(5).subList(0, 9));

        assertThat(found.effective()).isEmpty();
        assertThat(found.undetermined()).isEqualTo(1);
    }

    @Test
    void theIntervalHoldsTheFigureAndIsTheSameEachTime() {
        Interval first = Independence.of(TWO, two(5)).effective().orElseThrow();

        assertThat(first.low()).isLessThan(first.value()).isGreaterThanOrEqualTo(1);
        assertThat(first.high()).isGreaterThan(first.value()).isLessThanOrEqualTo(2);
        assertThat(Independence.of(TWO, two(5)).effective()).contains(first);
    }

    @Test
    void whatIsAlikeInEveryGroupLeavesNothingToChance() {
        List<Outcome> alike = new ArrayList<>();
        for (int group = 0; group < 6; group++) {
            String name = "g" + group;
            two(5).forEach(outcome -> alike.add(new Outcome(name, outcome.errors(), outcome.missed())));
        }

        Interval interval = Independence.of(TWO, alike).effective().orElseThrow();

        assertThat(interval.low()).isEqualTo(interval.value());
        assertThat(interval.high()).isEqualTo(interval.value());
    }
}
