package io.tetrarch.simulator.mutant;

import io.tetrarch.pbft.Limits;
import io.tetrarch.pbft.Timeouts;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Validity;
import io.tetrarch.simulator.byzantine.Conspiracy;
import io.tetrarch.simulator.network.Weather;
import io.tetrarch.simulator.world.Clients;
import io.tetrarch.simulator.world.Faults;
import io.tetrarch.simulator.world.Hooks;
import io.tetrarch.simulator.world.Kit;
import io.tetrarch.simulator.world.Profile;
import io.tetrarch.simulator.world.Transcript;
import io.tetrarch.simulator.world.World;
import io.tetrarch.simulator.world.WorldConfig;
import io.tetrarch.simulator.world.WorldListener;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** No NEW-VIEW gets through for an hour; then only the leader of the day is gone, and a decision must not take long. */
final class LongOutage {
    private static final long OUTAGE_MILLIS = 3_600_000;

    /** Some rounds of the longest timeout. */
    private static final long PATIENCE_MILLIS = 60_000;

    private World world;
    private boolean out = true;

    String run() {
        Kit kit = Kit.symbolic(4, 1);
        world = new World(
                new WorldConfig(
                        1,
                        4,
                        List.of(),
                        Profile.CALM,
                        new WorldConfig.Load(0, 1, 0),
                        new WorldConfig.Tuning(Limits.DEFAULT, new Timeouts(500, 10_000, 5_000, 100), 1)),
                kit,
                new Hooks(
                        Faults.all(),
                        Optional.of(weather()),
                        briefing -> new Conspiracy(4) {},
                        WorldListener.NONE,
                        new Transcript(null)));
        SignedRequest request = Clients.sign(
                kit.notary(),
                0,
                1,
                "standard",
                Bytes.copyOf(new byte[] {'{', '}'}),
                new Validity(World.EPOCH_MILLIS, World.EPOCH_MILLIS + 10 * OUTAGE_MILLIS));
        world.agreeOn(request.digest(), Collections.nCopies(4, Answer.APPROVE));
        world.boot();
        for (int i = 0; i < 4; i++) {
            world.submit(request, i, 1);
        }
        world.runFor(OUTAGE_MILLIS);
        out = false;
        long view = world.standing(0).view();
        world.powerOff((int) (view % 4), -1);
        world.runFor(PATIENCE_MILLIS);
        if (!world.violations().isEmpty()) {
            return world.violations().getFirst().toString();
        }
        return world.decisions().of(request.id()).isPresent() ? "" : "L1: undecided a minute after the outage";
    }

    private Weather weather() {
        return (from, to, envelope, post) -> {
            boolean held = out
                    && switch (envelope.signed().message().type()) {
                        case PRE_PREPARE, NEW_VIEW, FORWARD -> true;
                        case REQUESTS,
                                VERDICTS,
                                PREPARE,
                                COMMIT,
                                CHECKPOINT,
                                VIEW_CHANGE,
                                STATUS,
                                RELAY,
                                FETCH,
                                BODY,
                                COMMITTED,
                                STABLE,
                                CHUNK,
                                ACCUSATION,
                                SUCCESSION,
                                REMINDER -> false;
                    };
            if (!held) {
                post.deliver(1, from, to, envelope);
            }
        };
    }
}
