package io.tetrarch.embedded.home;

import io.tetrarch.crypto.file.WholeFile;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.gate.audit.Finding;
import io.tetrarch.gate.audit.LedgerAudit;
import io.tetrarch.node.store.DurableStore;
import io.tetrarch.node.store.LedgerArchive;
import io.tetrarch.node.store.StoreCopy;
import io.tetrarch.node.store.StoreDamagedException;
import io.tetrarch.node.store.StoreRefusedException;
import io.tetrarch.pbft.message.Batch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Backups of one replica, which may be at work meanwhile:
 *
 * <pre>
 * replicas/NAME/         its store as it was at one moment, without NAME.signed: whoever has it learns before it votes
 * epochs/, lineage.json  as in its folder
 * keys/later/            only if asked for
 * complete               written last
 * </pre>
 */
public final class NodeBackup {
    private static final String COMPLETE = "complete";
    private static final String SCRATCH = ".scratch";
    private static final List<String> FILES = List.of(Staging.LINEAGE);

    private final NodeStore node;
    private final SignatureScheme scheme;

    public NodeBackup(NodeStore node, SignatureScheme scheme) {
        this.node = node;
        this.scheme = scheme;
    }

    /**
     * What a backup holds.
     *
     * @param entries of the ledger, up to its end
     * @param audited how many of them, from the first on, were held against the group file; fewer where the replica never had
     *     what follows
     */
    public record Content(long entries, long audited) {}

    /**
     * Makes one, reads it again, and audits its ledger.
     *
     * @param to a folder that does not exist
     * @param withKeys also the private keys that the replica made for later epochs
     * @throws HomeRefused if there is nothing to copy, or it does not hold
     */
    public Content make(Path to, boolean withKeys) throws IOException, HomeRefused {
        if (Files.exists(to)) {
            throw new HomeRefused(to + " exists; give a folder that does not");
        }
        if (!Files.isDirectory(node.store())) {
            throw new HomeRefused(node.store() + ": there is no store to back up");
        }
        try {
            Files.createDirectories(to.toAbsolutePath().getParent());
            Files.createDirectory(
                    to, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Path stores = Files.createDirectory(to.resolve(Staging.REPLICAS));
            copyStore(node.store(), stores.resolve(node.name()), to.resolve(SCRATCH));
            copyRest(node.data(), to, withKeys);
            Content content = checked(stores.resolve(node.name()));
            WholeFile.replace(to.resolve(COMPLETE), new byte[0]);
            return content;
        } catch (IOException | HomeRefused | RuntimeException e) {
            delete(to);
            throw e;
        }
    }

    /**
     * Puts one in the place of a store that is gone. The replica learns when it is started.
     *
     * @throws HomeRefused if there is a store, or the backup is not whole, or of another replica, or does not hold
     */
    public Content restore(Path from) throws IOException, HomeRefused {
        Path source = from.resolve(Staging.REPLICAS).resolve(node.name());
        if (!Files.exists(from.resolve(COMPLETE))) {
            throw new HomeRefused(from + ": there is no backup here that was made to the end");
        }
        if (!Files.isDirectory(source)) {
            throw new HomeRefused(from + " is a backup of another replica than " + node.name());
        }
        Files.createDirectories(node.stores());
        return FolderLock.whileHeld(node.data(), () -> restoreHeld(from, source));
    }

    private Content restoreHeld(Path from, Path source) throws IOException, HomeRefused {
        if (Files.exists(node.store())) {
            throw new HomeRefused(node.store() + ": there is a store already; a backup goes where none is");
        }
        Content content = checked(source);
        Path made = node.stores().resolve(node.name() + ".restoring");
        delete(made);
        copyStore(source, made, node.data().resolve(SCRATCH));
        copyRest(from, node.data(), true);
        // it is not known to have been durable so far, nor never to have been at work
        Files.deleteIfExists(Staging.unused(node.data(), node.name()));
        Files.deleteIfExists(node.stores().resolve(node.name() + ".signed"));
        Staging.sync(node.stores());
        Files.move(made, node.store(), StandardCopyOption.ATOMIC_MOVE);
        Staging.sync(node.stores());
        return content;
    }

    private void copyStore(Path from, Path to, Path scratch) throws IOException, HomeRefused {
        delete(scratch);
        Files.createDirectory(scratch);
        try {
            StoreCopy.make(from, to, node.group().domain(), node.self(), scratch);
        } catch (StoreDamagedException | StoreRefusedException e) {
            throw new HomeRefused(String.valueOf(e.getMessage()), e);
        } finally {
            delete(scratch);
        }
    }

    private static void copyRest(Path from, Path to, boolean withKeys) throws IOException {
        for (String file : FILES) {
            copyIfThere(from.resolve(file), to.resolve(file));
        }
        copyAll(from.resolve(Staging.EPOCHS), to.resolve(Staging.EPOCHS));
        if (withKeys) {
            copyAll(Staging.laterKeys(from), Staging.laterKeys(to));
        }
    }

    private static void copyAll(Path from, Path to) throws IOException {
        if (Files.isDirectory(from)) {
            Files.createDirectories(to);
            try (Stream<Path> files = Files.list(from)) {
                for (Path file : files.sorted().toList()) {
                    copyIfThere(file, to.resolve(file.getFileName().toString()));
                }
            }
        }
    }

    /** What is there stays. */
    private static void copyIfThere(Path from, Path to) throws IOException {
        if (Files.exists(from) && !Files.exists(to)) {
            Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    /** Reads all of a copy. */
    private Content checked(Path store) throws IOException, HomeRefused {
        Optional<StoreDamagedException> damage = node.damage(store);
        if (damage.isPresent()) {
            throw new HomeRefused(String.valueOf(damage.get().getMessage()), damage.get());
        }
        try (DurableStore opened =
                DurableStore.openForReading(store, node.group().domain(), node.self(), node.limits())) {
            return new Content(opened.archive().size(), audited(store, opened.archive()));
        }
    }

    private long audited(Path store, LedgerArchive ledger) throws IOException, HomeRefused {
        LedgerAudit audit = new LedgerAudit(node.group(), scheme);
        Optional<LedgerArchive.Piece> next = ledger.pieceWith(0);
        while (next.isPresent()) {
            for (Batch batch : next.get().batches()) {
                if (batch.header().ledgerSize() > audit.size()) {
                    refuse(store, audit.take(batch));
                }
            }
            refuse(store, audit.take(next.get().certificate()));
            next = audit.size() < ledger.size() ? ledger.pieceWith(audit.size()) : Optional.empty();
        }
        return audit.certified();
    }

    private static void refuse(Path store, Optional<Finding> finding) throws HomeRefused {
        if (finding.isPresent()) {
            throw new HomeRefused(
                    store + ": its ledger does not hold: " + finding.get().line());
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> tree = Files.walk(folder)) {
                for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
