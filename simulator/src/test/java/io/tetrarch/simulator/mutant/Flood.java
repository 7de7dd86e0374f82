package io.tetrarch.simulator.mutant;

import io.tetrarch.pbft.Replica;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Checkpoint;
import io.tetrarch.pbft.message.Commit;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Message;
import io.tetrarch.pbft.message.Prepare;
import io.tetrarch.pbft.message.Verdict;
import io.tetrarch.pbft.message.Verdicts;
import io.tetrarch.pbft.message.ViewChange;
import io.tetrarch.simulator.byzantine.Conspiracy;
import io.tetrarch.simulator.check.Footprint;
import io.tetrarch.simulator.network.Weather;
import io.tetrarch.simulator.world.Faults;
import io.tetrarch.simulator.world.Hooks;
import io.tetrarch.simulator.world.Kit;
import io.tetrarch.simulator.world.Profile;
import io.tetrarch.simulator.world.Transcript;
import io.tetrarch.simulator.world.World;
import io.tetrarch.simulator.world.WorldConfig;
import io.tetrarch.simulator.world.WorldListener;
import java.util.List;
import java.util.Optional;

/** A Byzantine replica sends tens of thousands of valid messages about what is to come; S6 says how much may be kept. */
public final class Flood {
    private static final int ROUNDS = 30;
    private static final int PER_ROUND = 500;

    /** What is violated, or an empty string. */
    public String run() {
        World world = new World(
                new WorldConfig(
                        1, 4, List.of(3), Profile.CALM, new WorldConfig.Load(0, 1, 0), WorldConfig.Tuning.SMALL),
                Kit.symbolic(4, 1),
                new Hooks(
                        Faults.all(),
                        Optional.of(Weather.still()),
                        briefing -> new Spammer(),
                        WorldListener.NONE,
                        new Transcript(null)));
        world.boot();
        world.runFor(ROUNDS * 90L);
        for (int i = 0; i < 3; i++) {
            Replica replica = world.replica(i);
            if (replica == null) {
                return "HALT: replica " + i + " is gone";
            }
            long bound = Footprint.bound(replica.configuration());
            if (Footprint.of(replica) > bound) {
                return "S6: replica " + i + " keeps " + Footprint.of(replica) + " things, " + bound + " are allowed";
            }
        }
        return world.violations().isEmpty() ? "" : world.violations().getFirst().toString();
    }

    private static final class Spammer extends Conspiracy {
        private long count;

        Spammer() {
            super(4);
        }

        @Override
        public void tick(Puppet puppet) {
            for (int i = 0; i < PER_ROUND; i++) {
                postToAll(puppet, puppet.signed(message(++count)));
            }
        }

        private static Message message(long count) {
            Digest digest = new Digest(count, 1, 2, 3);
            return switch ((int) (count % 5)) {
                case 0 -> new Prepare(0, count, digest);
                case 1 -> new Commit(0, count, digest);
                case 2 -> new Checkpoint(count, digest, digest);
                case 3 -> new ViewChange(count, Optional.empty(), Optional.empty());
                default -> new Verdicts(List.of(new Verdict(digest, Answer.APPROVE, "nobody", 1, "flood", "")));
            };
        }
    }
}
