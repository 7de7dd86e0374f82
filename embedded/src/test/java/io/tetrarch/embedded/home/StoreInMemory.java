package io.tetrarch.embedded.home;

import io.tetrarch.node.store.ReplicaStore;
import io.tetrarch.pbft.Stored;
import io.tetrarch.simulator.disk.Disk;
import io.tetrarch.simulator.disk.Medium;
import io.tetrarch.simulator.random.Randomness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a replica of a simulated world keeps its log on: a real store, opened as a data folder's is, on a machine in memory.
 * A crash leaves it as a killed process does, without closing it.
 */
final class StoreInMemory implements Medium {
    private final Host host;
    private final int replica;
    private final List<Stored> waiting = new ArrayList<>();
    private Optional<ReplicaStore> store = Optional.empty();
    private boolean durable = true;

    StoreInMemory(Host host, int replica) {
        this.host = host;
        this.replica = replica;
    }

    Optional<ReplicaStore> store() {
        return store;
    }

    /** Does something to a store. */
    @FunctionalInterface
    private interface Deed {
        void to(ReplicaStore store) throws IOException;
    }

    private boolean did(Deed deed) {
        try {
            deed.to(store.orElseThrow());
            return true;
        } catch (IOException | UncheckedIOException e) {
            host.failed(e);
            return false;
        }
    }

    @Override
    public Disk.Contents read() {
        try {
            if (store.isEmpty()) {
                store = Optional.of(host.open(replica));
                durable = host.machine().isDurable(host.store(replica));
                host.opened();
            }
            return new Disk.Contents.Records(store.get().recover().records());
        } catch (IOException | UncheckedIOException e) {
            store = Optional.empty();
            host.failed(e);
            return new Disk.Contents.Dark();
        }
    }

    @Override
    public boolean append(Stored record) {
        waiting.add(record);
        return true;
    }

    @Override
    public boolean sync(long nowMillis) {
        if (waiting.isEmpty()) {
            return true;
        }
        boolean mayWait = waiting.stream().allMatch(Stored.Executed.class::isInstance);
        boolean done = did(open -> open.append(List.copyOf(waiting)));
        waiting.clear();
        durable = !mayWait;
        return done;
    }

    @Override
    public boolean isDurable() {
        return durable;
    }

    @Override
    public boolean truncate() {
        return did(ReplicaStore::truncate);
    }

    @Override
    public void crash(Randomness randomness, long nowMillis) {
        store = Optional.empty();
        waiting.clear();
        durable = true;
    }

    /** The store itself says so. */
    @Override
    public boolean isShort() {
        return false;
    }

    @Override
    public List<Stored> markLoss() {
        throw new IllegalStateException("the store marks it");
    }

    @Override
    public void replace() {
        throw new IllegalStateException("nothing rots here");
    }
}
