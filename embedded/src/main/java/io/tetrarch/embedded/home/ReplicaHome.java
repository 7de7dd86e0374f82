package io.tetrarch.embedded.home;

import io.tetrarch.crypto.signature.SigningKey;
import io.tetrarch.gate.charter.Charter;
import io.tetrarch.node.record.RecordFolder;
import io.tetrarch.node.store.ReplicaStore;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Succession;
import io.tetrarch.proof.group.Group;
import io.tetrarch.proof.group.ReplicaMember;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What the process of a replica needs of the place that its group is kept in: its key, its store, its records. */
public interface ReplicaHome {
    /** As it was founded. */
    Group group();

    /** As it was founded. */
    Charter charter();

    /** The private key of this replica's seat; empty if nobody has the seat, or whoever has it is elsewhere. */
    Optional<SigningKey> replicaKey(ReplicaMember seat);

    /** Makes a key that the replica of this name may be given, keeps it, and returns its public half. */
    Bytes newReplicaKey(String replica) throws IOException;

    /** Keeps the group files of later epochs, for people: the replicas go by their own logs. */
    void keep(List<Succession> lineage) throws IOException;

    /** Opens the store of one replica again, after it was closed, with what it held. Whoever asks closes it. */
    ReplicaStore openAgain(int replica) throws IOException;

    /** Where replicas that halt leave their records; empty if nothing is kept here. */
    Optional<RecordFolder> haltRecords();
}
