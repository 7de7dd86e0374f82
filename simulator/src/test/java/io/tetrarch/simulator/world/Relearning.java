package io.tetrarch.simulator.world;

import io.tetrarch.pbft.ReplicaReport;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.MessageType;
import io.tetrarch.pbft.message.SignedRequest;
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
    /** This one never gets the old request, so that it stays unsettled. */
    private static final int IGNORANT = 2;

    private final CalmWorld calm = new CalmWorld(weather());
    private final World world = calm.world;

    private Weather weather() {
        return (from, to, envelope, post) -> {
            boolean relayed = to >= IGNORANT && envelope.signed().message().type() == MessageType.RELAY;
            if (!relayed) {
                post.deliver(1, from, to, envelope);
            }
        };
    }

    private boolean learns() {
        return calm.stage(LOSER).equals(Optional.of(ReplicaReport.Stage.LEARNING));
    }

    /** What went wrong; empty if nothing did. */
    public String run() {
        world.boot();
        SignedRequest undecided = calm.request();
        world.agreeOn(undecided.digest(), List.of(Answer.APPROVE, Answer.APPROVE, Answer.APPROVE, Answer.DENY));
        List.of(0, 1, LOSER).forEach(replica -> world.submit(undecided, replica, 1));
        world.runFor(50);
        calm.decide(50);
        calm.decide(50);
        calm.decide(50);
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
            calm.decide(400);
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
