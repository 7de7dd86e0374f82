package io.tetrarch.cli.file;

import io.tetrarch.cli.exit.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A file the user named, or standard input. */
public record InputFile(String name, byte[] bytes) {
    private static final String STANDARD_INPUT = "-";

    /**
     * Reads a file whole.
     *
     * @param file a path, or {@code -} for {@code in}
     * @throws Failure if there is no such file, it cannot be read, or it is longer than {@code maxBytes}
     */
    public static InputFile read(String file, InputStream in, int maxBytes) throws Failure {
        if (file.equals(STANDARD_INPUT)) {
            return within(maxBytes, "stdin", in);
        }
        try (InputStream stream = Files.newInputStream(path(file))) {
            return within(maxBytes, file, stream);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** As {@link #read}, for files that may not come from standard input. */
    public static InputFile read(String file, int maxBytes) throws Failure {
        try (InputStream stream = Files.newInputStream(path(file))) {
            return within(maxBytes, file, stream);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /**
     * Opens a file that need not be held whole.
     *
     * @param file a path, or {@code -} for {@code in}
     * @throws Failure if there is no such file, or it cannot be read
     */
    public static InputStream open(String file, InputStream in) throws Failure {
        if (file.equals(STANDARD_INPUT)) {
            return in;
        }
        try {
            Path path = path(file);
            InputStream stream = Files.newInputStream(path);
            if (Files.isDirectory(path)) {
                stream.close();
                throw Failure.badInput(file + ": expected a file, found a directory");
            }
            return stream;
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    static Path path(String file) throws Failure {
        try {
            return Path.of(file);
        } catch (InvalidPathException e) {
            throw Failure.badInput(file + ": expected the name of a file");
        }
    }

    private static InputFile within(int maxBytes, String name, InputStream stream) throws Failure {
        byte[] bytes;
        try {
            bytes = stream.readNBytes(maxBytes + 1);
        } catch (IOException e) {
            throw unreadable(name, e);
        }
        if (bytes.length > maxBytes) {
            throw Failure.badInput(name + ":1:1: expected at most " + maxBytes + " bytes, found more");
        }
        return new InputFile(name, bytes);
    }

    private static Failure unreadable(String name, IOException e) {
        if (e instanceof NoSuchFileException) {
            return Failure.badInput(name + ": no such file");
        }
        if (e instanceof AccessDeniedException) {
            return Failure.badInput(name + ": no permission to read it");
        }
        if (Files.isDirectory(Path.of(name))) {
            return Failure.badInput(name + ": expected a file, found a directory");
        }
        return Failure.badInput(name + ": cannot be read: " + e.getMessage());
    }
}
