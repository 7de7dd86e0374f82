package io.tetrarch.net.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Of four replicas, by replica 1; replica 0 leads view 0. */
class LeaderWatchTest {
    private static final long NOW = 5;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final LeaderWatch watch = new LeaderWatch(1, 4);

    @Test
    void whatAQuorumSeesIsActedOn() {
        assertThat(watch.look(0, true, NOW)).isEqualTo(new LeaderWatch.Conclusion(true, false));
        watch.heard(2, 0, NOW);
        assertThat(watch.look(0, true, NOW + 1)).isEqualTo(new LeaderWatch.Conclusion(false, false));
        watch.heard(3, 0, NOW);
        assertThat(watch.look(0, true, NOW + 2)).isEqualTo(new LeaderWatch.Conclusion(false, true));
    }

    @Test
    void oneThatLiesMakesNobodyLeaveWhoeverElseSeesSomething() {
        watch.look(0, true, NOW);
        for (int i = 0; i < 10; i++) {
            watch.heard(3, 0, NOW + i);
        }
        assertThat(watch.look(0, true, NOW + 10).leave()).isFalse();
        assertThat(watch.look(0, false, NOW + 11).leave()).isFalse();
    }

    @Test
    void whatWasSaidOfAnotherViewOrLongAgoDoesNotCount() {
        watch.look(1, true, NOW);
        watch.heard(2, 1, NOW);
        watch.heard(3, 0, NOW);
        assertThat(watch.look(1, true, NOW).leave()).isFalse();
        watch.heard(3, 1, NOW);
        assertThat(watch.look(1, true, NOW).leave()).isTrue();
        assertThat(watch.look(1, true, NOW + 2 * SECOND))
                .as("the others are silent since")
                .isEqualTo(new LeaderWatch.Conclusion(true, false));
    }

    @Test
    void whoSeesTheLeaderAgainTakesItsWordBack() {
        watch.heard(2, 0, NOW);
        watch.heard(3, 0, NOW);
        assertThat(watch.look(0, true, NOW).leave()).isTrue();
        assertThat(watch.look(0, false, NOW + 1).leave()).isFalse();
    }
}
