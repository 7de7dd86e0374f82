package io.tetrarch.embedded.home;

import io.tetrarch.node.store.ReplicaStore;
import java.io.IOException;
import java.util.List;

/** What an embedded cluster is made of, wherever it is kept: all its replicas are at home here, and their client. */
public interface Home extends ReplicaHome, ClientHome, AutoCloseable {
    /** Opens the stores of all replicas, by index. Whoever asks closes them. */
    List<ReplicaStore> openStores() throws IOException;

    @Override
    void close() throws IOException;
}
