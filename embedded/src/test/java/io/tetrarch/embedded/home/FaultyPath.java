package io.tetrarch.embedded.home;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import org.jspecify.annotations.Nullable;

/** A real path, by way of a {@link FaultyDisk}. */
record FaultyPath(FaultySystem system, Path real) implements Path {
    private FaultyPath by(Path other) {
        return new FaultyPath(system, other);
    }

    private @Nullable FaultyPath byNullable(@Nullable Path other) {
        return other == null ? null : by(other);
    }

    private static Path real(Path path) {
        return path instanceof FaultyPath faulty ? faulty.real : path;
    }

    @Override
    public FileSystem getFileSystem() {
        return system;
    }

    @Override
    public boolean isAbsolute() {
        return real.isAbsolute();
    }

    @Override
    public @Nullable Path getRoot() {
        return byNullable(real.getRoot());
    }

    @Override
    public @Nullable Path getFileName() {
        return byNullable(real.getFileName());
    }

    @Override
    public @Nullable Path getParent() {
        return byNullable(real.getParent());
    }

    @Override
    public int getNameCount() {
        return real.getNameCount();
    }

    @Override
    public Path getName(int index) {
        return by(real.getName(index));
    }

    @Override
    public Path subpath(int from, int to) {
        return by(real.subpath(from, to));
    }

    @Override
    public boolean startsWith(Path other) {
        return real.startsWith(real(other));
    }

    @Override
    public boolean endsWith(Path other) {
        return real.endsWith(real(other));
    }

    @Override
    public Path normalize() {
        return by(real.normalize());
    }

    @Override
    public Path resolve(Path other) {
        return by(real.resolve(real(other)));
    }

    @Override
    public Path relativize(Path other) {
        return by(real.relativize(real(other)));
    }

    @Override
    public URI toUri() {
        return real.toUri();
    }

    /** What is written by that does not fail; it is moved by its path, and that does. */
    @Override
    public File toFile() {
        return real.toFile();
    }

    @Override
    public Path toAbsolutePath() {
        return by(real.toAbsolutePath());
    }

    @Override
    public Path toRealPath(LinkOption... options) throws IOException {
        return by(real.toRealPath(options));
    }

    @Override
    public WatchKey register(WatchService watcher, WatchEvent.Kind<?>[] events, WatchEvent.Modifier... modifiers) {
        throw new UnsupportedOperationException("nothing is watched");
    }

    @Override
    public int compareTo(Path other) {
        return real.compareTo(real(other));
    }

    @Override
    public String toString() {
        return real.toString();
    }
}
