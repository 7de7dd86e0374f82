package io.tetrarch.embedded.home;

import io.tetrarch.client.journal.ExecutionJournal;
import io.tetrarch.crypto.authentication.Authenticator;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.embedded.journal.ExecutorFiles;
import io.tetrarch.gate.charter.Charter;
import io.tetrarch.node.store.DurableStore;
import io.tetrarch.node.store.LedgerArchive;
import io.tetrarch.pbft.message.Evidence;
import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.proof.group.Group;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * A home on disk, opened to look at what was decided and run: nothing in it changes, no key is read, and nothing is
 * decided meanwhile.
 */
public final class Inspection implements AutoCloseable {
    private final SignatureScheme scheme;
    private final Group group;
    private final List<Group> groups;
    private final Charter charter;
    private final Optional<FolderLock> lock;
    private final Path folder;
    private final StoresAtRest stores;
    private final ExecutorFiles.Reading journal;

    private Inspection(Path folder, SignatureScheme scheme, Optional<FolderLock> lock) throws IOException, HomeRefused {
        this.scheme = scheme;
        this.lock = lock;
        this.group = HomeFiles.group(folder, scheme);
        this.groups = HomeFiles.groups(folder, group, scheme);
        this.charter = HomeFiles.charter(folder, group);
        this.folder = folder;
        this.stores = new StoresAtRest(folder, group);
        try {
            this.journal = new ExecutorFiles(folder, group.id()).openForReading();
        } catch (IOException | RuntimeException e) {
            stores.close();
            throw e;
        }
    }

    /**
     * Opens the home in {@code folder}.
     *
     * @throws HomeRefused if there is none, it is in use, or a file in it is not as it must be
     */
    public static Inspection open(Path folder, SignatureScheme scheme) throws IOException, HomeRefused {
        if (!Files.exists(folder.resolve(Staging.GROUP))) {
            throw new HomeRefused(folder
                    + (Staging.isCutShort(folder)
                            ? ": the founding of the group here was cut short; 'tetrarch init' completes it"
                            : ": there is no group here"));
        }
        // who may not write here keeps nobody from it either
        Optional<FolderLock> lock =
                Files.isWritable(folder) ? Optional.of(FolderLock.acquire(folder)) : Optional.empty();
        try {
            return new Inspection(folder, scheme, lock);
        } catch (IOException | HomeRefused | RuntimeException e) {
            if (lock.isPresent()) {
                lock.get().close();
            }
            throw e;
        }
    }

    /** As it was founded. */
    public Group group() {
        return group;
    }

    /** In every epoch that it has come to, from the founding on. */
    public List<Group> groups() {
        return groups;
    }

    /** The charter that the group was founded with. */
    public Charter charter() {
        return charter;
    }

    /** The text of that charter. */
    public byte[] charterFile() throws IOException {
        return Files.readAllBytes(folder.resolve(Staging.CHARTER));
    }

    /** What became of a group that this one was founded in the place of, as the file beside its group file says. */
    public Optional<Path> lostGroup() {
        return Optional.of(folder.resolve(Refounding.NOTE)).filter(Files::exists);
    }

    /**
     * What each replica has executed, by its name, in the order of the replicas; one that never ran, or whose store cannot
     * be opened, is left out.
     */
    public SequencedMap<String, LedgerArchive> ledgers() {
        SequencedMap<String, LedgerArchive> ledgers = new LinkedHashMap<>();
        for (String name : stores.names()) {
            stores.store(name).ifPresent(store -> ledgers.put(name, store.archive()));
        }
        return ledgers;
    }

    /** What is wrong with the stores that cannot be opened, a line each, by the name of their replica. */
    public NavigableMap<String, String> damaged() {
        NavigableMap<String, String> lines = new TreeMap<>();
        stores.damaged().forEach((name, damage) -> lines.put(name, String.valueOf(damage.getMessage())));
        return lines;
    }

    /** What the folder has lost so much of that its group cannot be opened any more, in a line; empty if it can. */
    public Optional<String> loss() throws IOException {
        try {
            return stores.loss(FolderMark.read(folder).map(FolderMark::ledger));
        } catch (HomeRefused e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /**
     * What a replica was convicted of.
     *
     * @param group in the epoch that it was said in, by whose keys it is proven
     */
    public record Conviction(Group group, Evidence evidence) {
        private boolean isOf(Conviction other) {
            return group.equals(other.group) && evidence.slot().equals(other.evidence.slot());
        }
    }

    /**
     * What the replicas have proof of, each once.
     *
     * @throws IOException if a store has something that proves nothing
     */
    public List<Conviction> convictions() throws IOException {
        List<Conviction> all = new ArrayList<>();
        for (DurableStore store : stores.stores()) {
            for (Evidence evidence : store.evidence()) {
                Conviction conviction = new Conviction(groupOf(evidence), evidence);
                if (all.stream().noneMatch(conviction::isOf)) {
                    all.add(conviction);
                }
            }
        }
        return all;
    }

    /** Evidence does not say which epoch it is of: its signatures are good in no other. */
    private Group groupOf(Evidence evidence) throws IOException {
        return groups.stream()
                .filter(each -> new Authenticator(each.keyring(scheme), each.domain()).isAuthentic(evidence))
                .findFirst()
                .orElseThrow(() -> new IOException(
                        "evidence against replica " + evidence.slot().replica() + " proves nothing in any epoch"));
    }

    /** What this home's executor did about a request. */
    public Optional<ExecutionJournal.Run> run(RequestId request) throws IOException {
        return journal.find(request);
    }

    @Override
    public void close() throws IOException {
        stores.close();
        journal.close();
        if (lock.isPresent()) {
            lock.get().close();
        }
    }
}
