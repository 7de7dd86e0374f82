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
final class FolderInspection implements Inspection {
    private final SignatureScheme scheme;
    private final Group group;
    private final List<Group> groups;
    private final Charter charter;
    private final Optional<FolderLock> lock;
    private final Path folder;
    private final StoresAtRest stores;
    private final ExecutorFiles.Reading journal;

    private FolderInspection(Path folder, SignatureScheme scheme, Optional<FolderLock> lock)
            throws IOException, HomeRefused {
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
    static FolderInspection open(Path folder, SignatureScheme scheme) throws IOException, HomeRefused {
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
            return new FolderInspection(folder, scheme, lock);
        } catch (IOException | HomeRefused | RuntimeException e) {
            if (lock.isPresent()) {
                lock.get().close();
            }
            throw e;
        }
    }

    @Override
    public Group group() {
        return group;
    }

    @Override
    public List<Group> groups() {
        return groups;
    }

    @Override
    public Charter charter() {
        return charter;
    }

    @Override
    public byte[] charterFile() throws IOException {
        return Files.readAllBytes(folder.resolve(Staging.CHARTER));
    }

    @Override
    public Optional<Path> lostGroup() {
        return Optional.of(folder.resolve(Refounding.NOTE)).filter(Files::exists);
    }

    @Override
    public SequencedMap<String, LedgerArchive> ledgers() {
        SequencedMap<String, LedgerArchive> ledgers = new LinkedHashMap<>();
        for (String name : stores.names()) {
            stores.store(name).ifPresent(store -> ledgers.put(name, store.archive()));
        }
        return ledgers;
    }

    @Override
    public NavigableMap<String, String> damaged() {
        NavigableMap<String, String> lines = new TreeMap<>();
        stores.damaged().forEach((name, damage) -> lines.put(name, String.valueOf(damage.getMessage())));
        return lines;
    }

    @Override
    public Optional<String> loss() throws IOException {
        try {
            return stores.loss(FolderMark.read(folder).map(FolderMark::ledger));
        } catch (HomeRefused e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    @Override
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

    @Override
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
