package io.tetrarch.net.node;

import io.tetrarch.node.store.History;
import io.tetrarch.node.store.LedgerArchive;
import io.tetrarch.node.store.ReplicaStore;
import io.tetrarch.pbft.Stored;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * A store that says how long each write took.
 *
 * @param took told of each that succeeded
 */
record TimedStore(ReplicaStore store, Consumer<Duration> took) implements ReplicaStore {
    @Override
    public History recover() throws IOException {
        return store.recover();
    }

    @Override
    public void append(List<Stored> records) throws IOException {
        long begun = System.nanoTime();
        store.append(records);
        took.accept(Duration.ofNanos(System.nanoTime() - begun));
    }

    @Override
    public void truncate() throws IOException {
        store.truncate();
    }

    @Override
    public boolean isDurable() {
        return store.isDurable();
    }

    @Override
    public OptionalLong bytesOnDisk() throws IOException {
        return store.bytesOnDisk();
    }

    @Override
    public LedgerArchive archive() {
        return store.archive();
    }

    @Override
    public void close() throws IOException {
        store.close();
    }
}
