package io.tetrarch.embedded.home;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.crypto.file.Power.Loss;
import io.tetrarch.node.store.VolatileMachine.Beside;
import io.tetrarch.simulator.model.ModelService;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The power goes at every call, in turn, that the real code makes of a machine's files and databases in a simulated world:
 * no replica contradicts itself or is convicted, none takes itself for one that lost something, nothing runs twice, nothing
 * that was durable is gone, and all start again.
 */
class EveryCallTest {
    private static final List<Loss> LOSSES = List.of(Loss.values());
    private static final List<Beside> SYNCS = List.of(Beside.values());

    @TempDir
    Path folder;

    /** What happens to a world, in two parts: the power goes in the second. */
    private enum Course {
        /** Founded, decides, is cut off behind checkpoints, is killed and started again, changes its group. */
        LIFE {
            @Override
            void first(MachineWorld world) {}

            @Override
            void second(MachineWorld world) {
                world.world().boot();
                world.decide(3);
                world.restart();
                world.decide(3);
                world.decide(ModelService.REKEY + 0);
                world.decide(2);
                world.restart();
                world.decide(1);
            }
        },
        /** A store is gone: its replica learns, and returns. */
        LOST_STORE {
            @Override
            void first(MachineWorld world) {
                world.world().boot();
                world.decide(2);
                world.whileDown(() -> world.host().machine().remove(world.victimsStore()));
            }

            @Override
            void second(MachineWorld world) {
                world.returns();
            }
        },
        /** An older copy is put in the place of a store: the same. */
        OLDER_COPY {
            @Override
            void first(MachineWorld world) {
                world.world().boot();
                world.decide(1);
                Object copy = world.host().machine().copy(world.victimsStore());
                world.decide(2);
                world.whileDown(() -> world.host().machine().putBack(world.victimsStore(), copy));
            }

            @Override
            void second(MachineWorld world) {
                world.returns();
            }
        };

        abstract void first(MachineWorld world);

        abstract void second(MachineWorld world);
    }

    /** How many calls there were, if the power went at none. */
    private int run(Course course, boolean shared, Loss loss, Beside beside, int call) throws Exception {
        Path real = folder.resolve(course + "-" + shared + "-" + call);
        try (MachineWorld world = new MachineWorld(real, shared, loss, beside)) {
            course.first(world);
            world.host().machine().power().loseAt(call);
            course.second(world);
            int calls = world.host().machine().power().calls();
            world.comeToRest();
            assertThat(world.world().violations())
                    .as("%s, %s, %s, %s, call %d", course, shared, loss, beside, call)
                    .isEmpty();
            assertThat(world.host().starts()).isEqualTo(call == Integer.MAX_VALUE ? 0 : 1);
            return calls;
        }
    }

    private void everyCall(Course course, boolean shared) throws Exception {
        long begun = System.nanoTime();
        int calls = run(course, shared, Loss.NOTHING, Beside.EAGER, Integer.MAX_VALUE);
        assertThat(calls).isGreaterThan(100);
        for (int call = 1; call <= calls; call += Integer.getInteger("calls.step", 1)) {
            Loss loss = LOSSES.get(call % LOSSES.size());
            run(course, shared, loss, SYNCS.get(call / LOSSES.size() % SYNCS.size()), call);
        }
        System.out.println(
                course + " " + shared + " " + calls + " calls, " + (System.nanoTime() - begun) / 1_000_000 + " ms");
    }

    @Test
    void inAMachinesLife() throws Exception {
        everyCall(Course.LIFE, false);
    }

    @Test
    void inTheLifeOfAMachineThatAllReplicasShare() throws Exception {
        everyCall(Course.LIFE, true);
    }

    @Test
    void whileAReplicaReturnsThatLostItsStore() throws Exception {
        everyCall(Course.LOST_STORE, false);
    }

    @Test
    void whileAReplicaReturnsWhoseStoreWasPutBack() throws Exception {
        everyCall(Course.OLDER_COPY, false);
    }
}
