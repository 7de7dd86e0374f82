package io.tetrarch.embedded.home;

import io.tetrarch.node.store.DurableStore;
import io.tetrarch.node.store.StoreDamagedException;
import io.tetrarch.node.store.StoreRefusedException;
import io.tetrarch.pbft.GroupSize;
import io.tetrarch.proof.group.Group;
import io.tetrarch.wire.WireLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The stores of a group that no process has open, opened for reading: nothing in them changes. */
final class StoresAtRest implements AutoCloseable {
    private final Path folder;
    private final Group group;
    private final NavigableMap<String, DurableStore> sound = new TreeMap<>();
    private final NavigableMap<String, StoreDamagedException> damaged = new TreeMap<>();

    /** @throws HomeRefused if one is another group's, or another version's */
    StoresAtRest(Path folder, Group group) throws IOException, HomeRefused {
        this.folder = folder;
        this.group = group;
        try {
            for (String name : group.replicaNames()) {
                open(name);
            }
        } catch (IOException | HomeRefused | RuntimeException e) {
            close();
            throw e;
        }
    }

    private void open(String name) throws IOException, HomeRefused {
        Path store = folder.resolve(Staging.REPLICAS).resolve(name);
        if (!Files.isDirectory(store)) {
            return;
        }
        WireLimits limits = WireLimits.of(group.replicas().size());
        try {
            sound.put(
                    name,
                    DurableStore.openForReading(
                            store, group.domain(), group.replicaNames().indexOf(name), limits));
        } catch (StoreDamagedException e) {
            damaged.put(name, e);
        } catch (StoreRefusedException e) {
            throw new HomeRefused(String.valueOf(e.getMessage()), e);
        }
    }

    /** Those that can be read, in the order of their replicas. */
    List<String> names() {
        return group.replicaNames().stream().filter(sound::containsKey).toList();
    }

    Optional<DurableStore> store(String replica) {
        return Optional.ofNullable(sound.get(replica));
    }

    List<DurableStore> stores() {
        return names().stream().flatMap(name -> store(name).stream()).toList();
    }

    /** What is wrong with those that cannot be opened, by the name of their replica. */
    NavigableMap<String, StoreDamagedException> damaged() {
        return damaged;
    }

    /** Those that must be there, and are not. */
    List<String> missing() {
        return StoreOpening.missing(folder, group.replicaNames());
    }

    KeptLedger ledger() {
        return new KeptLedger(stores(), faulty());
    }

    int faulty() {
        return new GroupSize(group.replicas().size()).faulty();
    }

    /**
     * Why the group cannot be opened any more, in a line; empty if it can.
     *
     * @param known how far its ledger was; empty if nobody remembers
     */
    Optional<String> loss(Optional<LedgerMark> known) throws IOException {
        if (known.isPresent()) {
            Optional<String> missing = ledger().missing(known.get());
            if (missing.isPresent()) {
                return missing;
            }
        }
        return damaged.size() + missing().size() <= faulty()
                ? Optional.empty()
                : Optional.of("of " + group.replicas().size() + " stores no more than " + faulty()
                        + " may be damaged or missing, and these are: " + String.join(", ", unusable()));
    }

    private List<String> unusable() {
        List<String> missing = missing();
        return group.replicaNames().stream()
                .filter(name -> damaged.containsKey(name) || missing.contains(name))
                .toList();
    }

    @Override
    public void close() {
        sound.values().forEach(DurableStore::close);
    }
}
