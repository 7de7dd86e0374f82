package io.tetrarch.cli.decide;

import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.file.Folder;
import io.tetrarch.cli.keys.Passphrases;
import io.tetrarch.cli.terminal.Terminal.Screen;
import io.tetrarch.node.EmbeddedCluster;
import io.tetrarch.node.home.HomeRefused;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;

/** The folder that an embedded group lives in. */
final class GroupFolder {
    /** A decision takes a second or two; whoever has held the folder for longer is not deciding just once. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(15);

    private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long LOOK_EVERY_MILLIS = 25;

    private final Path path;
    private final boolean isNew;

    private GroupFolder(Path path, boolean isNew) {
        this.path = path;
        this.isNew = isNew;
    }

    static GroupFolder at(String name) throws Failure {
        Path path = Folder.path(name);
        return new GroupFolder(path, !Files.exists(path.resolve("group.json")));
    }

    Path path() {
        return path;
    }

    /** Whether there was no group here before. */
    boolean isNew() {
        return isNew;
    }

    Path groupFile() {
        return path.resolve("group.json");
    }

    /** Opens the group, making one where there is none, and waiting for another process that has it open. */
    EmbeddedCluster open(RoundRecorder recorder, Screen screen) throws Failure, IOException, InterruptedException {
        long begun = System.nanoTime();
        boolean told = false;
        while (true) {
            try {
                return EmbeddedCluster.builder()
                        .storedIn(path)
                        .passphrase(Passphrases.forExistingKey())
                        .observer(recorder)
                        .open();
            } catch (HomeRefused e) {
                long waited = System.nanoTime() - begun;
                if (waited > PATIENCE_NANOS || !isLocked()) {
                    throw Failure.badInput(String.valueOf(e.getMessage()));
                }
                if (waited > SILENCE_NANOS && !told) {
                    told = true;
                    screen.line("tetrarch: waiting for another process to be done with " + path);
                }
            }
            Thread.sleep(LOOK_EVERY_MILLIS);
        }
    }

    private boolean isLocked() throws IOException {
        Path lock = path.resolve("lock");
        if (!Files.isRegularFile(lock)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
                FileLock free = channel.tryLock()) {
            return free == null;
        } catch (OverlappingFileLockException e) {
            return true;
        }
    }
}
