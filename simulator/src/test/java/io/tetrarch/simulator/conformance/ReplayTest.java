package io.tetrarch.simulator.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A few walks through the model that stand beside this test; the profile {@code model} makes thousands. */
final class ReplayTest {
    @Test
    void theCoreDoesWhatTheModelDoes() {
        List<Walk> walks = Replay.stored();
        Tally tally = new Tally();
        assertThat(Replay.difference(walks, tally)).isEmpty();
        assertThat(tally.of("walks")).isEqualTo(walks.size());
        for (String what : Replay.TO_BE_SEEN) {
            assertThat(tally.of(what)).as("%s in %s", what, tally).isPositive();
        }
    }
}
