package io.tetrarch.embedded.home;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.crypto.file.Power.Loss;
import io.tetrarch.node.store.VolatileMachine.Beside;
import io.tetrarch.simulator.model.ModelService;
import io.tetrarch.simulator.world.Machinery;
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
    /** What a machine may do. */
    private static final List<Loss> LOSSES =
            List.of(Loss.ALL, Loss.NOTHING, Loss.HALF, Loss.CONTENT, Loss.FILES, Loss.ROWS);

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

    private void everyCall(Course course, boolean shared, List<Loss> losses) throws Exception {
        int calls = run(course, shared, Loss.NOTHING, Beside.EAGER, Integer.MAX_VALUE);
        assertThat(calls).isGreaterThan(100);
        for (int call = 1; call <= calls; call++) {
            Loss loss = losses.get(call % losses.size());
            run(course, shared, loss, SYNCS.get(call / losses.size() % SYNCS.size()), call);
        }
    }

    @Test
    void inAMachinesLife() throws Exception {
        everyCall(Course.LIFE, false, LOSSES);
    }

    @Test
    void inTheLifeOfAMachineThatAllReplicasShare() throws Exception {
        everyCall(Course.LIFE, true, LOSSES);
    }

    @Test
    void inTheLifeOfAMachineWhoseDatabaseLosesMoreThanItMay() throws Exception {
        everyCall(Course.LIFE, false, List.of(Loss.LIES));
    }

    @Test
    void whileAReplicaReturnsThatLostItsStore() throws Exception {
        everyCall(Course.LOST_STORE, false, LOSSES);
    }

    @Test
    void whileAReplicaReturnsWhoseStoreWasPutBack() throws Exception {
        everyCall(Course.OLDER_COPY, false, LOSSES);
    }

    /** It is a life in which all that is looked at happens. */
    @Test
    void aLifeHasACheckpointAnEpochAndRuns() throws Exception {
        try (MachineWorld world = new MachineWorld(folder.resolve("life"), true, Loss.NOTHING, Beside.EAGER)) {
            Course.LIFE.second(world);
            assertThat(world.world().violations()).isEmpty();
            assertThat(world.world().standing(0).lowWatermark()).isPositive();
            assertThat(Machinery.latest(world.world()).notary().domain().epoch())
                    .isEqualTo(2);
            assertThat(world.ran()).isEqualTo(10);
        }
    }
}
