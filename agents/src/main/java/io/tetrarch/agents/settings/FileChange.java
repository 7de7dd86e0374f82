package io.tetrarch.agents.settings;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a file is, and what it is to be.
 *
 * @param before empty if there is no such file
 * @param after empty if there is to be none
 */
public record FileChange(Path file, Optional<String> before, Optional<String> after, boolean isProgram) {
    /** What is appended to the name of the copy of what was there. */
    public static final String BACKUP = ".before-tetrarch";

    private static final Set<PosixFilePermission> PROGRAM = PosixFilePermissions.fromString("rwxr-xr-x");

    /**
     * What stands in a file, or nothing where there is none. A symbolic link is followed.
     *
     * @throws CharacterCodingException if it is not UTF-8
     */
    public static Optional<String> read(Path file) throws IOException {
        return Files.exists(file)
                ? Optional.of(StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(java.nio.ByteBuffer.wrap(Files.readAllBytes(file)))
                        .toString())
                : Optional.empty();
    }

    public boolean isNone() {
        return before.equals(after) && (!isProgram || before.isEmpty() || Files.isExecutable(file));
    }

    public List<String> diff() {
        return LineDiff.between(before.orElse(""), after.orElse(""));
    }

    /** The copy that {@link #apply} makes of what was there; empty if nothing was, or if it is a program of ours. */
    public Optional<Path> backup() {
        return before.isPresent() && !isProgram && !isNone()
                ? Optional.of(file.resolveSibling(file.getFileName() + BACKUP))
                : Optional.empty();
    }

    /** Does it: a reader sees what was there or what is to be, whole. */
    public void apply() throws IOException {
        if (isNone()) {
            return;
        }
        Path real = Files.exists(file) ? file.toRealPath() : file;
        if (backup().isPresent()) {
            Files.copy(real, backup().get(), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
        }
        if (after.isEmpty()) {
            Files.deleteIfExists(real);
            return;
        }
        Path folder = real.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException(file + " is no file's name");
        }
        Files.createDirectories(folder);
        Path whole = Files.createTempFile(folder, ".tetrarch", ".new");
        try {
            Files.writeString(whole, after.get());
            if (isProgram) {
                Files.setPosixFilePermissions(whole, PROGRAM);
            } else {
                Files.setPosixFilePermissions(
                        whole,
                        Files.exists(real)
                                ? Files.getPosixFilePermissions(real)
                                : PosixFilePermissions.fromString("rw-r--r--"));
            }
            Files.move(whole, real, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(whole);
        }
    }
}
