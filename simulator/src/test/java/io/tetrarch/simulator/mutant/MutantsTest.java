package io.tetrarch.simulator.mutant;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.simulator.mutant.Lab.Finding;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the simulator sees for itself: the core's own invariants are not asked. Each mutant meets the seed that is known to
 * kill it; one whose seed does not do so any more, the seeds of its suite. All of them from the start: {@link MutantsRun}.
 */
class MutantsTest {
    private static final int SEEDS = 600;
    private static final long NO_LIMIT = Long.MAX_VALUE / 1_000_000;

    static List<Mutant> killable() {
        return Mutants.all().stream()
                .filter(mutant -> mutant.equivalent().isEmpty())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("killable")
    void isKilled(Mutant mutant) throws Exception {
        OptionalLong seed = Seeds.known().getOrDefault(mutant.name(), OptionalLong.empty());
        Optional<Finding> found = Lab.hunt(Mutants.unchecked(mutant), seed.orElse(1), 1, NO_LIMIT);
        if (found.isEmpty()) {
            found = Lab.hunt(Mutants.unchecked(mutant), 1, SEEDS, NO_LIMIT);
        }
        assertThat(found)
                .as("what killed: %s; -Pmutants looks further", mutant.name())
                .isPresent();
    }

    @Test
    void everyMutantHasASeedAndEveryRuleOfTheArgumentTwoMutants() throws IOException {
        List<Mutant> killable = killable();
        assertThat(killable).hasSizeGreaterThanOrEqualTo(70);
        assertThat(Mutants.all()).extracting(Mutant::name).doesNotHaveDuplicates();
        assertThat(Seeds.known().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        killable.stream().map(Mutant::name).toList());
        Map<Rule, Long> counts = killable.stream().collect(Collectors.groupingBy(Mutant::rule, Collectors.counting()));
        assertThat(Arrays.stream(Rule.values()).filter(rule -> rule != Rule.OTHER))
                .allSatisfy(rule -> assertThat(counts.getOrDefault(rule, 0L))
                        .as(rule.sentence())
                        .isGreaterThanOrEqualTo(2));
        assertThat(counts).doesNotContainKey(Rule.OTHER);
    }

    @Test
    void theCodeAsItIsWithstandsTheScriptedSuites() {
        assertThat(Probe.briefly(Suite.SCENARIOS)).isEmpty();
        assertThat(Probe.briefly(Suite.LONG_OUTAGE)).isEmpty();
        assertThat(Probe.briefly(Suite.FLOOD)).isEmpty();
        assertThat(Probe.briefly(Suite.RELEARNING)).isEmpty();
        assertThat(Probe.briefly(Suite.VERDICT_TWICE)).isEmpty();
    }
}
