package io.tetrarch.embedded.home;

import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.node.store.DurableStore;
import io.tetrarch.node.store.LedgerArchive;
import io.tetrarch.node.store.LedgerFilling;
import io.tetrarch.node.store.StoreDamagedException;
import io.tetrarch.node.store.StoreRefusedException;
import io.tetrarch.proof.group.Group;
import io.tetrarch.wire.WireLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** The store of one replica whose peers run elsewhere, while nobody is at work with it. */
public final class NodeStore {
    private final Path data;
    private final Group group;
    private final String name;

    private NodeStore(Path data, Group group, String name) {
        this.data = data;
        this.group = group;
        this.name = name;
    }

    /** @throws HomeRefused if the file is of no such group, or it has no replica of this name */
    public static NodeStore of(Path group, String name, Path data, SignatureScheme scheme)
            throws IOException, HomeRefused {
        Group read = HomeFiles.networkedGroup(group, scheme);
        if (!read.replicaNames().contains(name)) {
            throw new HomeRefused(group + ": expected a replica of the group (" + String.join(", ", read.replicaNames())
                    + "), found " + name);
        }
        return new NodeStore(data, read, name);
    }

    /** In its first epoch. */
    public Group group() {
        return group;
    }

    String name() {
        return name;
    }

    Path data() {
        return data;
    }

    int self() {
        return group.replicaNames().indexOf(name);
    }

    Path stores() {
        return data.resolve(Staging.REPLICAS);
    }

    Path store() {
        return stores().resolve(name);
    }

    WireLimits limits() {
        return WireLimits.of(group.replicas().size());
    }

    /**
     * What is wrong with the store at this place; empty if all of it can be read.
     *
     * @throws HomeRefused if it is another's
     */
    Optional<StoreDamagedException> damage(Path store) throws IOException, HomeRefused {
        try (DurableStore opened = DurableStore.openForReading(store, group.domain(), self(), limits())) {
            opened.requireSound();
            return Optional.empty();
        } catch (StoreDamagedException e) {
            return Optional.of(e);
        } catch (StoreRefusedException e) {
            throw new HomeRefused(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * What came of a repair.
     *
     * @param aside where the damaged store is now, if it was
     * @param filled how many entries were missing in the ledger and are there now
     */
    public record Repaired(Optional<Path> aside, long filled) {}

    /** Reads a group's ledger, audited from its first entry on. */
    @FunctionalInterface
    public interface Peers {
        LedgerArchive ledger() throws IOException, HomeRefused, InterruptedException;
    }

    /**
     * Moves a damaged store aside; the replica learns when it is started. With peers, what is missing in its ledger is put
     * there from theirs: all of it, if the store was damaged or is gone.
     *
     * @throws HomeRefused if nothing is to be done, or the replica is at work
     */
    public Repaired repair(Optional<Peers> peers) throws IOException, HomeRefused, InterruptedException {
        if (!Files.isDirectory(data)) {
            throw new HomeRefused(data + ": no such folder");
        }
        FolderLock lock = FolderLock.acquire(data);
        try {
            return repairHeld(peers);
        } finally {
            lock.close();
        }
    }

    private Repaired repairHeld(Optional<Peers> peers) throws IOException, HomeRefused, InterruptedException {
        boolean isThere = Files.isDirectory(store());
        Optional<StoreDamagedException> damage = isThere ? damage(store()) : Optional.empty();
        if (isThere && damage.isEmpty() && (peers.isEmpty() || missing() == 0)) {
            throw new HomeRefused(store() + " is sound" + (peers.isEmpty() ? "" : " and lacks no entry of the ledger")
                    + ": there is nothing to repair");
        }
        if (!isThere && peers.isEmpty()) {
            throw new HomeRefused(store() + ": there is no store to repair; when the replica is started, it learns");
        }
        // the others first: whoever cannot be asked leaves everything as it is
        Optional<LedgerArchive> ledger =
                peers.isEmpty() ? Optional.empty() : Optional.of(peers.get().ledger());
        Optional<Path> aside = damage.isPresent() ? Optional.of(moveAside()) : Optional.empty();
        return new Repaired(aside, ledger.isPresent() ? fill(ledger.get()) : 0);
    }

    private long missing() throws IOException {
        try (DurableStore store = DurableStore.openForReading(store(), group.domain(), self(), limits())) {
            return LedgerFilling.missing(store.archive());
        }
    }

    private long fill(LedgerArchive ledger) throws IOException {
        Files.createDirectories(stores());
        try (DurableStore store = new StoreOpening(data, group).open(self())) {
            return LedgerFilling.fill(store, ledger);
        }
    }

    private Path moveAside() throws IOException {
        for (int i = 1; ; i++) {
            String aside = name + ".damaged-" + i;
            Path to = stores().resolve(aside);
            if (!Files.exists(to) && !group.replicaNames().contains(aside)) {
                Files.move(store(), to, StandardCopyOption.ATOMIC_MOVE);
                Staging.sync(stores());
                return to;
            }
        }
    }
}
