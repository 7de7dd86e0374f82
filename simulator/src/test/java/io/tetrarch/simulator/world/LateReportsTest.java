package io.tetrarch.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.pbft.ReplicaReport;
import io.tetrarch.pbft.message.MessageType;
import io.tetrarch.simulator.network.Envelope;
import io.tetrarch.simulator.network.Weather;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * S3: the network keeps what peers told a replica of themselves when the group was young, and delivers it to that replica
 * after it has lost its disk. Genuine as it is, it tells nothing of how far the replica may have voted.
 */
class LateReportsTest {
    private static final int LOSER = 3;

    private record Kept(int from, Envelope envelope) {}

    private final List<Kept> kept = new ArrayList<>();
    private boolean keeps = true;
    private boolean answersArrive = true;
    private final CalmWorld calm = new CalmWorld(weather());
    private final World world = calm.world;

    private Weather weather() {
        return (from, to, envelope, post) -> {
            MessageType type = envelope.signed().message().type();
            boolean report = type == MessageType.REMINDER || type == MessageType.STATUS;
            if (report && to == LOSER) {
                if (keeps) {
                    kept.add(new Kept(from, envelope));
                }
                if (!answersArrive && type == MessageType.REMINDER) {
                    return;
                }
            }
            post.deliver(1, from, to, envelope);
        };
    }

    private void decide(int requests) {
        for (int i = 0; i < requests; i++) {
            calm.decide(50);
        }
    }

    private ReplicaReport.Stage stage() {
        return calm.stage(LOSER).orElseThrow();
    }

    @Test
    void reportsFromBeforeTheLossDoNotBringALearnerBack() {
        world.boot();
        decide(2);
        // asked once while the group was young: these answers are genuine, and are kept
        world.powerOff(LOSER, 10);
        world.runFor(1_000);
        assertThat(kept)
                .extracting(each -> each.envelope().signed().message().type())
                .contains(MessageType.REMINDER);
        keeps = false;
        decide(22);
        world.cast().node(LOSER).disk().rot();
        answersArrive = false;
        world.powerOff(LOSER, 10);
        world.runFor(50);
        assertThat(stage()).isEqualTo(ReplicaReport.Stage.LEARNING);
        kept.forEach(each -> world.in(1, () -> world.cast().node(LOSER).deliver(each.envelope())));
        world.runFor(1_000);
        assertThat(world.standing(LOSER).lowWatermark()).isGreaterThan(2 + 8);
        assertThat(stage()).isEqualTo(ReplicaReport.Stage.LEARNING);

        answersArrive = true;
        decide(24);
        assertThat(stage()).isEqualTo(ReplicaReport.Stage.VOTING);
        assertThat(world.violations()).isEmpty();
    }
}
