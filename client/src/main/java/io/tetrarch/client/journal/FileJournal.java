package io.tetrarch.client.journal;

import io.tetrarch.crypto.file.Disk;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.proof.receipt.Receipt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A journal in an append-only file, synced at every step, once for all who burn at the same time. Beside it are its lock and
 * the marks of the runs that go on. It keeps every request for good, in some 250 bytes once its receipt is on the ledger;
 * opening rewrites a file of which most is outdated.
 */
public final class FileJournal implements ExecutionJournal {
    /** A file with fewer bytes of records is not worth rewriting. */
    private static final long WORTHWHILE_BYTES = 16L << 20;

    private final Path file;
    private final Optional<ExclusiveLock> lock;
    private final RunningMarks marks;
    private final RecordLog log;
    private final JournalIndex index;
    /** Those that are not in the index yet, though somebody has come for them. */
    private final Set<RequestId> beginning = new HashSet<>();

    private boolean closed;

    private FileJournal(
            Path file, RunningMarks marks, Optional<ExclusiveLock> lock, RecordLog log, JournalIndex index) {
        this.file = file;
        this.marks = marks;
        this.lock = lock;
        this.log = log;
        this.index = index;
    }

    /**
     * Opens the journal in {@code folder}, with a file, a lock and marks of its own; all are made where they do not exist.
     *
     * @param group the id of the group at its founding
     * @throws InUseException if it is open already
     * @throws IOException in one line, if it is another group's, or damaged
     */
    public static FileJournal open(Path folder, Digest group) throws IOException {
        return open(folder.resolve("burns.log"), folder.resolve("running"), group);
    }

    /** As {@link #open(Path, Digest)}, with the marks elsewhere. */
    public static FileJournal open(Path file, Path running, Digest group) throws IOException {
        return open(Disk.system(), file, new RunningMarks(running), group, WORTHWHILE_BYTES);
    }

    /** @param worthwhileBytes of records, above which a file of which most is outdated is rewritten */
    static FileJournal open(Disk disk, Path file, RunningMarks marks, Digest group, long worthwhileBytes)
            throws IOException {
        ExclusiveLock lock = lock(file);
        try {
            if (disk.exists(RecordLog.beside(file))) {
                disk.delete(RecordLog.beside(file));
            }
            marks.removeLeft();
            if (!disk.exists(file)) {
                RecordLog.replace(disk, file, group, sink -> {});
            }
            JournalIndex index = new JournalIndex(file);
            RecordLog log = RecordLog.open(disk, file, group, index);
            if (index.isMostlyOutdated(worthwhileBytes)) {
                try (log) {
                    RecordLog.replace(disk, file, group, sink -> index.forEach(at -> sink.take(0, log.read(at))));
                }
                JournalIndex latest = new JournalIndex(file);
                return new FileJournal(
                        file, marks, Optional.of(lock), RecordLog.open(disk, file, group, latest), latest);
            }
            return new FileJournal(file, marks, Optional.of(lock), log, index);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static ExclusiveLock lock(Path file) throws IOException {
        Files.createDirectories(ExclusiveLock.folder(file));
        try {
            return ExclusiveLock.acquire(file.resolveSibling(file.getFileName() + ".lock"));
        } catch (InUseException e) {
            throw new InUseException(file, e.isByThisProcess());
        }
    }

    /**
     * Looks at how a journal that exists begins; nothing in it changes.
     *
     * @throws JournalRefusedException if it is another group's, or of another version
     */
    public static void requireOfGroup(Path file, Digest group) throws IOException {
        try (Disk.OpenFile log = Disk.system().openForReading(file)) {
            new LogScan(log, file, group).requireOfGroup();
        }
    }

    /** Opens a journal that exists, to look at it; nothing in it changes. */
    public static FileJournal openForReading(Path file, Path running, Digest group) throws IOException {
        JournalIndex index = new JournalIndex(file);
        RecordLog log = RecordLog.openForReading(Disk.system(), file, group, index);
        return new FileJournal(file, new RunningMarks(running), Optional.empty(), log, index);
    }

    /** What a journal of an earlier kind has; an {@link UncheckedIOException} of whoever takes it is let through. */
    @FunctionalInterface
    public interface Earlier {
        /** Gives each to the taker, in any order. */
        void forEach(Consumer<UsedRequest> taking) throws IOException;
    }

    /**
     * Takes over all that an earlier journal has. When this returns, it is durable here, and the earlier one may go; a crash
     * before leaves this journal as it was, and it can be done again. Of a request that both have, what is further counts.
     *
     * @return how many requests the earlier journal has
     */
    public static long takeOver(Disk disk, Path file, Digest group, Earlier earlier) throws IOException {
        ExclusiveLock lock = lock(file);
        try {
            JournalIndex index = new JournalIndex(file);
            if (!disk.exists(file)) {
                RecordLog.replace(disk, file, group, sink -> {});
            }
            long[] taken = {0};
            try (RecordLog log = RecordLog.open(disk, file, group, index)) {
                RecordLog.replace(disk, file, group, sink -> {
                    index.forEach(offset -> sink.take(0, log.read(offset)));
                    earlier.forEach(request -> {
                        taken[0]++;
                        try {
                            long known = index.offset(request.request());
                            if (known == 0
                                    || JournalIndex.decode(file, known, log.read(known))
                                                    .progress()
                                            < request.progress()) {
                                sink.take(0, request.encode());
                            }
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
                });
            }
            return taken[0];
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            lock.close();
        }
    }

    /**
     * The mark comes first, so that there is no moment at which a run that goes on looks like one that is lost. It takes a file
     * of its own, so others need not wait for it; of two that begin the same at once, the second finds it used.
     */
    @Override
    public Optional<Hold> begin(Begun begun) throws IOException {
        RequestId request = begun.request();
        synchronized (this) {
            requireOpen();
            if (index.offset(request) != 0 || !beginning.add(request)) {
                return Optional.empty();
            }
        }
        RunningMarks.Held hold;
        long written;
        try {
            hold = marks.mark(request);
            written = appendMarked(begun, hold);
        } finally {
            synchronized (this) {
                beginning.remove(request);
            }
        }
        try {
            log.awaitDurable(written);
            return Optional.of(new Held(begun, hold));
        } catch (IOException | RuntimeException e) {
            hold.close();
            throw e;
        }
    }

    private synchronized long appendMarked(Begun begun, Hold hold) throws IOException {
        try {
            requireOpen();
            return append(UsedRequest.begun(begun));
        } catch (IOException | RuntimeException e) {
            hold.close();
            marks.clear(begun.request());
            throw e;
        }
    }

    /** Its end stands in the journal, by one sync for all who end at once; where that is closed or fails, in the mark. */
    private final class Held implements Hold {
        private final Begun begun;
        private final RunningMarks.Held mark;
        private volatile boolean endedInJournal;

        Held(Begun begun, RunningMarks.Held mark) {
            this.begun = begun;
            this.mark = mark;
        }

        @Override
        public void ended(Receipt receipt) throws IOException {
            endedInJournal = endsInJournal(begun, receipt);
            if (!endedInJournal) {
                mark.ended(receipt);
            }
        }

        @Override
        public void close() throws IOException {
            if (endedInJournal) {
                mark.giveBack();
            } else {
                mark.close();
            }
        }
    }

    private boolean endsInJournal(Begun begun, Receipt receipt) {
        long written;
        try {
            synchronized (this) {
                if (closed) {
                    return false;
                }
                written = append(UsedRequest.of(new Run(begun, new Stage.Ended(receipt))));
            }
            log.awaitDurable(written);
            return true;
        } catch (IOException e) {
            return false; // whoever waits is told by the mark, or by its failure
        }
    }

    private long append(UsedRequest request) throws IOException {
        long offset = log.end();
        log.append(request.encode());
        index.note(offset, request);
        return log.end();
    }

    @Override
    public void end(Receipt receipt) throws IOException {
        advance(receipt.request(), run -> switch (run.stage()) {
            case Stage.Running running -> Optional.empty();
            case Stage.Lost lost -> Optional.of(new Stage.Ended(receipt));
            case Stage.Ended ended -> Optional.empty();
            case Stage.Filed filed -> Optional.empty();
        });
    }

    @Override
    public void file(RequestId request, long ledgerIndex) throws IOException {
        advance(
                request,
                run -> unlessHeld(request, run.stage()) instanceof Stage.Ended ended
                        ? Optional.of(new Stage.Filed(ended.receipt(), ledgerIndex))
                        : Optional.empty());
    }

    /** From the stage that stands in the journal to the next one, if there is one. */
    @FunctionalInterface
    private interface Step {
        Optional<Stage> after(Run run) throws IOException;
    }

    /**
     * The mark goes when the journal has the run's end durably, and not before. That its receipt was filed need not be: who
     * does not know it files it again.
     */
    private void advance(RequestId request, Step step) throws IOException {
        long needed;
        boolean ended;
        synchronized (this) {
            Optional<Run> run = stored(request).flatMap(UsedRequest::run);
            if (run.isEmpty()) {
                return;
            }
            boolean hadEnded = !(run.get().stage() instanceof Stage.Lost);
            Optional<Stage> next = step.after(run.get());
            needed = index.offset(request) + 1; // of what stands there already, the first byte says it for all
            if (next.isPresent()) {
                long written = append(UsedRequest.of(new Run(run.get().begun(), next.get())));
                needed = hadEnded ? needed : written;
            }
            ended = next.isPresent() || hadEnded;
        }
        if (ended) {
            log.awaitDurable(needed);
            marks.clear(request);
        }
    }

    @Override
    public synchronized Optional<Run> find(RequestId request) throws IOException {
        Optional<Run> run = stored(request).flatMap(UsedRequest::run);
        return run.isPresent()
                ? Optional.of(
                        new Run(run.get().begun(), unlessHeld(request, run.get().stage())))
                : Optional.empty();
    }

    /** What has no end in the journal may go on, or have left its receipt in its mark. */
    private Stage unlessHeld(RequestId request, Stage stored) throws IOException {
        if (!(stored instanceof Stage.Lost)) {
            return stored;
        }
        if (marks.isHeld(request)) {
            return new Stage.Running();
        }
        return marks.receipt(request).<Stage>map(Stage.Ended::new).orElse(stored);
    }

    private Optional<UsedRequest> stored(RequestId request) throws IOException {
        requireOpen();
        long offset = index.offset(request);
        return offset == 0 ? Optional.empty() : Optional.of(JournalIndex.decode(file, offset, log.read(offset)));
    }

    @Override
    public synchronized List<Run> unfiled() throws IOException {
        requireOpen();
        List<Run> found = new ArrayList<>();
        for (RequestId request : index.unfiled()) {
            find(request).ifPresent(found::add);
        }
        return found;
    }

    /** How many requests are used up. */
    public synchronized long used() {
        return index.size();
    }

    private void requireOpen() throws IOException {
        if (closed) {
            throw new IOException("the journal " + file + " is closed");
        }
    }

    @Override
    public synchronized void close() throws IOException {
        if (!closed) {
            closed = true;
            try {
                log.close();
                if (lock.isPresent()) {
                    marks.close();
                }
            } finally {
                if (lock.isPresent()) {
                    lock.get().close();
                }
            }
        }
    }
}
