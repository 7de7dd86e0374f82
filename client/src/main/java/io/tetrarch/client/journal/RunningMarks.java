package io.tetrarch.client.journal;

import io.tetrarch.crypto.file.Uninterrupted;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.proof.action.Action;
import io.tetrarch.proof.receipt.Receipt;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One locked {@linkplain Mark file} per run that goes on, which takes its receipt when it has ended. The system lifts the lock when the
 * process ends, however it ends, and processes that it started do not inherit it; so a file that is neither locked nor
 * filled is of a run of which nobody can tell any more what came of it.
 */
public final class RunningMarks {
    /** Locked by this process, which must not open them: closing any descriptor of a file gives up its locks. */
    private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final IdleMarks idle;

    public RunningMarks(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
        this.idle = new IdleMarks(this.folder);
    }

    private Path file(RequestId request) {
        return folder.resolve(request.client() + "-" + request.number());
    }

    /** Makes the file; locked from before it can be found until it is closed. */
    public ExecutionJournal.Hold hold(RequestId request) throws IOException {
        return mark(request);
    }

    /** The same, which can be given back. */
    Held mark(RequestId request) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
        }
        Path file = file(request);
        if (!OWN.add(file)) {
            throw new IOException("request " + request.number() + " is being run by this process");
        }
        try {
            // what lies there under this name has to be looked at, and may be locked by another process
            Optional<Mark> used = Files.exists(file) ? Optional.empty() : idle.take(file);
            return new Held(used.isPresent() ? used.get() : Uninterrupted.run(() -> new Mark(file)));
        } catch (IOException | RuntimeException e) {
            OWN.remove(file);
            throw e;
        }
    }

    /** Of a run that goes on. */
    final class Held implements ExecutionJournal.Hold {
        private final Mark mark;

        private Held(Mark mark) {
            this.mark = mark;
        }

        @Override
        public void ended(Receipt receipt) throws IOException {
            mark.write(receipt.toAction().bytes());
        }

        /** It holds nothing that anybody needs: the run's end stands elsewhere, durably. */
        void giveBack() throws IOException {
            Path file = mark.file();
            try {
                idle.give(mark);
            } finally {
                OWN.remove(file);
            }
        }

        @Override
        public void close() throws IOException {
            Path file = mark.file();
            try {
                mark.close();
            } finally {
                OWN.remove(file);
            }
        }
    }

    /** Takes away what a process that was killed had kept for runs to come. Only who has the journal may. */
    void removeLeft() throws IOException {
        IdleMarks.removeLeft(folder);
    }

    /** Takes away the files that are kept for runs to come. */
    void close() throws IOException {
        idle.close();
    }

    /** Whether a process that lives holds it, be it this one. */
    public boolean isHeld(RequestId request) throws IOException {
        Path file = file(request);
        if (OWN.contains(file)) {
            return true;
        }
        try {
            return Uninterrupted.run(() -> isLocked(file));
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static boolean isLocked(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
                FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true)) {
            return lock == null;
        }
    }

    /** The receipt of a run that ended; a crash in the middle of writing one leaves none. */
    public Optional<Receipt> receipt(RequestId request) throws IOException {
        try {
            return Optional.of(Receipt.of(Action.parse(Files.readAllBytes(file(request)))));
        } catch (NoSuchFileException | JsonRejected e) {
            return Optional.empty();
        }
    }

    /** Takes the mark away, if there is one. */
    public void clear(RequestId request) throws IOException {
        Path file = file(request);
        if (!OWN.contains(file)) {
            Files.deleteIfExists(file);
        }
    }
}
