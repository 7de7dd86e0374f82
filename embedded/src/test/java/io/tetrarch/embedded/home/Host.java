package io.tetrarch.embedded.home;

import io.tetrarch.crypto.file.Disk;
import io.tetrarch.crypto.file.Power.Loss;
import io.tetrarch.crypto.file.WholeFile;
import io.tetrarch.node.store.ReplicaStore;
import io.tetrarch.node.store.VolatileMachine;
import io.tetrarch.pbft.Stored;
import io.tetrarch.pbft.message.Domain;
import io.tetrarch.simulator.world.Machinery;
import io.tetrarch.simulator.world.World;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The machine of some replicas of a world: when it has no power, none of them has, and all start again. */
final class Host {
    private static final long DOWN_MILLIS = 150;

    private final World world;
    private final Path folder;
    private final List<String> names;
    private final List<Integer> replicas;
    private final Domain domain;
    private final Loss loss;
    private VolatileMachine machine;
    private boolean down;
    private Runnable whenOpened = () -> {};
    private int starts;

    /**
     * @param names of all replicas
     * @param replicas of this machine
     */
    Host(World world, Path folder, List<String> names, List<Integer> replicas, Loss loss, VolatileMachine machine)
            throws IOException {
        this.world = world;
        this.folder = folder;
        this.names = names;
        this.replicas = replicas;
        this.domain = world.kit().notary().domain();
        this.loss = loss;
        this.machine = machine;
        for (int replica : replicas) {
            WholeFile.replace(machine.disk(), Staging.unused(folder, names.get(replica)), new byte[0]);
        }
    }

    void whenOpened(Runnable deed) {
        whenOpened = deed;
    }

    void opened() {
        whenOpened.run();
    }

    VolatileMachine machine() {
        return machine;
    }

    Disk disk() {
        return machine.disk();
    }

    Path folder() {
        return folder;
    }

    Path store(int replica) {
        return folder.resolve(Staging.REPLICAS).resolve(names.get(replica));
    }

    boolean hasPower() {
        return !machine.power().isGone();
    }

    /** How often its power has come back. */
    int starts() {
        return starts;
    }

    /** After a loss of power the first to start has power again. */
    ReplicaStore open(int replica) throws IOException {
        boolean restarts = !hasPower();
        if (restarts) {
            machine = machine.after(loss);
            starts++;
            down = false;
        }
        boolean lied = restarts && machine.hasLied(store(replica));
        if (lied) {
            Machinery.lose(world, replica);
        }
        ReplicaStore store = new StoreOpening(machine.storage(), folder, names, domain).open(replica);
        if (lied && !Stored.isLearning(store.recover().records())) {
            world.violated("S3", replica, "does not know that its newest writes are gone");
        }
        return store;
    }

    /** Nothing may fail but by a loss of power. */
    void failed(Exception e) {
        if (hasPower()) {
            throw new AssertionError("failed, and has power", e);
        }
        if (!down) {
            down = true;
            world.in(0, () -> replicas.forEach(replica -> world.powerOff(replica, DOWN_MILLIS)));
        }
    }
}
