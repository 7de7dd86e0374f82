package io.tetrarch.embedded.home;

import io.tetrarch.node.store.DurableStore;
import io.tetrarch.node.store.ReplicaStore;
import io.tetrarch.node.store.Storage;
import io.tetrarch.node.store.StoreDamagedException;
import io.tetrarch.node.store.StoreRefusedException;
import io.tetrarch.pbft.GroupSize;
import io.tetrarch.pbft.message.Domain;
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
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Opens the stores of a group at once, since most of the time goes by waiting for the disk. */
final class StoreOpening {
    private final Storage storage;
    private final Path folder;
    private final List<String> names;
    private final Domain domain;

    StoreOpening(Path folder, Group group) throws IOException {
        this(Storage.system(), folder, group.replicaNames(), group.domain());
    }

    /**
     * @param names of the replicas
     * @param domain of the founding
     */
    StoreOpening(Storage storage, Path folder, List<String> names, Domain domain) {
        this.storage = storage;
        this.folder = folder;
        this.names = List.copyOf(names);
        this.domain = domain;
    }

    /**
     * All of them, or none; in the place of one that is damaged stands what says so.
     *
     * @throws HomeRefused if more are damaged or missing than may fail, or one is another group's
     */
    List<ReplicaStore> open() throws IOException, HomeRefused {
        List<String> missing = missing(folder, names);
        requireUsable(missing);
        List<Future<ReplicaStore>> opening = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(names.size())) {
            for (int i = 0; i < names.size(); i++) {
                int replica = i;
                if (!missing.contains(names.get(i))) {
                    opening.add(threads.submit(() -> open(replica)));
                }
            }
        }
        List<ReplicaStore> stores = new ArrayList<>();
        try {
            Throwable failure = null;
            for (Future<ReplicaStore> each : opening) {
                if (each.state() == Future.State.SUCCESS) {
                    stores.add(each.resultNow());
                } else if (each.exceptionNow() instanceof StoreDamagedException damaged) {
                    stores.add(new DamagedStore(damaged));
                } else {
                    failure = each.exceptionNow();
                }
            }
            requireOpened(failure);
            requireEnough(damaged(stores, missing), missing);
            for (String name : missing) {
                int replica = names.indexOf(name);
                stores.add(replica, open(replica));
            }
            return stores;
        } catch (IOException | HomeRefused | RuntimeException | Error e) {
            for (ReplicaStore store : stores) {
                store.close();
            }
            throw e;
        }
    }

    /** Before any is opened, which writes: as far as it can be told, what is refused is refused untouched. */
    private void requireUsable(List<String> missing) throws IOException, HomeRefused {
        List<String> damaged = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            try {
                DurableStore.requireUsable(
                        storage, folder.resolve(Staging.REPLICAS).resolve(name), domain, i);
            } catch (StoreRefusedException e) {
                throw new HomeRefused(String.valueOf(e.getMessage()), e);
            } catch (StoreDamagedException e) {
                damaged.add(name);
            }
        }
        requireEnough(damaged, missing);
    }

    private static void requireOpened(@Nullable Throwable failure) throws IOException, HomeRefused {
        switch (failure) {
            case null -> {}
            case StoreRefusedException refused -> throw new HomeRefused(String.valueOf(refused.getMessage()), refused);
            case IOException io -> throw io;
            default -> throw new IOException("a store cannot be opened", failure);
        }
    }

    /** Before any is made in place of one that is missing: so many replicas that only learn could not decide any more. */
    private void requireEnough(List<String> damaged, List<String> missing) throws HomeRefused {
        int faulty = new GroupSize(names.size()).faulty();
        if (damaged.size() + missing.size() > faulty) {
            List<String> parts = new ArrayList<>();
            if (!damaged.isEmpty()) {
                parts.add("damaged: " + String.join(", ", damaged));
            }
            if (!missing.isEmpty()) {
                parts.add("missing: " + String.join(", ", missing));
            }
            throw new HomeRefused(folder.resolve(Staging.REPLICAS) + ": of "
                    + names.size()
                    + " stores no more than " + faulty + " may be damaged or missing (" + String.join("; ", parts)
                    + "); put sound copies back, or give the group up and found a new one: 'tetrarch group refound'");
        }
    }

    /** @param opened all but those that are missing */
    private List<String> damaged(List<ReplicaStore> opened, List<String> missing) {
        List<String> rest = new ArrayList<>(names);
        rest.removeAll(missing);
        return IntStream.range(0, rest.size())
                .filter(i -> opened.get(i) instanceof DamagedStore)
                .mapToObj(rest::get)
                .toList();
    }

    /** The replicas whose stores must be there, and are not. */
    static List<String> missing(Path folder, List<String> names) {
        return names.stream()
                .filter(name -> !Files.exists(folder.resolve(Staging.REPLICAS).resolve(name))
                        && !Files.exists(Staging.unused(folder, name)))
                .toList();
    }

    /** The mark that a replica has never voted goes once its store exists, and before it can vote. */
    DurableStore open(int replica) throws IOException {
        String name = names.get(replica);
        Path unused = Staging.unused(folder, name);
        boolean mayBeNew = storage.disk().exists(unused);
        DurableStore store = DurableStore.open(
                storage,
                folder.resolve(Staging.REPLICAS).resolve(name),
                domain,
                replica,
                mayBeNew,
                WireLimits.of(names.size()));
        if (mayBeNew) {
            storage.disk().delete(unused);
            storage.disk().syncFolder(folder.resolve(Staging.REPLICAS));
        }
        return store;
    }
}
