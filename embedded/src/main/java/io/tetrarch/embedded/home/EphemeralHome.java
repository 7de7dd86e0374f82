package io.tetrarch.embedded.home;

import io.tetrarch.client.journal.ExecutionJournal;
import io.tetrarch.client.request.RequestNumbers;
import io.tetrarch.crypto.ed25519.Ed25519Seed;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.crypto.signature.SigningKey;
import io.tetrarch.gate.charter.Charter;
import io.tetrarch.node.device.DeviceFile;
import io.tetrarch.node.record.RecordFolder;
import io.tetrarch.node.store.MemoryLedger;
import io.tetrarch.node.store.MemoryStore;
import io.tetrarch.node.store.ReplicaStore;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Succession;
import io.tetrarch.proof.group.Group;
import io.tetrarch.proof.group.ReplicaMember;
import io.tetrarch.wire.WireLimits;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A group that is made for one process and ends with it: nothing of it is ever on disk. */
public final class EphemeralHome implements Home {
    private final Founding founding;
    private final SignatureScheme scheme;
    private final List<ReplicaStore> stores;
    /** One for as long as the group lives, since a proof outlives the executor that first ran by it. */
    private final ExecutionJournal journal = ExecutionJournal.inMemory();

    private final Map<Bytes, SigningKey> keys = new ConcurrentHashMap<>();

    private EphemeralHome(Founding founding, SignatureScheme scheme) {
        this.founding = founding;
        this.scheme = scheme;
        MemoryLedger ledger =
                new MemoryLedger(WireLimits.of(founding.replicaSeeds().size()));
        this.stores = founding.replicaSeeds().stream()
                .<ReplicaStore>map(seed -> new MemoryStore(ledger))
                .toList();
        founding.replicaSeeds().forEach(this::add);
    }

    private Bytes add(byte[] seed) {
        SigningKey key = scheme.signingKey(seed);
        Bytes raw = Bytes.wrap(key.verifyingKey().raw());
        keys.put(raw, key);
        return raw;
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
    public Optional<SigningKey> replicaKey(ReplicaMember seat) {
        return Optional.ofNullable(keys.get(seat.key()));
    }

    @Override
    public Bytes newReplicaKey(String replica) {
        return add(Ed25519Seed.generate(new SecureRandom()));
    }

    @Override
    public void keep(List<Succession> lineage) {}

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
        return RequestNumbers.from(founding.group().gapsFrom());
    }

    @Override
    public List<ReplicaStore> openStores() {
        return stores;
    }

    @Override
    public void executed(LedgerMark end) {}

    @Override
    public List<String> notices() {
        return List.of();
    }

    /** The same store: a replica that forgot its votes must never come back under its name. */
    @Override
    public ReplicaStore openAgain(int replica) {
        return stores.get(replica);
    }

    @Override
    public Optional<RecordFolder> haltRecords() {
        return Optional.empty();
    }

    @Override
    public ExecutionJournal openJournal() {
        return journal;
    }

    @Override
    public Optional<String> takeOverJournal() {
        return Optional.empty();
    }

    @Override
    public void close() {}
}
