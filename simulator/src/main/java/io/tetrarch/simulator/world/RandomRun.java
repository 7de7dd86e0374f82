package io.tetrarch.simulator.world;

import io.tetrarch.pbft.Replica;
import io.tetrarch.pbft.Standing;
import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.simulator.check.Footprint;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The course of a random run: a time of faults, then the world heals and must come to rest. L1: every owed request is
 * decided, a fresh one too. L2: views stop changing. L3: every honest replica has executed the same.
 */
public final class RandomRun {
    private static final long LOOK_MILLIS = 250;
    private static final int MEASURED_EVERY = 8;

    private final World world;
    private final Clients clients;
    private final Chaos chaos;
    private final Reform reform;
    private final long patienceMillis;
    private @Nullable SignedRequest probe;
    private long quietSince = -1;
    private long quietView;

    public RandomRun(World world) {
        this.world = world;
        this.clients = new Clients(world, world.config().draws(Stream.CLIENTS));
        this.chaos = new Chaos(world, world.config().draws(Stream.CHAOS));
        this.reform = new Reform(world, world.config().draws(Stream.REFORM), clients);
        world.reformBy(reform::begun);
        this.patienceMillis = world.config().tuning().healTimeouts()
                * world.config().tuning().timeouts().viewCapMillis();
    }

    /** Runs the world to its end. */
    public void run() {
        world.boot();
        clients.schedule();
        chaos.schedule();
        reform.schedule();
        world.in(world.config().load().faultMillis(), this::heal);
        world.run();
    }

    /** S6, for some of the runs, since it takes a while: at the height of the faults, nobody holds more than it may. */
    private void measure() {
        for (int i = 0; i < world.config().replicas(); i++) {
            Replica replica = world.replica(i);
            if (world.isHonest(i) && replica != null) {
                long footprint = Footprint.of(replica);
                long bound = Footprint.bound(replica.configuration());
                if (footprint > bound) {
                    world.violated("S6", i, "keeps " + footprint + " things, " + bound + " are allowed");
                }
            }
        }
    }

    private void heal() {
        if (world.config().seed() % MEASURED_EVERY == 0) {
            measure();
        }
        world.heal();
        clients.insist();
        world.in(LOOK_MILLIS, this::look);
    }

    private void look() {
        Optional<RequestId> undecided = clients.undecided();
        Optional<String> restless = restless();
        if (undecided.isEmpty() && restless.isEmpty() && isQuiet()) {
            if (probe != null) {
                world.end();
                return;
            }
            probe = clients.probe();
            quietSince = -1;
        }
        if (world.now() > world.config().load().faultMillis() + patienceMillis) {
            if (undecided.isPresent()) {
                world.violated("L1", -1, undecided.get() + " is not decided; " + restless.orElse("all at rest"));
            } else if (restless.isPresent()) {
                world.violated("L3", -1, restless.get());
            } else {
                world.violated("L2", -1, "views go on changing");
            }
        }
        world.in(LOOK_MILLIS, this::look);
    }

    /** Whether the honest replicas' views have stood still for a while. */
    private boolean isQuiet() {
        long view = 0;
        for (int i = 0; i < world.config().replicas(); i++) {
            view += world.isSeated(i) ? world.standing(i).view() : 0;
        }
        if (quietSince < 0 || view != quietView) {
            quietSince = world.now();
            quietView = view;
        }
        return world.now() - quietSince >= LOOK_MILLIS;
    }

    private Optional<String> restless() {
        long executed = -1;
        for (int i = 0; i < world.config().replicas(); i++) {
            if (!world.isSeated(i)) {
                continue;
            }
            Standing standing = world.standing(i);
            if (world.replica(i) == null) {
                return Optional.of("replica " + i + " is down");
            }
            if (!world.cast()
                    .node(i)
                    .domain()
                    .equals(world.epochs().latest().notary().domain())) {
                return Optional.of("replica " + i + " is in epoch "
                        + world.cast().node(i).domain().epoch());
            }
            if (executed >= 0 && standing.executed() != executed) {
                return Optional.of("replica " + i + " stands at " + standing + ", another has executed " + executed);
            }
            executed = standing.executed();
        }
        if (executed < world.decisions().highest()) {
            return Optional.of("all have executed " + executed + ", but "
                    + world.decisions().highest() + " was told");
        }
        return Optional.empty();
    }
}
