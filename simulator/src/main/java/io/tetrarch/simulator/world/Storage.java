package io.tetrarch.simulator.world;

import io.tetrarch.pbft.Stored;
import io.tetrarch.simulator.disk.Disk;
import io.tetrarch.simulator.disk.Medium;
import io.tetrarch.simulator.random.Randomness;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a machine makes of its disk when it starts: a log that lacks its end begins with the mark of a learner. */
final class Storage {
    private final World world;
    private final Node node;
    private final Disk disk;
    private final Randomness challenges;
    private Medium medium;
    /** Performed, and durable with the next sync. */
    private final List<Stored> undurable = new ArrayList<>();

    private boolean complete = true;

    Storage(World world, Node node, Disk disk) {
        this.world = world;
        this.node = node;
        this.disk = disk;
        this.medium = disk;
        this.challenges = world.config().draws(Stream.CHALLENGES).split(node.address());
    }

    /** Whether it has never lost anything. */
    boolean isComplete() {
        return complete;
    }

    /** What cannot be read is replaced by an empty disk; nothing can be read without power. */
    Optional<List<Stored>> read() {
        return switch (medium.read()) {
            case Disk.Contents.Records read when !medium.isShort() -> Optional.of(read.records());
            case Disk.Contents.Records read -> Optional.of(marked());
            case Disk.Contents.Rotten rotten -> {
                medium.replace();
                yield Optional.of(marked());
            }
            case Disk.Contents.Dark dark -> Optional.empty();
        };
    }

    /** While its replica runs. */
    Optional<List<Stored>> readAgain() {
        return medium.read() instanceof Disk.Contents.Records read ? Optional.of(read.records()) : Optional.empty();
    }

    Medium medium() {
        return medium;
    }

    /** From its first start on. */
    void keepOn(Medium other) {
        medium = other;
    }

    /** A record was written, and synced as far as it has to be. */
    void persisted(Stored written) {
        undurable.add(written);
        if (medium.isDurable()) {
            undurable.forEach(record -> world.witness().persisted(node, record));
            undurable.clear();
        }
    }

    void crash() {
        undurable.clear();
        medium.crash(world.diskRandomness(), world.now());
    }

    /** Something was taken from it, and whoever did knows. */
    void lose() {
        complete = false;
    }

    private List<Stored> marked() {
        complete = false;
        world.say(() -> "replica " + node.address() + " finds that votes may be lost");
        return medium.markLoss();
    }

    /** Power is lost, and an older copy of the log is in its place when it is back; whether there was one. */
    boolean putBack(Disk.PutBack what, long downMillis) {
        boolean running = node.isUp();
        node.crash();
        boolean old = disk.putBack(what);
        complete &= !old;
        if (running) {
            world.in(downMillis, node::boot);
        }
        return old;
    }

    /** The disk of a new machine, with one record, which is durable before anything runs there. */
    void renew(Stored record) {
        medium.replace();
        medium.append(record);
        medium.sync(world.now());
        complete = true;
    }

    /** What is founded together has nothing to ask; and a Byzantine replica is no wiser for what it signed elsewhere. */
    long challenge(int incarnation) {
        boolean founded =
                incarnation == 1 && node.domain().equals(world.kit().notary().domain());
        return founded || !world.isHonest(node.index()) ? 0 : challenges.next() >>> 1 | 1;
    }
}
