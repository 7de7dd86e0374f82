package io.tetrarch.node.store;

import java.io.IOException;
import org.rocksdb.RocksDB;

/**
 * Loads RocksDB's native library once per process. By itself it unpacks 17 MB out of its jar at every start; here they
 * are unpacked once per user and version, into a folder that only the user can write.
 */
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
