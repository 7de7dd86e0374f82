package io.tetrarch.node.store;

import java.io.IOException;
import org.rocksdb.RocksDB;

/** Loads RocksDB's native library, once per process; what goes wrong is a failure like any other of the store. */
final class RocksLibrary {
    private static final Object ONCE = new Object();

    private RocksLibrary() {}

    static void load() throws IOException {
        synchronized (ONCE) {
            try {
                RocksDB.loadLibrary();
            } catch (RuntimeException | LinkageError e) {
                throw new IOException("the native library of RocksDB does not load: " + e.getMessage(), e);
            }
        }
    }
}
