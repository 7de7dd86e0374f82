package io.tetrarch.simulator.world;

import io.tetrarch.pbft.Stored;
import io.tetrarch.simulator.disk.Disk;
import io.tetrarch.simulator.random.Randomness;
import java.util.List;

/** What a machine makes of its disk when it starts: a log that lacks its end begins with the mark of a learner. */
final class Storage {
    private final World world;
    private final Node node;
    private final Disk disk;
    private final Randomness challenges;
    private boolean complete = true;

    Storage(World world, Node node, Disk disk) {
        this.world = world;
        this.node = node;
        this.disk = disk;
        this.challenges = world.config().draws(Stream.CHALLENGES).split(node.address());
    }

    /** Whether it has never lost anything. */
    boolean isComplete() {
        return complete;
    }

    /** What cannot be read is replaced by an empty disk. */
    List<Stored> read() {
        return switch (disk.read()) {
            case Disk.Contents.Records read when !disk.isShort() -> read.records();
            case Disk.Contents.Records read -> marked();
            case Disk.Contents.Rotten rotten -> {
                disk.replace();
                yield marked();
            }
        };
    }

    private List<Stored> marked() {
        complete = false;
        world.say(() -> "replica " + node.address() + " finds that votes may be lost");
        return disk.markLoss();
    }

    /** Power is lost, and an older copy of the log is in its place when it is back; whether there was one. */
    boolean putBack(boolean bothPlaces, long downMillis) {
        boolean running = node.isUp();
        node.crash();
        boolean old = disk.putBack(bothPlaces);
        complete &= !old;
        if (running) {
            world.in(downMillis, node::boot);
        }
        return old;
    }

    /** The disk of a new machine, with one record. */
    void renew(Stored record) {
        disk.replace();
        disk.append(record);
        complete = true;
    }

    /** What is founded together has nothing to ask; and a Byzantine replica is no wiser for what it signed elsewhere. */
    long challenge(int incarnation) {
        boolean founded =
                incarnation == 1 && node.domain().equals(world.kit().notary().domain());
        return founded || !world.isHonest(node.index()) ? 0 : challenges.next() >>> 1 | 1;
    }
}
