package io.tetrarch.node.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tetrarch.crypto.tree.Frontier;
import io.tetrarch.pbft.Effect;
import io.tetrarch.pbft.Input;
import io.tetrarch.pbft.LedgerTip;
import io.tetrarch.pbft.Replica;
import io.tetrarch.pbft.Service;
import io.tetrarch.pbft.Signer;
import io.tetrarch.pbft.Stored;
import io.tetrarch.pbft.message.Encoder;
import io.tetrarch.simulator.byzantine.RandomAdversary;
import io.tetrarch.simulator.key.SymbolicScheme;
import io.tetrarch.simulator.model.ModelTip;
import io.tetrarch.simulator.random.Randomness;
import io.tetrarch.simulator.world.Faults;
import io.tetrarch.simulator.world.Hooks;
import io.tetrarch.simulator.world.Kit;
import io.tetrarch.simulator.world.Profile;
import io.tetrarch.simulator.world.RandomRun;
import io.tetrarch.simulator.world.Transcript;
import io.tetrarch.simulator.world.World;
import io.tetrarch.simulator.world.WorldConfig;
import io.tetrarch.simulator.world.WorldListener;
import io.tetrarch.wire.WireLimits;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Simulated worlds with every kind of fault, and at every step of every replica in them: what the replica was before the
 * step, taken, written, read and put into another, takes the same step to the same effects and is then what the replica was
 * after it. So, from step to step, a replica that goes on from any moment goes on as the first one did.
 */
class CoreImageTest {
    private static final int REPLICAS = 4;
    private static final int CLIENTS = 3;

    /** An image is looked at only when its replica has gone on by so many steps. */
    private static final int LATER = 50;

    /** After so many of these steps the replica that was restored takes all those too that are known by then. */
    private static final int FURTHER_EVERY = 10;

    private record Cut(StateImage before, long wallMillis, Input input, HaltRecord.Outcome outcome, StateImage after) {}

    private static StateImage image(Replica replica, Service service, CoreShape shape) {
        return new StateImage(CoreImage.of(replica, shape), Optional.of(service.snapshot()), List.of());
    }

    /** One replica, from when it was made. */
    private static final class Life {
        private final Replica replica;
        private final Service service;
        private final Kit epoch;
        private final CoreShape shape;
        private final EffectBytes bytes = new EffectBytes(WireLimits.of(REPLICAS));
        private final Deque<Cut> cuts = new ArrayDeque<>();
        private StateImage now;
        private int repeated;

        private Life(Replica replica, Service service, Kit epoch, CoreShape shape) {
            this.replica = replica;
            this.service = service;
            this.epoch = epoch;
            this.shape = shape;
            this.now = image(replica, service, shape);
        }

        void stepped(long wallMillis, Input input, List<Effect> effects) {
            StateImage before = now;
            now = image(replica, service, shape);
            cuts.add(new Cut(before, wallMillis, input, bytes.outcome(effects), now));
            if (cuts.size() > LATER) {
                repeat(cuts.poll());
            }
        }

        void end() {
            while (!cuts.isEmpty()) {
                repeat(cuts.poll());
            }
        }

        /** What an image does not have does not show in a comparison of images; it shows in what comes of it later. */
        private void goFurther(Replica other) {
            for (Cut next : cuts) {
                List<Effect> effects = other.step(next.wallMillis(), next.input());
                assertThat(bytes.outcome(effects)).isEqualTo(next.outcome());
            }
        }

        byte[] written(StateImage image) {
            Encoder to = new Encoder();
            CoreImageCodec.encode(image.core(), shape, to);
            return to.toArray();
        }

        Replica restored(byte[] core, StateImage image, Service fresh) throws UnreadableRecord {
            CoreImage read = CoreImageReader.read(new RecordBytes(core, 0, core.length), shape);
            int self = replica.configuration().self();
            Signer signer =
                    statement -> epoch.notary().sign(self, epoch.notary().domain(), statement);
            return new StateImage(read, image.checkpoint(), image.since())
                    .restore(replica.configuration(), fresh, signer, shape);
        }

        private void repeat(Cut cut) {
            try {
                Service fresh = epoch.services().get();
                Replica other = restored(written(cut.before()), cut.before(), fresh);
                assertThat(difference(cut.before().core(), CoreImage.of(other, shape)))
                        .isEmpty();

                List<Effect> effects = other.step(cut.wallMillis(), cut.input());

                assertThat(bytes.outcome(effects)).isEqualTo(cut.outcome());
                StateImage after = image(other, fresh, shape);
                assertThat(difference(cut.after().core(), after.core())).isEmpty();
                assertThat(after.checkpoint()).isEqualTo(cut.after().checkpoint());
                if (++repeated % FURTHER_EVERY == 0) {
                    goFurther(other);
                }
            } catch (UnreadableRecord e) {
                throw new AssertionError(e);
            }
        }
    }

    /** Where two images differ first; images themselves are too much to read. */
    private static String difference(CoreImage expected, CoreImage found) {
        for (int i = 0; i < Math.min(expected.nodes().size(), found.nodes().size()); i++) {
            if (!expected.nodes().get(i).equals(found.nodes().get(i))) {
                return "node " + i + ": expected " + expected.nodes().get(i) + ", found "
                        + found.nodes().get(i);
            }
        }
        return expected.equals(found) ? "" : "one has more nodes";
    }

    private static final class Watch implements WorldListener {
        private final IdentityHashMap<Replica, Life> lives = new IdentityHashMap<>();
        private final TreeSet<String> seen = new TreeSet<>();
        private final CoreShape shape;

        private Watch(CoreShape shape) {
            this.shape = shape;
        }

        @Override
        public void began(Replica core, Service service, Kit epoch) {
            lives.put(core, new Life(core, service, epoch, shape));
        }

        @Override
        public void stepped(Replica core, long wallMillis, Input input, List<Effect> effects) {
            lives.get(core).stepped(wallMillis, input, effects);
            if (input instanceof Input.Recovered recovered
                    && !recovered.stored().isEmpty()) {
                seen.add("restart");
            }
            for (Effect effect : effects) {
                seen.add(effect.getClass().getSimpleName());
                if (effect instanceof Effect.Persist(Stored stored)) {
                    seen.add(stored.getClass().getSimpleName());
                }
            }
        }
    }

    private static Watch run(Profile profile, long seed, Kit kit, Class<? extends LedgerTip> tip) {
        Watch watch = new Watch(new CoreShape(tip));
        WorldConfig config = new WorldConfig(
                seed,
                REPLICAS,
                profile == Profile.CHAOS ? List.of((int) (seed % REPLICAS)) : List.of(),
                profile,
                new WorldConfig.Load(9, CLIENTS, 3_600),
                WorldConfig.Tuning.SMALL);
        Hooks hooks = new Hooks(Faults.all(), Optional.empty(), RandomAdversary::new, watch, new Transcript(null));
        new RandomRun(new World(config, kit, hooks)).run();
        watch.lives.values().forEach(Life::end);
        return watch;
    }

    @Test
    void aModelOfTheGateGoesOnFromAnyMomentAsItDid() {
        TreeSet<String> seen = new TreeSet<>();
        seen.addAll(run(Profile.CHAOS, 45, Kit.symbolic(REPLICAS, CLIENTS), ModelTip.class).seen);
        seen.addAll(run(Profile.DISK, 10, Kit.symbolic(REPLICAS, CLIENTS), ModelTip.class).seen);

        assertThat(seen)
                .as("checkpoints, view changes, state transfer, evidence, a lost disk, the end of an epoch")
                .contains("Snapshot", "Prepared", "Entered", "Installed", "Conviction", "Learning", "EpochEnded")
                .contains("restart");
    }

    @Test
    void theGateGoesOnFromAnyMomentAsItDid() {
        Watch watch = run(Profile.CHAOS, 2, Kit.real(new SymbolicScheme(), REPLICAS, CLIENTS), Frontier.class);

        assertThat(watch.seen).contains("Snapshot", "Entered", "Conviction", "restart");
    }

    @Test
    void everyFieldOfEveryPartIsInTheImage() {
        for (String part : List.of("Pending", "Orphans", "ReplicaState", "EffectChecks", "Replica")) {
            CoreForm form = Stream.iterate(0, i -> i + 1)
                    .map(i -> CoreShape.DECIDING.type(i).orElseThrow())
                    .filter(type -> type.getName().equals("io.tetrarch.pbft." + part))
                    .map(type -> Objects.requireNonNull(CoreShape.DECIDING.form(type)))
                    .findFirst()
                    .orElseThrow();

            assertThat(form.isValue()).isFalse();
            assertThat(form.fields())
                    .containsExactlyInAnyOrderElementsOf(
                            Arrays.stream(form.type().getDeclaredFields())
                                    .filter(field -> !Modifier.isStatic(field.getModifiers()))
                                    .toList());
        }
    }

    @Test
    void aForgedImageIsRefusedOrIsAReplicaAndNothingElse() {
        Watch watch = run(Profile.CALM, 1, Kit.symbolic(REPLICAS, CLIENTS), ModelTip.class);
        Life life = watch.lives.values().iterator().next();
        byte[] written = life.written(life.now);
        Randomness randomness = new Randomness(1);
        int refused = 0;
        for (int i = 0; i < 3_000; i++) {
            byte[] forged =
                    randomness.chance(100) ? Arrays.copyOf(written, randomness.below(written.length)) : written.clone();
            for (int changes = randomness.below(3); changes >= 0 && forged.length > 40; changes--) {
                forged[32 + randomness.below(forged.length - 32)] = (byte) randomness.below(256);
            }
            try {
                life.restored(forged, life.now, life.epoch.services().get());
            } catch (UnreadableRecord e) {
                refused++;
            }
        }

        assertThat(refused).isBetween(1_000, 2_999);
    }

    @Test
    void anImageThatAsksForMoreThanThereIsIsRefused() {
        CoreShape shape = CoreShape.DECIDING;
        byte[] many = new Encoder()
                .digest(shape.digest())
                .u32(Integer.MAX_VALUE)
                .u8(0)
                .toArray();
        byte[] negative = new Encoder().digest(shape.digest()).u32(-1).u8(0).toArray();
        Encoder list = new Encoder()
                .digest(shape.digest())
                .u32(1)
                .u8(0)
                .u32(1)
                .u8(CoreImageCodec.LIST)
                .u32(1 << 30);
        Encoder deep = new Encoder().digest(shape.digest()).u32(1).u8(0).u32(1);
        for (int i = 0; i < 100_000; i++) {
            deep.u8(CoreImageCodec.PRESENT);
        }

        for (byte[] bytes : List.of(many, negative, list.toArray(), deep.toArray())) {
            assertThatThrownBy(() -> CoreImageReader.read(new RecordBytes(bytes, 0, bytes.length), shape))
                    .isInstanceOf(UnreadableRecord.class)
                    .hasMessage("is cut short or damaged");
        }
    }
}
