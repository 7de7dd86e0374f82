package io.tetrarch.rocks;

import io.tetrarch.crypto.file.NativeFolder;
import io.tetrarch.node.store.LibraryNotLoadedException;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.rocksdb.NativeLibraryLoader;
import org.rocksdb.RocksDB;
import org.rocksdb.util.Environment;

/**
 * Loads RocksDB's native library, once per process; what goes wrong is a failure like any other of the store.
 *
 * <p>Which C library this system has, RocksDB asks of {@code sh} and {@code ldd}, found by the search path and started with
 * the variables of whoever started this process: a program called {@code sh} in some folder, or a file that
 * {@code BASH_ENV} names, would run. So it is told beforehand.
 */
final class RocksLibrary {
    private static final Object ONCE = new Object();
    private static final Path LIBRARIES = Path.of("/lib");

    private RocksLibrary() {}

    static void load() throws IOException {
        synchronized (ONCE) {
            try {
                tellCLibrary();
                unpackAndLoad();
            } catch (RuntimeException | LinkageError e) {
                throw notLoaded(e);
            }
        }
    }

    /** By itself RocksDB would leave its 17 MB in the folder for temporary files whenever the process is killed. */
    private static void unpackAndLoad() throws IOException {
        if (System.getenv("ROCKSDB_SHAREDLIB_DIR") == null) {
            try (NativeFolder folder = place()) {
                NativeLibraryLoader.getInstance().loadLibrary(folder.path().toString());
            }
        }
        RocksDB.loadLibrary(); // finds it loaded, where it is
    }

    /** That there is no room in it is told when it is unpacked, as of any other file. */
    private static NativeFolder place() throws IOException {
        try {
            return NativeFolder.make();
        } catch (IOException e) {
            throw notLoaded(e);
        }
    }

    /** RocksDB says of every such failure the same, and the reason is in what caused it. */
    private static LibraryNotLoadedException notLoaded(Throwable failure) {
        Throwable cause = failure.getCause();
        String reason = String.valueOf((cause == null ? failure : cause).getMessage());
        return new LibraryNotLoadedException("the native library of RocksDB does not load (" + reason + ")", failure);
    }

    private static void tellCLibrary() throws IOException {
        if (System.getenv("ROCKSDB_MUSL_LIBC") != null) {
            return; // whoever set it has told
        }
        boolean musl = false;
        if (Files.isDirectory(LIBRARIES)) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(LIBRARIES, "libc.musl-*")) {
                musl = found.iterator().hasNext();
            }
        }
        try {
            Field known = Environment.class.getDeclaredField("MUSL_LIBC");
            known.setAccessible(true);
            known.set(null, musl);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("RocksDB cannot be told its C library", e);
        }
    }
}
