package io.tetrarch.embedded.home;

import io.tetrarch.client.journal.ExecutionJournal;
import io.tetrarch.client.journal.JournalRefusedException;
import io.tetrarch.client.request.RequestNumbers;
import io.tetrarch.client.request.ReservedNumbers;
import io.tetrarch.crypto.keyfile.Passphrase;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.crypto.signature.SigningKey;
import io.tetrarch.embedded.journal.ExecutorFiles;
import io.tetrarch.gate.charter.Charter;
import io.tetrarch.node.device.DeviceFile;
import io.tetrarch.node.record.RecordFolder;
import io.tetrarch.node.store.ReplicaStore;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Succession;
import io.tetrarch.proof.group.Group;
import io.tetrarch.proof.group.ReplicaMember;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A home on disk, open and locked by this process. Its files:
 *
 * <pre>
 * group.json           the group file of the founding; a folder that has it is complete
 * charter.yaml         the charter, whose digest the group file holds
 * keys/NAME.pem        private keys of the replicas and of the gate, mode 0600
 * keys/later/          those of replicas that were given another key
 * epochs/N.json        the group file of a later epoch
 * lineage.json         what leads from the founding's group file to them
 * gate.numbers         up to where the gate's request numbers may be in use
 * ledger.mark          how far the ledger and the executor's journal were ({@link FolderMark}), with replicas/marked
 * replicas/NAME/       a replica's store
 * replicas/NAME.damaged-N  a store that {@link Repair} moved aside
 * replicas/NAME.unused there as long as that store need not exist, since the replica has never voted
 * asked/N.json         what was asked for by handles, action and proof included ({@link AskedRequests}); mode 0600
 * executor.log         what this folder's executor has begun, with executor and executor.log.lock ({@link ExecutorFiles})
 * devices.json         the paired devices, as an earlier build kept them; gone once the ledger tells of them
 * secrets.key          under which actions have digests of secrets, mode 0600; there once it was needed
 * records/             of replicas that halted: what they went through, actions included; mode 0600
 * running/             what it is running now, or was when it died
 * gate.sock, gate.pid, gate.log   of a server that runs in it, with the folder .s while it starts
 * mcp/NAME.json        how the tools of an MCP server were defined when they were first seen
 * lost.json, lost-N/   of a group that was founded in the place of one that lost its ledger ({@link Refounding})
 * </pre>
 */
public final class DataFolder implements Home {
    private final Path folder;
    private final FolderLock lock;
    private final Group group;
    private final Charter charter;
    private final ReplicaKeys keys;
    private final SigningKey gateKey;
    private final List<String> notices = new ArrayList<>();
    private final MarkKeeper mark;

    private DataFolder(Path folder, FolderLock lock, SignatureScheme scheme, Passphrase passphrase)
            throws IOException, HomeRefused {
        this.folder = folder;
        this.lock = lock;
        this.group = HomeFiles.group(folder, scheme);
        this.charter = HomeFiles.charter(folder, group);
        this.keys = new ReplicaKeys(scheme, passphrase, Staging.laterKeys(folder));
        boolean mayBeGone = Files.exists(folder.resolve(Staging.LINEAGE));
        for (var replica : group.replicas()) {
            Path file = Staging.keyFile(folder, replica.name());
            if (!mayBeGone || Files.exists(file)) {
                keys.read(file, replica.name(), replica.key());
            }
        }
        var gate = group.clients().stream()
                .filter(client -> client.name().equals(Plan.GATE))
                .findFirst()
                .orElseThrow(() -> new HomeRefused(groupFile() + ": expected a client named " + Plan.GATE));
        this.gateKey = keys.read(Staging.keyFile(folder, gate.name()), gate.name(), gate.key());
        this.mark = new MarkKeeper(folder, FolderMark.read(folder));
    }

    /**
     * Opens the home in {@code folder}, founding one by {@code plan} where there is none. A founding that was cut short
     * is completed or begun anew.
     *
     * @throws HomeRefused if the folder is in use, holds something else, or a file in it is not as it must be
     */
    public static DataFolder open(Path folder, Plan plan, SignatureScheme scheme, Passphrase passphrase)
            throws IOException, HomeRefused {
        return open(folder, plan, scheme, passphrase, false);
    }

    /**
     * Founds a home by {@code plan} where there is none; if that fails, no part of a group stays.
     *
     * @throws HomeRefused if there is one already, the plan is of no possible group, or the folder holds something else
     */
    public static DataFolder found(Path folder, Plan plan, SignatureScheme scheme, Passphrase passphrase)
            throws IOException, HomeRefused {
        return open(folder, plan, scheme, passphrase, true);
    }

    private static DataFolder open(
            Path folder, Plan plan, SignatureScheme scheme, Passphrase passphrase, boolean mustBeNew)
            throws IOException, HomeRefused {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new HomeRefused(folder + " is not a folder");
        }
        // what is refused is refused before anything is made, the folder and its lock included
        Optional<Founding> prepared = Optional.empty();
        if (!Staging.isFounded(folder)) {
            Staging.refuseOthers(folder);
            prepared = Optional.of(Founding.of(plan, scheme));
        }
        createIfAbsent(folder);
        FolderLock lock = FolderLock.acquire(folder);
        try {
            boolean cutShort = Staging.isCutShort(folder);
            Staging.complete(folder);
            boolean isNew = !Files.exists(folder.resolve(Staging.GROUP));
            if (mustBeNew && !isNew) {
                throw new HomeRefused(folder + ": there is a group already"
                        + (cutShort ? ", whose founding had been cut short; it is complete now" : ""));
            }
            if (isNew) {
                Staging.refuseOthers(folder);
                Staging.found(
                        folder, plan, prepared.isPresent() ? prepared.get() : Founding.of(plan, scheme), passphrase);
            }
            return new DataFolder(folder, lock, scheme, passphrase);
        } catch (IOException | HomeRefused | RuntimeException | Error e) {
            lock.close();
            throw e;
        }
    }

    /** One that is there already keeps the rights that its owner gave it. */
    private static void createIfAbsent(Path folder) throws IOException {
        Path parent = folder.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        try {
            Staging.createOwn(folder);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(folder)) {
                throw e;
            }
        }
    }

    /** Where the group file is, for whoever verifies proofs. */
    public Path groupFile() {
        return folder.resolve(Staging.GROUP);
    }

    @Override
    public Group group() {
        return group;
    }

    @Override
    public Charter charter() {
        return charter;
    }

    @Override
    public Optional<SigningKey> replicaKey(ReplicaMember seat) {
        return keys.find(seat.key());
    }

    @Override
    public Bytes newReplicaKey(String replica) throws IOException {
        return keys.make(replica);
    }

    @Override
    public void keep(List<Succession> lineage) throws IOException {
        HomeFiles.keep(folder, lineage);
    }

    @Override
    public SigningKey gateKey() {
        return gateKey;
    }

    @Override
    public DeviceFile deviceFile() {
        return DeviceFile.at(folder.resolve("devices.json"));
    }

    @Override
    public RequestNumbers requestNumbers() throws HomeRefused {
        try {
            ReservedNumbers numbers = ReservedNumbers.open(folder.resolve(Staging.NUMBERS));
            if (numbers.beginAt(group.gapsFrom()) && group.gapsFrom() > 1) {
                notices.add(folder.resolve(Staging.NUMBERS) + " goes on with " + group.gapsFrom()
                        + ": from this request number on one that waits long holds back no other");
            }
            return numbers;
        } catch (IOException e) {
            throw new HomeRefused(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public List<ReplicaStore> openStores() throws IOException, HomeRefused {
        requireJournal();
        List<ReplicaStore> stores = new StoreOpening(folder, group).open();
        try {
            Losses losses = new Losses(folder, group, stores);
            Optional<LedgerMark> known = mark.ledger();
            if (known.isPresent()) {
                losses.refuseShorterThan(known.get());
            } else {
                LedgerMark first = losses.ledger().end();
                mark.begin(first);
                notices.add(folder.resolve(FolderMark.FILE) + " is made, since an earlier build made none: this folder"
                        + " remembers from now on that the ledger has " + first.text());
            }
            losses.refuseNumbersSetBack(gateKey.verifyingKey().id());
            return stores;
        } catch (IOException | HomeRefused | RuntimeException | Error e) {
            for (ReplicaStore store : stores) {
                store.close();
            }
            throw e;
        }
    }

    /** Nobody decides what this folder's executor may then not run. */
    private void requireJournal() throws IOException, HomeRefused {
        ExecutorFiles files = new ExecutorFiles(folder, group.id());
        try {
            MarkedJournal.requireThere(folder, files, mark);
            files.requireOfGroup();
        } catch (JournalRefusedException e) {
            throw new HomeRefused(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public void executed(LedgerMark end) {
        mark.ledger(end);
    }

    @Override
    public List<String> notices() {
        return List.copyOf(notices);
    }

    @Override
    public ReplicaStore openAgain(int replica) throws IOException {
        return new StoreOpening(folder, group).open(replica);
    }

    @Override
    public Optional<RecordFolder> haltRecords() {
        return Optional.of(HomeFiles.haltRecords(folder));
    }

    @Override
    public AskedRequests askedRequests() {
        return AskedRequests.in(folder.resolve("asked"));
    }

    @Override
    public ExecutionJournal openJournal() throws IOException {
        return MarkedJournal.open(folder, new ExecutorFiles(folder, group.id()), mark);
    }

    @Override
    public Optional<String> takeOverJournal() throws IOException {
        ExecutorFiles files = new ExecutorFiles(folder, group.id());
        MarkedJournal.requireThere(folder, files, mark);
        return files.takeOver();
    }

    @Override
    public void close() throws IOException {
        try (lock) {
            mark.close();
        }
    }
}
