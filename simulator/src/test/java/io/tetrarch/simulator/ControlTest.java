package io.tetrarch.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.simulator.world.Profile;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The negative control: what no protocol can withstand must be seen. */
class ControlTest {
    @Test
    void moreThanAThirdColludingBreaksAgreementAndTheCheckerSaysSo() {
        assertThat(firstFailure().violation().what()).contains("is committed as");
    }

    @Test
    void aFailingRunShrinksToAShortTranscriptOfTheSameViolation() {
        Failure failure = firstFailure();

        Shrinker.Shrunk shrunk = Shrinker.shrink(failure.run(), 120).orElseThrow();

        assertThat(shrunk.violation().property()).isEqualTo(failure.violation().property());
        assertThat(shrunk.requests()).isLessThan(9);
        assertThat(shrunk.disabled()).isNotEmpty();
        assertThat(shrunk.transcript()).anySatisfy(line -> assertThat(line).contains("VIOLATION S1"));
    }

    @Test
    void aCleanRunHasNothingToShrink() {
        assertThat(Shrinker.shrink(new SeedRun(1, 4, Profile.CALM, 0), 5)).isEmpty();
    }

    private static Failure firstFailure() {
        for (int first = 1; first <= 400; first += 20) {
            for (Failure failure : colluders(first)) {
                if (failure.violation().property().equals("S1")) {
                    return failure;
                }
            }
        }
        throw new AssertionError("no seed breaks agreement");
    }

    /** Two of four are Byzantine. */
    private static List<Failure> colluders(int first) {
        SimulationConfig config =
                new SimulationConfig(20, first, Optional.of(4), Optional.of(Profile.BYZANTINE), Optional.of(2), 2);
        return Simulation.run(config).violations();
    }
}
