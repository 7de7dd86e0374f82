package io.tetrarch.embedded.home;

import io.tetrarch.node.store.ReplicaStore;
import io.tetrarch.node.store.RocksStore;
import io.tetrarch.proof.group.Group;
import io.tetrarch.wire.WireLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Opens the stores of a group at once, since most of the time goes by waiting for the disk. */
final class StoreOpening {
    private final Path folder;
    private final Group group;

    StoreOpening(Path folder, Group group) {
        this.folder = folder;
        this.group = group;
    }

    /** All of them, or none. */
    List<ReplicaStore> open() throws IOException {
        List<Future<ReplicaStore>> opening = new ArrayList<>();
        try (ExecutorService threads =
                Executors.newFixedThreadPool(group.replicas().size())) {
            for (int i = 0; i < group.replicas().size(); i++) {
                int replica = i;
                opening.add(threads.submit(() -> open(replica)));
            }
        }
        List<ReplicaStore> stores = new ArrayList<>();
        Throwable failure = null;
        for (Future<ReplicaStore> each : opening) {
            if (each.state() == Future.State.SUCCESS) {
                stores.add(each.resultNow());
            } else {
                failure = each.exceptionNow();
            }
        }
        if (failure != null) {
            for (ReplicaStore store : stores) {
                store.close();
            }
            throw failure instanceof IOException io ? io : new IOException("a store cannot be opened", failure);
        }
        return stores;
    }

    /** The mark that a replica has never voted goes once its store exists, and before it can vote. */
    ReplicaStore open(int replica) throws IOException {
        String name = group.replicas().get(replica).name();
        Path unused = Staging.unused(folder, name);
        boolean mayBeNew = Files.exists(unused);
        RocksStore store = RocksStore.open(
                folder.resolve(Staging.REPLICAS).resolve(name),
                group.domain(),
                replica,
                mayBeNew,
                WireLimits.of(group.replicas().size()));
        if (mayBeNew) {
            Files.delete(unused);
            Staging.sync(folder.resolve(Staging.REPLICAS));
        }
        return store;
    }
}
