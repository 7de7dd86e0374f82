package io.tetrarch.simulator.mutant;

import io.tetrarch.pbft.Limits;
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

/** One client asks for more at once than it may, then for one thing after the other, past the window. */
final class Crowd {
    private static final Limits LIMITS = WorldConfig.Tuning.SMALL.limits();
    private static final long A_DAY = 86_400_000;

    private final Kit kit = Kit.symbolic(4, 1);
    private final World world = new World(
            new WorldConfig(1, 4, List.of(), Profile.CALM, new WorldConfig.Load(0, 1, 0), WorldConfig.Tuning.SMALL),
            kit,
            new Hooks(
                    Faults.all(),
                    Optional.of(Weather.still()),
                    briefing -> new Conspiracy(4) {},
                    WorldListener.NONE,
                    new Transcript(null)));

    /** What is violated, or an empty string. */
    String run() {
        world.boot();
        int number = 1;
        while (number <= 3 * LIMITS.pendingPerClient()) {
            ask(number++);
        }
        world.runFor(1_000);
        while (number <= 4 * LIMITS.window()) {
            ask(number++);
            world.runFor(200);
        }
        return world.violations().isEmpty() ? "" : world.violations().getFirst().toString();
    }

    private void ask(int number) {
        SignedRequest request = Clients.sign(
                kit.notary(),
                0,
                number,
                "standard",
                Bytes.copyOf(new byte[] {'{', '}'}),
                new Validity(World.EPOCH_MILLIS, World.EPOCH_MILLIS + A_DAY));
        world.agreeOn(request.digest(), Collections.nCopies(4, Answer.APPROVE));
        for (int replica = 0; replica < 4; replica++) {
            world.submit(request, replica, 1);
        }
    }
}
