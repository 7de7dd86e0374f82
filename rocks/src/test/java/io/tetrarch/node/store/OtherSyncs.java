package io.tetrarch.node.store;

import io.tetrarch.crypto.file.Disk;
import io.tetrarch.rocks.RocksDatabases;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;

/** The disk of this machine, but for how a file is synced in place. */
record OtherSyncs(Disk real, Sync sync) implements Disk {
    /** Makes what was written to a file durable. */
    @FunctionalInterface
    interface Sync {
        void sync(OpenFile file) throws IOException;
    }

    /** Whose writes wait for all that is said beside the store to be durable. */
    static Storage storage(Sync sync) {
        return storage(sync, Duration.ZERO);
    }

    static Storage storage(Sync sync, Duration mostBehind) {
        return new Storage(
                new OtherSyncs(Disk.system(), sync),
                new RocksDatabases().stores(),
                Executors::newSingleThreadExecutor,
                mostBehind);
    }

    @Override
    public OpenFile open(Path file) throws IOException {
        return new Synced(real.open(file), sync);
    }

    @Override
    public OpenFile openForReading(Path file) throws IOException {
        return real.openForReading(file);
    }

    @Override
    public boolean exists(Path file) throws IOException {
        return real.exists(file);
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        real.move(from, to);
    }

    @Override
    public void delete(Path file) throws IOException {
        real.delete(file);
    }

    @Override
    public void syncFolder(Path folder) throws IOException {
        real.syncFolder(folder);
    }

    private record Synced(OpenFile real, Sync how) implements OpenFile {
        @Override
        public long length() throws IOException {
            return real.length();
        }

        @Override
        public byte[] read(long offset, int bytes) throws IOException {
            return real.read(offset, bytes);
        }

        @Override
        public void write(long offset, byte[] bytes) throws IOException {
            real.write(offset, bytes);
        }

        @Override
        public void truncate(long length) throws IOException {
            real.truncate(length);
        }

        @Override
        public void sync() throws IOException {
            real.sync();
        }

        @Override
        public void syncInPlace() throws IOException {
            how.sync(real);
        }

        @Override
        public void close() throws IOException {
            real.close();
        }
    }
}
