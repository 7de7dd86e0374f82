package io.tetrarch.embedded.home;

import io.tetrarch.crypto.keyfile.Passphrase;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.crypto.signature.SigningKey;
import io.tetrarch.gate.charter.Charter;
import io.tetrarch.node.record.RecordFolder;
import io.tetrarch.node.store.ReplicaStore;
import io.tetrarch.node.store.StoreDamagedException;
import io.tetrarch.node.store.StoreRefusedException;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Succession;
import io.tetrarch.proof.group.Group;
import io.tetrarch.proof.group.ReplicaMember;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The home of one replica whose peers run elsewhere, locked by this process. Its files, as in a {@link DataFolder}:
 *
 * <pre>
 * replicas/NAME/       the replica's store, with NAME.signed beside it
 * replicas/NAME.unused there as long as that store need not exist, since the replica has never voted
 * epochs/, lineage.json  the group files of later epochs
 * keys/later/          keys that the replica was given later
 * records/             what it went through, if it halted
 * lock                 held by the process
 * </pre>
 */
public final class NodeFolder implements ReplicaHome, AutoCloseable {
    private final Path data;
    private final FolderLock lock;
    private final Group group;
    private final Charter charter;
    private final ReplicaKeys keys;
    private final SigningKey key;
    private final int self;

    /**
     * What an operator gives a replica.
     *
     * @param name of the replica
     * @param data where it keeps what it has signed; made if it does not exist
     * @param isNew the replica has never voted, so that it needs no store to begin with
     */
    public record Given(Path group, Path charter, String name, Path key, Path data, boolean isNew) {}

    private NodeFolder(Given given, Group group, Charter charter, FolderLock lock, ReplicaKeys keys, SigningKey key) {
        this.data = given.data();
        this.group = group;
        this.charter = charter;
        this.lock = lock;
        this.keys = keys;
        this.key = key;
        this.self = group.replicaNames().indexOf(given.name());
    }

    /** @throws HomeRefused if a file is not as it must be, or the folder is in use */
    public static NodeFolder open(Given given, SignatureScheme scheme, Passphrase passphrase)
            throws IOException, HomeRefused {
        Group group = HomeFiles.networkedGroup(given.group(), scheme);
        ReplicaMember seat = group.replicas().stream()
                .filter(replica -> replica.name().equals(given.name()))
                .findFirst()
                .orElseThrow(() -> new HomeRefused(given.group() + ": expected a replica of the group ("
                        + String.join(", ", group.replicaNames()) + "), found " + given.name()));
        Charter charter = HomeFiles.charterIn(given.charter(), group);
        ReplicaKeys keys = new ReplicaKeys(scheme, passphrase, Staging.laterKeys(given.data()));
        SigningKey key = keys.read(given.key(), seat.name(), seat.key());
        Path stores = given.data().resolve(Staging.REPLICAS);
        if (given.isNew() && Files.exists(stores.resolve(seat.name()))) {
            throw new HomeRefused(given.data() + ": there is a store of " + seat.name()
                    + " already, so it may have voted, and does not begin anew");
        }
        Files.createDirectories(stores);
        FolderLock lock = FolderLock.acquire(given.data());
        try {
            if (given.isNew() && !Files.exists(Staging.unused(given.data(), seat.name()))) {
                Files.createFile(Staging.unused(given.data(), seat.name()));
                Staging.sync(stores);
            }
            return new NodeFolder(given, group, charter, lock, keys, key);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    @Override
    public Group group() {
        return group;
    }

    @Override
    public Charter charter() {
        return charter;
    }

    /** The index of the replica at home here. */
    public int self() {
        return self;
    }

    /** The key that the group file of the founding lists for it. */
    public SigningKey key() {
        return key;
    }

    @Override
    public Optional<SigningKey> replicaKey(ReplicaMember seat) {
        return keys.find(seat.key());
    }

    @Override
    public Bytes newReplicaKey(String replica) throws IOException {
        if (!replica.equals(group.replicaNames().get(self))) {
            throw new IOException("the key of " + replica + " is made where that replica runs");
        }
        return keys.make(replica);
    }

    @Override
    public void keep(List<Succession> lineage) throws IOException {
        HomeFiles.keep(data, lineage);
    }

    /**
     * Opens the replica's store. One that is gone, or has fewer records than it had, makes a learner of the replica.
     *
     * @throws HomeRefused if it is damaged, or another's
     */
    public ReplicaStore openStore() throws IOException, HomeRefused {
        try {
            return openAgain(self);
        } catch (StoreRefusedException | StoreDamagedException e) {
            throw new HomeRefused(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public ReplicaStore openAgain(int replica) throws IOException {
        return new StoreOpening(data, group).open(replica);
    }

    @Override
    public Optional<RecordFolder> haltRecords() {
        return Optional.of(HomeFiles.haltRecords(data));
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
