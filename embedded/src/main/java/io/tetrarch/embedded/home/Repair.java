package io.tetrarch.embedded.home;

import io.tetrarch.client.journal.Beginning;
import io.tetrarch.client.journal.FileJournal;
import io.tetrarch.client.journal.JournalRefusedException;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.embedded.journal.ExecutorFiles;
import io.tetrarch.node.store.DurableStore;
import io.tetrarch.node.store.StoreDamagedException;
import io.tetrarch.pbft.ReplicaReport;
import io.tetrarch.proof.group.Group;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts in order what a folder can go on without. Nothing is deleted, and nothing is done while the group runs. */
public final class Repair {
    private final Path folder;
    private final SignatureScheme scheme;

    public Repair(Path folder, SignatureScheme scheme) {
        this.folder = folder;
        this.scheme = scheme;
    }

    /**
     * Moves the damaged store of a replica aside. At the next start it has none, listens, and heals from the others.
     *
     * @return where the store is now
     * @throws HomeRefused if its store is sound or not there, or the others could not heal it
     */
    public Path store(String replica) throws IOException, HomeRefused {
        requireGroup();
        return FolderLock.whileHeld(folder, () -> {
            Group group = HomeFiles.group(folder, scheme);
            if (!group.replicaNames().contains(replica)) {
                throw new HomeRefused("expected one of the replicas " + String.join(", ", group.replicaNames())
                        + ", found " + replica);
            }
            Path store = folder.resolve(Staging.REPLICAS).resolve(replica);
            if (!Files.isDirectory(store)) {
                throw new HomeRefused(store + ": there is no store to repair; at the next start the replica heals");
            }
            try (StoresAtRest stores = new StoresAtRest(folder, group)) {
                if (damage(stores, replica).isEmpty()) {
                    throw new HomeRefused(store + " is sound: there is nothing to repair");
                }
                requireOthers(stores, group, replica);
            }
            return moveAside(store, group);
        });
    }

    private void requireGroup() throws HomeRefused {
        if (!Files.exists(folder.resolve(Staging.GROUP))) {
            throw new HomeRefused(folder + ": there is no group here");
        }
    }

    /** Whatever of it is damaged, also where opening does not look. */
    private static Optional<StoreDamagedException> damage(StoresAtRest stores, String replica) throws IOException {
        Optional<DurableStore> store = stores.store(replica);
        if (store.isEmpty()) {
            return Optional.ofNullable(stores.damaged().get(replica));
        }
        try {
            store.get().requireSound();
            return Optional.empty();
        } catch (StoreDamagedException e) {
            return Optional.of(e);
        }
    }

    /** Replicas that have lost their votes cannot heal each other. */
    private void requireOthers(StoresAtRest stores, Group group, String replica) throws IOException, HomeRefused {
        List<String> unfit = new ArrayList<>(stores.missing());
        List<Group> epochs = HomeFiles.groups(folder, group, scheme);
        for (String other : group.replicaNames()) {
            if (!other.equals(replica) && !unfit.contains(other) && isUnfit(stores, group, other, epochs)) {
                unfit.add(other);
            }
        }
        if (unfit.size() + 1 > stores.faulty()) {
            throw new HomeRefused(replica + " could not heal, since these lack their votes too: "
                    + String.join(", ", unfit) + "; let those heal first, put sound copies back, or found a new group:"
                    + " 'tetrarch group refound'");
        }
    }

    private boolean isUnfit(StoresAtRest stores, Group group, String name, List<Group> epochs)
            throws IOException, HomeRefused {
        if (damage(stores, name).isPresent()) {
            return true;
        }
        Path store = folder.resolve(Staging.REPLICAS).resolve(name);
        return Files.isDirectory(store)
                && StoppedGroup.inspect(store, group.replicaNames().indexOf(name), group, epochs, scheme)
                        .inspection()
                        .report()
                        .filter(report -> report.stage() == ReplicaReport.Stage.LEARNING)
                        .isPresent();
    }

    private Path moveAside(Path store, Group group) throws IOException {
        for (int i = 1; ; i++) {
            String name = store.getFileName() + ".damaged-" + i;
            Path aside = store.resolveSibling(name);
            if (!Files.exists(aside) && !group.replicaNames().contains(name)) {
                Files.move(store, aside, StandardCopyOption.ATOMIC_MOVE);
                Staging.sync(folder.resolve(Staging.REPLICAS));
                return aside;
            }
        }
    }

    /**
     * Begins another journal of runs in the place of one that is gone, damaged, or was set back; one that was set back is
     * gone on with. Nothing that was decided before now will run, since nobody knows whether it has.
     *
     * @param acceptedBy who answers for that
     * @throws HomeRefused if the journal is as it must be
     */
    public void journal(String acceptedBy, long nowMillis) throws IOException, HomeRefused {
        requireGroup();
        FolderLock.whileHeld(folder, () -> {
            Group group = HomeFiles.group(folder, scheme);
            FolderMark mark = FolderMark.read(folder)
                    .orElseThrow(() -> new HomeRefused(folder + ": nothing is known of an earlier journal"));
            ExecutorFiles files = new ExecutorFiles(folder, group.id());
            Optional<Long> used = used(files);
            if (used.isPresent() && used.get() >= mark.executor().used()) {
                throw new HomeRefused(folder.resolve(ExecutorFiles.LOG) + " is as it was: there is nothing to repair");
            }
            // the mark first: from then on nothing of before may run, whatever becomes of the rest
            LedgerMark ledger = furthest(group, mark);
            FolderMark next = mark.with(ledger)
                    .with(mark.executor()
                            .next(new Beginning(ledger.entries(), nowMillis), acceptedBy)
                            .withUsed(used.orElse(0L)));
            next.write(folder);
            if (used.isEmpty()) {
                files.retire();
            }
            return next;
        });
    }

    /** How many requests the journal has used; empty if it cannot be opened, or is not there. */
    private static Optional<Long> used(ExecutorFiles files) throws IOException {
        if (!files.exist()) {
            return files.mustExist() ? Optional.empty() : Optional.of(0L);
        }
        try (FileJournal journal = files.open()) {
            return Optional.of(journal.used());
        } catch (JournalRefusedException e) {
            return Optional.empty();
        }
    }

    private LedgerMark furthest(Group group, FolderMark mark) throws IOException, HomeRefused {
        try (StoresAtRest stores = new StoresAtRest(folder, group)) {
            return mark.ledger().orFurther(stores.ledger().end());
        }
    }

    /**
     * Makes a folder's mark anew where it is gone or damaged: of what its stores hold, and with another journal, since how
     * far the one before was is not known.
     *
     * @param acceptedBy who answers for that
     * @throws HomeRefused if the mark can be read
     */
    public LedgerMark mark(String acceptedBy, long nowMillis) throws IOException, HomeRefused {
        requireGroup();
        return FolderLock.whileHeld(folder, () -> {
            if (isReadable()) {
                throw new HomeRefused(
                        folder.resolve(FolderMark.FILE) + " is as it must be: there is nothing to repair");
            }
            Group group = HomeFiles.group(folder, scheme);
            LedgerMark ledger = furthest(group, FolderMark.NEW);
            new FolderMark(ledger, ExecutorMark.NEW.next(new Beginning(ledger.entries(), nowMillis), acceptedBy))
                    .write(folder);
            return ledger;
        });
    }

    private boolean isReadable() throws IOException {
        try {
            FolderMark.read(folder);
            return true; // or it was never made, and the next start makes it
        } catch (HomeRefused e) {
            return false;
        }
    }
}
