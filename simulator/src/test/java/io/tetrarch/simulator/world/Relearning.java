package io.tetrarch.simulator.world;

import io.tetrarch.pbft.ReplicaReport;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.MessageType;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Validity;
import io.tetrarch.simulator.byzantine.Conspiracy;
import io.tetrarch.simulator.network.Weather;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * A replica judges a request that stays unsettled, loses its disk, learns and returns: not before a stable checkpoint lies a
 * window above all it may have voted for, in no view that it may have left, and without a second verdict.
 */
public final class Relearning {
    private static final int LOSER = 3;
    private static final long HOUR_MILLIS = 3_600_000;

    /** This one never gets the old request, so that it stays unsettled. */
    private static final int IGNORANT = 2;

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
            boolean relayed = to >= IGNORANT && envelope.signed().message().type() == MessageType.RELAY;
            if (!relayed) {
                post.deliver(1, from, to, envelope);
            }
        };
    }

    private SignedRequest request() {
        long now = World.EPOCH_MILLIS + world.now();
        return Clients.sign(
                world.kit().notary(),
                0,
                ++number,
                "standard",
                Bytes.copyOf(new byte[] {'{', '}'}),
                new Validity(now, now + HOUR_MILLIS));
    }

    private void decideOne(long millis) {
        SignedRequest request = request();
        world.agreeOn(request.digest(), Collections.nCopies(4, Answer.APPROVE));
        for (int replica = 0; replica < 4; replica++) {
            world.submit(request, replica, 1);
        }
        world.runFor(millis);
    }

    private boolean learns() {
        return Optional.ofNullable(world.replica(LOSER))
                .map(replica -> replica.report().stage() == ReplicaReport.Stage.LEARNING)
                .orElse(false);
    }

    /** What went wrong; empty if nothing did. */
    public String run() {
        world.boot();
        SignedRequest undecided = request();
        world.agreeOn(undecided.digest(), List.of(Answer.APPROVE, Answer.APPROVE, Answer.APPROVE, Answer.DENY));
        List.of(0, 1, LOSER).forEach(replica -> world.submit(undecided, replica, 1));
        world.runFor(50);
        decideOne(50);
        decideOne(50);
        decideOne(50);
        long executed = world.standing(0).executed();
        world.cast().node(LOSER).disk().rot();
        world.powerOff(LOSER, 10);
        world.runFor(1_000);
        long safe = executed + WorldConfig.Tuning.SMALL.limits().window();
        List<String> wrong = new ArrayList<>();
        if (!learns()) {
            wrong.add("S3: does not know that it lost its votes");
        }
        for (int left = 40; left > 0 && learns(); left--) {
            long view = world.standing(LOSER).view();
            // long enough for a learner to be sent what it lacks
            decideOne(400);
            if (!learns() && world.standing(LOSER).lowWatermark() < safe) {
                wrong.add("S3: returns at " + world.standing(LOSER).lowWatermark() + ", and may have voted up to "
                        + safe);
            }
            if (!learns() && world.standing(LOSER).view() < view + 2) {
                wrong.add("S3: returns in view " + world.standing(LOSER).view() + ", and may have left " + view);
            }
        }
        if (learns()) {
            wrong.add("L3: does not return");
        }
        world.runFor(1_000);
        world.agreeOn(undecided.digest(), Collections.nCopies(4, Answer.APPROVE));
        world.submit(undecided, LOSER, 1);
        world.runFor(500);
        if (learns()) {
            wrong.add("L3: learns again, and has lost nothing since");
        }
        world.violations().forEach(violation -> wrong.add(violation.toString()));
        return String.join("; ", wrong);
    }
}
