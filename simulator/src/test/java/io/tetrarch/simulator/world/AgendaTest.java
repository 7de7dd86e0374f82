package io.tetrarch.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tetrarch.simulator.random.Randomness;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgendaTest {
    private record Due(long millis, int order) {}

    private final Agenda agenda = new Agenda();
    private final List<Due> expected = new ArrayList<>();
    private final List<Due> done = new ArrayList<>();

    @Test
    void deedsAreDoneByTimeAndAtOneTimeInTheOrderInWhichTheyWerePutDown() {
        Randomness randomness = new Randomness(1);
        for (int i = 0; i < 300; i++) {
            putDown(delay(randomness));
        }
        while (!agenda.isEmpty()) {
            agenda.next().run();
            if (expected.size() < 3_000) {
                putDown(delay(randomness));
            }
        }

        List<Due> sorted = new ArrayList<>(expected);
        sorted.sort(Comparator.comparingLong(Due::millis).thenComparingInt(Due::order));
        assertThat(done).hasSize(3_000).isEqualTo(sorted);
    }

    @Test
    void whatWasFarAwayWhenItWasPutDownComesBeforeWhatWasNear() {
        putDown(1_024);
        putDown(1);
        agenda.next().run();
        putDown(1_023);
        agenda.next().run();
        putDown(0);
        agenda.next().run();
        agenda.next().run();

        assertThat(done).containsExactly(new Due(1, 1), new Due(1_024, 0), new Due(1_024, 2), new Due(1_024, 3));
    }

    @Test
    void nothingIsPutDownForATimeThatIsPast() {
        assertThatThrownBy(() -> agenda.in(-1, () -> {})).isInstanceOf(IllegalArgumentException.class);
    }

    /** Mostly near, sometimes just beyond or far away. */
    private static long delay(Randomness randomness) {
        return randomness.chance(700) ? randomness.below(20) : randomness.below(3_000);
    }

    private void putDown(long delayMillis) {
        Due due = new Due(agenda.now() + delayMillis, expected.size());
        expected.add(due);
        agenda.in(delayMillis, () -> {
            assertThat(agenda.now()).isEqualTo(due.millis());
            done.add(due);
        });
    }
}
