package io.tetrarch.simulator.mutant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the simulator sees for itself: the core's own invariants are not asked. */
class MutantsTest {
    private static final int SEEDS = 600;

    static List<Mutant> all() {
        return Mutants.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void isKilled(Mutant mutant) throws Exception {
        assertThat(Lab.run(Mutants.unchecked(mutant), SEEDS))
                .as("what killed: %s", mutant.name())
                .isNotEmpty();
    }

    @Test
    void thereAreEnoughOfThem() {
        assertThat(all()).hasSizeGreaterThanOrEqualTo(25);
        assertThat(all()).extracting(Mutant::name).doesNotHaveDuplicates();
    }

    @Test
    void theCodeAsItIsWithstandsTheScriptedSuites() {
        assertThat(new Probe().apply("SCENARIOS", 1)).isEmpty();
        assertThat(new Probe().apply("LONG_OUTAGE", 1)).isEmpty();
        assertThat(new Probe().apply("FLOOD", 1)).isEmpty();
    }
}
