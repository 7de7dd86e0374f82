package io.tetrarch.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.pbft.message.Evidence;
import io.tetrarch.pbft.message.Message;
import io.tetrarch.pbft.message.Reminder;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.Vote;
import io.tetrarch.simulator.byzantine.Conspiracy;
import io.tetrarch.simulator.check.Violation;
import io.tetrarch.simulator.disk.Disk;
import io.tetrarch.simulator.network.Weather;
import io.tetrarch.simulator.random.Randomness;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * S3, S4: an older copy of a log is put back, or power is lost, and f peers do not answer who restarts, or lie to it. Such a
 * replica is never convicted, and one that lost nothing goes on as it was. L3: it rejoins.
 */
class RollbackTest {
    private static final int SEEDS = 150;
    private static final long FAULT_MILLIS = 3_600;

    /** What the one Byzantine replica of four tells who asks it. */
    enum Peer {
        SILENT,
        /** That it has executed nothing, or more than anyone; and old votes, which are genuine. */
        LYING
    }

    @ParameterizedTest
    @EnumSource(Peer.class)
    void anOlderLogIsNoticedByTheFileBesideIt(Peer peer) {
        for (long seed = 1; seed <= SEEDS; seed++) {
            assertThat(run(seed, 7, peer, Mishap.ROLLBACK).violations())
                    .as("seed " + seed)
                    .isEmpty();
            assertThat(unsafe(run(seed, 4, peer, Mishap.ROLLBACK)))
                    .as("seed " + seed)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Peer.class)
    void anOlderLogAndFileAreNoticedByThePeers(Peer peer) {
        for (long seed = 1; seed <= SEEDS; seed++) {
            assertThat(run(seed, 7, peer, Mishap.ROLLBACK_OF_BOTH).violations())
                    .as("seed " + seed)
                    .isEmpty();
            assertThat(unsafe(run(seed, 4, peer, Mishap.ROLLBACK_OF_BOTH)))
                    .as("seed " + seed)
                    .isEmpty();
        }
    }

    /** The witness holds it against a replica if it learns and has lost nothing. */
    @ParameterizedTest
    @EnumSource(Peer.class)
    void whoeverRestartsWithItsLogGoesOn(Peer peer) {
        for (long seed = 1; seed <= SEEDS; seed++) {
            assertThat(run(seed, 4, peer, Mishap.POWER_LOST).violations())
                    .as("seed " + seed)
                    .isEmpty();
        }
    }

    /** The leader's log was put back to before a checkpoint, below which nobody remembers what it had proposed. */
    @Test
    void aLeaderDoesNotProposeAnewWhatTheGroupHasDecided() {
        assertThat(unsafe(run(1358, 4, Peer.SILENT, Mishap.ROLLBACK_OF_BOTH))).isEmpty();
    }

    @Test
    void aLeaderOfSevenCatchesUpBeforeItProposesWhateverALiarTellsIt() {
        assertThat(run(1663, 7, Peer.LYING, Mishap.ROLLBACK_OF_BOTH).violations())
                .isEmpty();
    }

    @Test
    void rollbacksDoHappen() {
        int rolledBack = 0;
        for (long seed = 1; seed <= 20; seed++) {
            World world = run(seed, 4, Peer.SILENT, Mishap.ROLLBACK);
            for (int i = 0; i < 4; i++) {
                rolledBack += world.cast().node(i).storage().isComplete() ? 0 : 1;
            }
        }
        assertThat(rolledBack).isGreaterThan(10);
    }

    private enum Mishap {
        ROLLBACK,
        ROLLBACK_OF_BOTH,
        POWER_LOST
    }

    /** Of four, a liar and one that learns are more than f: then nothing has to be decided, but all that is has to be safe. */
    private static List<Violation> unsafe(World world) {
        return world.violations().stream()
                .filter(violation -> !violation.property().equals("L1"))
                .toList();
    }

    private static World run(long seed, int replicas, Peer peer, Mishap mishap) {
        Randomness randomness = new Randomness(seed).split(100);
        int liar = randomness.below(replicas);
        int victim = (liar + 1 + randomness.below(replicas - 1)) % replicas;
        World world = new World(
                new WorldConfig(
                        seed,
                        replicas,
                        List.of(liar),
                        Profile.CALM,
                        new WorldConfig.Load(9, 3, FAULT_MILLIS),
                        WorldConfig.Tuning.SMALL),
                Kit.symbolic(replicas, 3),
                new Hooks(
                        Faults.all(),
                        Optional.of(Weather.still()),
                        briefing -> new BadPeer(replicas, peer, briefing.randomness()),
                        WorldListener.NONE,
                        new Transcript(null)));
        Node node = world.cast().node(victim);
        long copied = randomness.between(1, FAULT_MILLIS / 2);
        long putBack = randomness.between(copied + 1, FAULT_MILLIS * 9 / 10);
        long down = randomness.between(1, 800);
        switch (mishap) {
            case ROLLBACK, ROLLBACK_OF_BOTH -> {
                world.in(copied, node.disk()::keepCopy);
                world.in(
                        putBack,
                        () -> node.storage()
                                .putBack(
                                        mishap == Mishap.ROLLBACK ? Disk.PutBack.LOG : Disk.PutBack.BOTH_PLACES, down));
            }
            case POWER_LOST -> {
                world.in(copied, () -> node.crashFor(down));
                world.in(putBack, () -> {
                    for (int i = 0; i < replicas; i++) {
                        world.cast().node(i).crashFor(down);
                    }
                });
            }
        }
        new RandomRun(world).run();
        return world;
    }

    /** Runs the honest code but for what it tells those who ask. */
    private static final class BadPeer extends Conspiracy {
        private final Peer peer;
        private final Randomness randomness;
        private final List<Signed<? extends Vote>> heard = new ArrayList<>();

        BadPeer(int replicas, Peer peer, Randomness randomness) {
            super(replicas);
            this.peer = peer;
            this.randomness = randomness;
        }

        @Override
        public boolean receive(Puppet puppet, Signed<? extends Message> message) {
            if (message.message() instanceof Vote vote) {
                heard.add(new Signed<>(message.sender(), vote, message.signature()));
            }
            return true;
        }

        @Override
        public void send(Puppet puppet, Optional<Integer> to, Signed<? extends Message> message) {
            if (message.message() instanceof Reminder reminder) {
                if (peer == Peer.LYING) {
                    puppet.post(reminder.of(), puppet.signed(lie(reminder)));
                }
                return;
            }
            for (int other = 0; other < replicas(); other++) {
                if (other != puppet.replica() && to.orElse(other) == other) {
                    puppet.post(other, message);
                }
            }
        }

        private Reminder lie(Reminder told) {
            List<Evidence.SignedVote> old = new ArrayList<>(heard.stream()
                    .filter(vote -> vote.sender() == told.of())
                    .map(Evidence.SignedVote::of)
                    .toList());
            // genuine as they are, the latest are left out
            old = new ArrayList<>(old.subList(0, old.size() / 2));
            Collections.reverse(old);
            long executed = randomness.chance(500) ? 0 : told.executed() + randomness.below(1_000);
            return new Reminder(
                    told.of(),
                    told.challenge(),
                    executed,
                    old.subList(0, Math.min(old.size(), Reminder.MOST_VOTES)),
                    Optional.empty(),
                    List.of());
        }
    }
}
