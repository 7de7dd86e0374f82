package io.tetrarch.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.simulator.world.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The negative control: what no protocol can withstand must be seen. */
class ControlTest {
    @Test
    void moreThanAThirdColludingBreaksAgreementAndTheCheckerSaysSo() {
        assertThat(failures(1).getFirst().violation().what()).contains("is committed as");
    }

    @Test
    void aFailingRunShrinksToAShortTranscriptOfTheSameViolation() {
        List<Shrinker.Shrunk> shrunk = failures(4).stream()
                .map(failure -> Shrinker.shrink(failure.run(), 120).orElseThrow())
                .toList();

        assertThat(shrunk).allSatisfy(each -> {
            assertThat(each.violation().property()).isEqualTo("S1");
            assertThat(each.disabled()).isNotEmpty();
            assertThat(each.transcript()).anySatisfy(line -> assertThat(line).contains("VIOLATION S1"));
        });
        // Not every fault comes about with fewer requests; some do.
        assertThat(shrunk).anySatisfy(each -> assertThat(each.requests()).isLessThan(9));
    }

    @Test
    void aCleanRunHasNothingToShrink() {
        assertThat(Shrinker.shrink(new SeedRun(1, 4, Profile.CALM, 0), 5)).isEmpty();
    }

    private static List<Failure> failures(int wanted) {
        List<Failure> found = new ArrayList<>();
        for (int first = 1; first <= 400 && found.size() < wanted; first += 20) {
            for (Failure failure : colluders(first)) {
                if (failure.violation().property().equals("S1") && found.size() < wanted) {
                    found.add(failure);
                }
            }
        }
        assertThat(found).as("seeds that break agreement").hasSize(wanted);
        return found;
    }

    /** Two of four are Byzantine. */
    private static List<Failure> colluders(int first) {
        SimulationConfig config =
                new SimulationConfig(20, first, Optional.of(4), Optional.of(Profile.BYZANTINE), Optional.of(2), 2);
        return Simulation.run(config).violations();
    }
}
