package io.tetrarch.crypto.file;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** By {@link RandomAccessFile}, which, unlike a channel, is not closed by an interrupt of whoever uses it. */
final class SystemDisk implements Disk {
    @Override
    public OpenFile open(Path file) throws IOException {
        return new SystemFile(new RandomAccessFile(file.toFile(), "rw"));
    }

    @Override
    public OpenFile openForReading(Path file) throws IOException {
        return new SystemFile(new RandomAccessFile(file.toFile(), "r"));
    }

    @Override
    public boolean exists(Path file) {
        return Files.exists(file);
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void delete(Path file) throws IOException {
        Files.delete(file);
    }

    @Override
    public void syncFolder(Path folder) throws IOException {
        Uninterrupted.syncFolder(folder);
    }

    private static final class SystemFile implements OpenFile {
        private final RandomAccessFile file;

        SystemFile(RandomAccessFile file) {
            this.file = file;
        }

        @Override
        public long length() throws IOException {
            return file.length();
        }

        @Override
        public synchronized byte[] read(long offset, int bytes) throws IOException {
            byte[] read = new byte[bytes];
            file.seek(offset);
            file.readFully(read);
            return read;
        }

        @Override
        public synchronized void write(long offset, byte[] bytes) throws IOException {
            file.seek(offset);
            file.write(bytes);
        }

        @Override
        public void truncate(long length) throws IOException {
            file.setLength(length);
        }

        @Override
        public void sync() throws IOException {
            file.getFD().sync();
        }

        @Override
        public void syncInPlace() throws IOException {
            file.getChannel().force(false);
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
