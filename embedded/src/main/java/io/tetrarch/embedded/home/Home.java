package io.tetrarch.embedded.home;

import io.tetrarch.client.journal.ExecutionJournal;
import io.tetrarch.client.request.RequestNumbers;
import io.tetrarch.crypto.signature.SigningKey;
import io.tetrarch.gate.charter.Charter;
import io.tetrarch.node.device.DeviceFile;
import io.tetrarch.node.record.RecordFolder;
import io.tetrarch.node.store.ReplicaStore;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Succession;
import io.tetrarch.proof.group.Group;
import io.tetrarch.proof.group.ReplicaMember;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What an embedded cluster is made of, wherever it is kept. */
public interface Home extends AutoCloseable {
    /** As it was founded. */
    Group group();

    Charter charter();

    /** The private key of this replica's seat; empty if nobody has the seat, or whoever has it is elsewhere. */
    Optional<SigningKey> replicaKey(ReplicaMember seat);

    /** Makes a key that the replica of this name may be given, keeps it, and returns its public half. */
    Bytes newReplicaKey(String replica) throws IOException;

    /** Keeps the group files of later epochs, for people: the replicas go by their own logs. */
    void keep(List<Succession> lineage) throws IOException;

    /** The key of the client that the gate asks as. */
    SigningKey gateKey();

    /** Where an earlier build kept the paired devices. */
    DeviceFile deviceFile();

    RequestNumbers requestNumbers() throws IOException;

    /** Opens the stores of all replicas, by index. Whoever asks closes them. */
    List<ReplicaStore> openStores() throws IOException;

    /** Opens the store of one replica again, after it was closed, with what it held. Whoever asks closes it. */
    ReplicaStore openAgain(int replica) throws IOException;

    /** Where replicas that halt leave their records; empty if nothing is kept here. */
    Optional<RecordFolder> haltRecords();

    /** What this home's executor has begun, and what came of it. Whoever asks closes it. */
    ExecutionJournal openJournal() throws IOException;

    /** Takes over the journal that an earlier build kept here; one line on it, if there was one. */
    Optional<String> takeOverJournal() throws IOException;

    @Override
    void close() throws IOException;
}
