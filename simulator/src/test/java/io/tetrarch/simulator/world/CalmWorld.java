package io.tetrarch.simulator.world;

import io.tetrarch.pbft.ReplicaReport;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Validity;
import io.tetrarch.simulator.byzantine.Conspiracy;
import io.tetrarch.simulator.network.Weather;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** A world of four honest replicas and one client, in which nothing happens but what is done to it. */
final class CalmWorld {
    private static final int REPLICAS = 4;
    private static final long HOUR_MILLIS = 3_600_000;

    final World world;
    private long number;

    CalmWorld(Weather weather) {
        world = new World(
                new WorldConfig(
                        1, REPLICAS, List.of(), Profile.CALM, new WorldConfig.Load(0, 1, 0), WorldConfig.Tuning.SMALL),
                Kit.symbolic(REPLICAS, 1),
                new Hooks(
                        Faults.all(),
                        Optional.of(weather),
                        briefing -> new Conspiracy(REPLICAS) {},
                        WorldListener.NONE,
                        new Transcript(null)));
    }

    /** The client's next one. */
    SignedRequest request() {
        long now = World.EPOCH_MILLIS + world.now();
        return Clients.sign(
                world.kit().notary(),
                0,
                ++number,
                "standard",
                Bytes.copyOf(new byte[] {'{', '}'}),
                new Validity(now, now + HOUR_MILLIS));
    }

    /** Another request is approved by all, which may take so long. */
    void decide(long millis) {
        SignedRequest request = request();
        world.agreeOn(request.digest(), Collections.nCopies(REPLICAS, Answer.APPROVE));
        for (int replica = 0; replica < REPLICAS; replica++) {
            world.submit(request, replica, 1);
        }
        world.runFor(millis);
    }

    /** Empty while the replica is down. */
    Optional<ReplicaReport.Stage> stage(int replica) {
        return Optional.ofNullable(world.replica(replica)).map(up -> up.report().stage());
    }
}
