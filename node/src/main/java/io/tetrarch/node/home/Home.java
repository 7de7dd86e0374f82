package io.tetrarch.node.home;

import io.tetrarch.crypto.signature.SigningKey;
import io.tetrarch.gate.charter.Charter;
import io.tetrarch.gate.group.Group;
import io.tetrarch.node.client.RequestNumbers;
import io.tetrarch.node.device.DeviceFile;
import io.tetrarch.node.store.ExecutionJournal;
import io.tetrarch.node.store.ReplicaStore;
import java.io.IOException;
import java.util.List;

/** What an embedded cluster is made of, wherever it is kept. */
public interface Home extends AutoCloseable {
    Group group();

    Charter charter();

    /** The replicas' keys, by index. */
    List<SigningKey> replicaKeys();

    /** The key of the client that the gate asks as. */
    SigningKey gateKey();

    /** Where the paired devices are kept. */
    DeviceFile deviceFile();

    RequestNumbers requestNumbers() throws IOException;

    /** Opens the stores of all replicas, by index. Whoever asks closes them. */
    List<ReplicaStore> openStores() throws IOException;

    /** Opens the store of one replica again, after it was closed, with what it held. Whoever asks closes it. */
    ReplicaStore openAgain(int replica) throws IOException;

    /** What this home's executor has begun, and what came of it. Whoever asks closes it. */
    ExecutionJournal openJournal() throws IOException;

    @Override
    void close() throws IOException;
}
