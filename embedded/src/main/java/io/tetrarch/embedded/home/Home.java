package io.tetrarch.embedded.home;

import io.tetrarch.node.store.ReplicaStore;
import java.io.IOException;
import java.util.List;

/** What an embedded cluster is made of, wherever it is kept: all its replicas are at home here, and their client. */
public interface Home extends ReplicaHome, ClientHome, AutoCloseable {
    /**
     * Opens the stores of all replicas, by index; one that is damaged recovers as one. Whoever asks closes them.
     *
     * @throws HomeRefused if more than f are damaged or missing, or they are not as far as they were
     */
    List<ReplicaStore> openStores() throws IOException, HomeRefused;

    /** The ledger has come to this end. Never blocks; for any thread. */
    void executed(LedgerMark end);

    /** What opening the stores found that its user should know, a line each. */
    List<String> notices();

    @Override
    void close() throws IOException;
}
