package io.tetrarch.cli.file;

import io.tetrarch.cli.exit.Failure;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder that the user named and that a command may have to make. */
public final class Folder {
    private Folder() {}

    /** @throws Failure if there is something else by that name, or nothing */
    public static Path named(String name) throws Failure {
        Path path = InputFile.path(name);
        if (!Files.isDirectory(path)) {
            throw Failure.badInput(
                    name + ": " + (Files.exists(path) ? "expected a folder, found a file" : "no such folder"));
        }
        return path;
    }

    /** @throws Failure if there is something else by that name, or it could not be made */
    public static Path path(String name) throws Failure {
        Path path = InputFile.path(name);
        if (Files.exists(path) && !Files.isDirectory(path)) {
            throw Failure.badInput(name + ": expected a folder, found a file");
        }
        Path existing = path.toAbsolutePath();
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        if (!Files.isDirectory(existing)) {
            throw Failure.badInput(name + ": " + existing + " is a file, no folder can be made in it");
        }
        if (!Files.isWritable(existing)) {
            throw Failure.badInput(name + ": no permission to write in " + existing);
        }
        return path;
    }
}
