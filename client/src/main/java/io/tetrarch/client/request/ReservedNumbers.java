package io.tetrarch.client.request;

import io.tetrarch.crypto.file.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Numbers from a file that says up to where they may have been used. Each start, and every so many numbers, reserves
 * another block and syncs it before the first of it is given out; what a crash leaves of a block is never used.
 */
public final class ReservedNumbers implements RequestNumbers {
    private static final long BLOCK = 1 << 16;

    private final Path file;
    private long next;
    private long reserved;

    private ReservedNumbers(Path file, long reserved) {
        this.file = file;
        this.next = reserved + 1;
        this.reserved = reserved;
    }

    /** Writes the file of a client that has used no number yet. */
    public static void create(Path file) throws IOException {
        write(file, 0);
    }

    /** @throws IOException if the file is missing or is not one */
    public static ReservedNumbers open(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new IOException(file + " is missing: without it a request number could be used twice");
        }
        String text = Files.readString(file, StandardCharsets.US_ASCII).strip();
        try {
            long reserved = Long.parseLong(text);
            if (reserved >= 0) {
                return new ReservedNumbers(file, reserved);
            }
        } catch (NumberFormatException e) {
            throw new IOException(file + ": expected one number, the last that may be in use", e);
        }
        throw new IOException(file + ": expected a number that is not negative, found " + text);
    }

    /** Up to where numbers may have been used. */
    public synchronized long reserved() {
        return reserved;
    }

    @Override
    public synchronized long next() throws IOException {
        if (next > reserved) {
            reserve(reserved + BLOCK);
        }
        return next++;
    }

    /** Any caller's thread may be here, and one that is interrupted must not take the numbers of all others with it. */
    private void reserve(long upTo) throws IOException {
        write(file, upTo);
        reserved = upTo;
    }

    private static void write(Path file, long reserved) throws IOException {
        WholeFile.replace(file, (reserved + "\n").getBytes(StandardCharsets.US_ASCII));
    }
}
