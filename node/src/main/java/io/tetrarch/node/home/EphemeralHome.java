package io.tetrarch.node.home;

import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.crypto.signature.SigningKey;
import io.tetrarch.gate.charter.Charter;
import io.tetrarch.gate.group.Group;
import io.tetrarch.node.client.RequestNumbers;
import io.tetrarch.node.device.DeviceFile;
import io.tetrarch.node.store.ExecutionJournal;
import io.tetrarch.node.store.MemoryStore;
import io.tetrarch.node.store.ReplicaStore;
import java.util.List;

/** A group that is made for one process and ends with it: nothing of it is ever on disk. */
public final class EphemeralHome implements Home {
    private final Founding founding;
    private final SignatureScheme scheme;
    private final List<ReplicaStore> stores;

    private EphemeralHome(Founding founding, SignatureScheme scheme) {
        this.founding = founding;
        this.scheme = scheme;
        this.stores = founding.replicaSeeds().stream()
                .<ReplicaStore>map(seed -> new MemoryStore())
                .toList();
    }

    /** @throws HomeRefused if the plan is of no possible group */
    public static EphemeralHome found(Plan plan, SignatureScheme scheme) throws HomeRefused {
        return new EphemeralHome(Founding.of(plan, scheme), scheme);
    }

    @Override
    public Group group() {
        return founding.group();
    }

    @Override
    public Charter charter() {
        return founding.charter();
    }

    @Override
    public List<SigningKey> replicaKeys() {
        return founding.replicaSeeds().stream().map(scheme::signingKey).toList();
    }

    @Override
    public SigningKey gateKey() {
        return scheme.signingKey(founding.gateSeed());
    }

    @Override
    public DeviceFile deviceFile() {
        return DeviceFile.none();
    }

    @Override
    public RequestNumbers requestNumbers() {
        return RequestNumbers.fresh();
    }

    @Override
    public List<ReplicaStore> openStores() {
        return stores;
    }

    /** The same store: a replica that forgot its votes must never come back under its name. */
    @Override
    public ReplicaStore openAgain(int replica) {
        return stores.get(replica);
    }

    @Override
    public ExecutionJournal openJournal() {
        return ExecutionJournal.inMemory();
    }

    @Override
    public void close() {}
}
