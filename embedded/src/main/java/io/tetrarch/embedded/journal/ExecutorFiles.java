package io.tetrarch.embedded.journal;

import io.tetrarch.client.journal.ExecutionJournal.Run;
import io.tetrarch.client.journal.FileJournal;
import io.tetrarch.client.journal.JournalRefusedException;
import io.tetrarch.crypto.file.Disk;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.RequestId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a data folder's executor has begun, and where it stands in the folder:
 *
 * <pre>
 * executor.log         the journal: each request is used up for good
 * executor.log.lock    held by whoever has it open
 * running/             marks of what is running now, or was when it died
 * executor             a file that keeps earlier builds, which would not know of the journal, from running anything;
 *                      a folder as long as the journal in it, an earlier build's, is to be taken over
 * </pre>
 */
public final class ExecutorFiles {
    /** The journal's file. */
    public static final String LOG = "executor.log";

    private static final byte[] BARRIER = "What was begun here stands in executor.log, which this build must know.\n"
            .getBytes(StandardCharsets.US_ASCII);

    private final Disk disk;
    private final Path folder;
    private final Path log;
    private final Path running;
    private final Path earlier;
    private final Path retired;
    private final Digest group;

    /** @param group the id of the group at its founding */
    public ExecutorFiles(Path folder, Digest group) {
        this(Disk.system(), folder, group);
    }

    ExecutorFiles(Disk disk, Path folder, Digest group) {
        this.disk = disk;
        this.folder = folder;
        this.group = group;
        this.log = folder.resolve(LOG);
        this.running = folder.resolve("running");
        this.earlier = folder.resolve("executor");
        this.retired = folder.resolve("executor.retired");
    }

    /** Whether there is a journal, be it an earlier build's. */
    public boolean exist() {
        return Files.exists(log) || Files.isDirectory(earlier);
    }

    /** Whether something says that there must be a journal. */
    public boolean mustExist() {
        return Files.exists(earlier);
    }

    /**
     * Nothing is touched by it.
     *
     * @throws JournalRefusedException if there is a journal of another group, or of another version
     */
    public void requireOfGroup() throws IOException {
        if (Files.exists(log)) {
            FileJournal.requireOfGroup(log, group);
        }
    }

    /** Moves whatever there is of a journal that cannot be used aside, so that {@link #open} makes another. */
    public void retire() throws IOException {
        if (Files.exists(log)) {
            disk.move(log, lost(log));
        }
        if (Files.isDirectory(earlier)) {
            disk.move(earlier, lost(earlier));
        } else if (Files.exists(earlier)) {
            disk.delete(earlier); // it only says that there is a journal
        }
        disk.syncFolder(folder);
    }

    private static Path lost(Path file) {
        int number = 1;
        while (Files.exists(file.resolveSibling(file.getFileName() + ".lost-" + number))) {
            number++;
        }
        return file.resolveSibling(file.getFileName() + ".lost-" + number);
    }

    /** Opens the journal, making it where there is none, and taking over an earlier one first. */
    public FileJournal open() throws IOException {
        takeOver();
        FileJournal journal = FileJournal.open(log, running, group);
        try {
            if (!Files.exists(earlier)) {
                bar();
            }
            return journal;
        } catch (IOException | RuntimeException e) {
            journal.close();
            throw e;
        }
    }

    /** Once the journal exists, so that the one says that the other must be there. */
    private void bar() throws IOException {
        try (Disk.OpenFile file = disk.open(earlier)) {
            file.write(0, BARRIER);
            file.sync();
        }
        disk.syncFolder(folder);
    }

    /**
     * Takes over the journal that an earlier build kept, if there is one. That one goes only when all it has is durable
     * in the new one; cut short anywhere, this can be done again.
     *
     * @return one line on what was taken over; empty if there was nothing
     */
    public Optional<String> takeOver() throws IOException {
        if (Files.exists(retired)) {
            delete(retired);
        }
        if (!Files.isDirectory(earlier)) {
            if (Files.exists(earlier) && !Files.exists(log)) {
                throw new JournalRefusedException(
                        log + " is missing: without it something could be run a second time; put it back, or 'tetrarch"
                                + " repair --journal' begins another, for which nothing approved before may run");
            }
            return Optional.empty();
        }
        long taken = isDatabase() ? takeOverAll() : 0;
        disk.move(earlier, retired);
        disk.syncFolder(folder);
        delete(retired);
        return taken == 0
                ? Optional.empty()
                : Optional.of(taken + " used requests of an earlier build stand in " + log.getFileName() + " now");
    }

    private long takeOverAll() throws IOException {
        try (EarlierJournal journal = EarlierJournal.open(earlier, running)) {
            return FileJournal.takeOver(disk, log, group, journal);
        }
    }

    /** A process that died when it was about to make the database left a folder, but none of the files that hold data. */
    private boolean isDatabase() throws IOException {
        if (Files.exists(earlier.resolve("CURRENT"))) {
            return true;
        }
        try (Stream<Path> files = Files.list(earlier)) {
            List<String> data = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".log") || name.endsWith(".sst"))
                    .sorted()
                    .toList();
            if (!data.isEmpty()) {
                throw new JournalRefusedException(earlier + " is damaged: it has " + data.getFirst()
                        + " but not CURRENT, so what was run is unknown");
            }
            return false;
        }
    }

    private void delete(Path tree) throws IOException {
        try (Stream<Path> found = Files.walk(tree)) {
            for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
                disk.delete(path);
            }
        }
    }

    /** Looks at what was begun. */
    public interface Reading extends AutoCloseable {
        Optional<Run> find(RequestId request) throws IOException;

        @Override
        void close() throws IOException;
    }

    /** Opens what there is to look at it; nothing changes, and nothing is taken over. */
    public Reading openForReading() throws IOException {
        Optional<EarlierJournal> before = Files.isDirectory(earlier) && isDatabase()
                ? Optional.of(EarlierJournal.openForReading(earlier, running))
                : Optional.empty();
        try {
            Optional<FileJournal> now =
                    Files.exists(log) ? Optional.of(FileJournal.openForReading(log, running, group)) : Optional.empty();
            return new Both(now, before);
        } catch (IOException | RuntimeException e) {
            before.ifPresent(EarlierJournal::close);
            throw e;
        }
    }

    private record Both(Optional<FileJournal> now, Optional<EarlierJournal> before) implements Reading {
        @Override
        public Optional<Run> find(RequestId request) throws IOException {
            Optional<Run> found = now.isPresent() ? now.get().find(request) : Optional.empty();
            return found.isEmpty() && before.isPresent() ? before.get().find(request) : found;
        }

        @Override
        public void close() throws IOException {
            before.ifPresent(EarlierJournal::close);
            if (now.isPresent()) {
                now.get().close();
            }
        }
    }
}
