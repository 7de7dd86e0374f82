package io.tetrarch.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.pbft.ReplicaReport;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.MessageType;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Validity;
import io.tetrarch.simulator.byzantine.Conspiracy;
import io.tetrarch.simulator.network.Envelope;
import io.tetrarch.simulator.network.Weather;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
    private long number;

    private final World world = new World(
            new WorldConfig(1, 4, List.of(), Profile.CALM, new WorldConfig.Load(0, 1, 0), WorldConfig.Tuning.SMALL),
            Kit.symbolic(4, 1),
            new Hooks(
                    Faults.all(),
                    Optional.of(weather()),
                    briefing -> new Conspiracy(4) {},
                    WorldListener.NONE,
                    new Transcript(null)));

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
            SignedRequest request = Clients.sign(
                    world.kit().notary(),
                    0,
                    ++number,
                    "standard",
                    Bytes.copyOf(new byte[] {'{', '}'}),
                    new Validity(World.EPOCH_MILLIS + world.now(), World.EPOCH_MILLIS + world.now() + 3_600_000));
            world.agreeOn(request.digest(), Collections.nCopies(4, Answer.APPROVE));
            for (int replica = 0; replica < 4; replica++) {
                world.submit(request, replica, 1);
            }
            world.runFor(50);
        }
    }

    private ReplicaReport.Stage stage() {
        return Objects.requireNonNull(world.replica(LOSER)).report().stage();
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
