package io.tetrarch.simulator.world;

import io.tetrarch.simulator.disk.Disk;
import io.tetrarch.simulator.random.Randomness;

/** Brings the profile's episodes of misfortune over the world: partitions, crashes, disk errors, pauses, wrong clocks. */
final class Chaos {
    private static final long HOUR_MILLIS = 3_600_000;

    private final World world;
    private final Randomness randomness;
    private final long horizon;
    private int disksToLose;

    Chaos(World world, Randomness randomness) {
        this.world = world;
        this.randomness = randomness;
        this.horizon = world.config().load().faultMillis();
        // A lost disk is one of the f faults that the protocol tolerates.
        this.disksToLose = world.config().faulty() - world.config().byzantine().size();
    }

    void schedule() {
        episodes(FaultClass.PARTITION, this::partition);
        episodes(FaultClass.CRASH, this::crash);
        episodes(FaultClass.DISK_ERROR, this::diskError);
        episodes(FaultClass.DISK_ROT, this::rot);
        episodes(FaultClass.PAUSE, this::pause);
        episodes(FaultClass.CLOCK, this::clock);
        rollbacks();
    }

    /** From a stream of their own. A second place is left as it is, and tells: of what it does not, peers alone can. */
    private void rollbacks() {
        if (world.config().profile().rate(FaultClass.DISK_ROLLBACK) == 0) {
            return;
        }
        Randomness own = randomness.split(1);
        Node node = world.cast().node(own.below(world.cast().addresses()));
        long copied = own.between(1, horizon / 2);
        long putBack = own.between(copied + 1, horizon * 9 / 10);
        long down = own.between(10, 2_000);
        world.in(copied, () -> {
            if (world.isHonest(node.index())) {
                node.disk().keepCopy();
            }
        });
        world.in(putBack, () -> {
            if (!world.isHealed() && world.faults().strikes(FaultClass.DISK_ROLLBACK)) {
                rollBack(node, down);
            }
        });
    }

    private void rollBack(Node node, long down) {
        if (disksToLose > 0
                && world.isHonest(node.index())
                && node.isUp()
                && node.storage().isComplete()) {
            boolean old = node.storage().putBack(Disk.PutBack.LOG_THAT_IS_TOLD, down);
            disksToLose -= old ? 1 : 0;
            world.say(() -> "replica " + node.address() + (old ? " has an older log" : " has its log"));
        }
    }

    private void episodes(FaultClass fault, Runnable begin) {
        int most = world.config().profile().rate(fault);
        if (most == 0) {
            return;
        }
        for (int left = 1 + randomness.below(most); left > 0; left--) {
            long at = randomness.between(1, horizon * 9 / 10);
            world.in(at, () -> {
                if (!world.isHealed() && world.faults().strikes(fault)) {
                    begin.run();
                }
            });
        }
    }

    private Node anyone() {
        return world.cast().node(randomness.below(world.cast().addresses()));
    }

    private void partition() {
        long everyone = (1L << world.cast().addresses()) - 1;
        long side = randomness.next() & everyone;
        long other = everyone & ~side;
        if (randomness.chance(300)) {
            side = 1L << randomness.below(world.cast().addresses());
            other = everyone & ~side;
        }
        boolean symmetric = randomness.chance(600);
        int flaps = randomness.chance(300) ? 5 : 1;
        long lasting = randomness.between(200, horizon / 2);
        boolean both = symmetric;
        long here = side;
        long there = other;
        world.say(() -> "partition " + Long.toBinaryString(here) + (both ? " | " : " -x-> ")
                + Long.toBinaryString(there) + " for " + lasting + " ms" + (flaps > 1 ? ", flapping" : ""));
        for (int i = 0; i < flaps; i++) {
            long begin = lasting * 2 * i / (2L * flaps);
            long end = begin + (flaps == 1 ? lasting : lasting / flaps / 2 + 1);
            world.in(begin, () -> cut(here, there, both, true));
            world.in(end, () -> cut(here, there, both, false));
        }
    }

    private void cut(long here, long there, boolean both, boolean begin) {
        if (world.isHealed()) {
            return;
        }
        if (begin) {
            world.partitions().cut(here, there);
        } else {
            world.partitions().mend(here, there);
        }
        if (both && begin) {
            world.partitions().cut(there, here);
        } else if (both) {
            world.partitions().mend(there, here);
        }
    }

    private void crash() {
        long down = randomness.chance(500) ? randomness.between(1, 60) : randomness.between(60, horizon / 2);
        if (randomness.chance(150)) {
            for (int i = 0; i < world.cast().addresses(); i++) {
                world.cast().node(i).crashSoon(randomness.below(10), down);
            }
        } else {
            anyone().crashSoon(randomness.below(12), down);
        }
    }

    private void diskError() {
        Node node = anyone();
        if (randomness.chance(500)) {
            node.disk().fill(true);
        } else {
            node.disk().failNextSync();
        }
    }

    private void rot() {
        Node node = anyone();
        if (disksToLose > 0
                && world.isHonest(node.index())
                && node.isUp()
                && node.storage().isComplete()
                && node.disk().rot()) {
            disksToLose--;
            world.say(() -> "the disk of replica " + node.address() + " rots");
            node.crashFor(randomness.between(10, 2_000));
        }
    }

    private void pause() {
        long until = world.now() + randomness.between(50, 3_000);
        Node node = anyone();
        world.say(() -> "replica " + node.address() + " sleeps until " + until);
        node.clock().sleep(until);
    }

    private void clock() {
        long offset = randomness.chance(500)
                ? randomness.between(-HOUR_MILLIS, HOUR_MILLIS)
                : randomness.between(-2_000, 2_000);
        Node node = anyone();
        world.say(() -> "the clock of replica " + node.address() + " is off by " + offset + " ms");
        node.clock().set(offset);
    }
}
