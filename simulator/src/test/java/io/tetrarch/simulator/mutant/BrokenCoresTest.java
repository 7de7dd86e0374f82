package io.tetrarch.simulator.mutant;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.pbft.Invariant;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every invariant of the core stops a core that breaks it. */
final class BrokenCoresTest {
    private static final int SEEDS = 600;

    static List<BrokenCores.Broken> all() {
        return BrokenCores.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void isStoppedByTheInvariantThatItBreaks(BrokenCores.Broken core) throws Exception {
        String found = Lab.run(core.mutant(), SEEDS);
        assertThat(found)
                .as("what stopped: %s", core)
                .contains("BrokenInvariant")
                .contains("(" + core.invariant().id() + ": " + core.invariant().sentence() + ")");
    }

    @Test
    void everyInvariantHasOne() {
        EnumSet<Invariant> expected = EnumSet.allOf(Invariant.class);
        // the services hold it, and the gate's tests show it
        expected.remove(Invariant.DECIDED_ONCE);
        assertThat(all()).extracting(BrokenCores.Broken::invariant).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void theCodeAsItIsWithstandsTheCrowd() {
        assertThat(Probe.briefly(Suite.CROWD)).isEmpty();
    }
}
