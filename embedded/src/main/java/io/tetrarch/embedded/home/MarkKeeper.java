package io.tetrarch.embedded.home;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * Keeps a folder's {@link FolderMark} up to date, on a thread of its own: at most once a second, and when it is closed. Who
 * decides or runs waits for nothing. For any thread.
 */
final class MarkKeeper implements AutoCloseable {
    private static final long PAUSE_MILLIS = 1_000;

    private final Path folder;
    private final Thread writer =
            Thread.ofPlatform().name("tetrarch-mark").daemon(true).unstarted(this::keep);
    /** Empty until a folder of an earlier build has its first one. */
    private Optional<FolderMark> latest;

    private Optional<FolderMark> written;
    private final CountDownLatch closing = new CountDownLatch(1);
    private Optional<IOException> failure = Optional.empty();

    /** @param written what stands in the folder; empty if there is nothing yet */
    MarkKeeper(Path folder, Optional<FolderMark> written) {
        this.folder = folder;
        this.latest = written;
        this.written = written;
    }

    /** The folder gets its first mark, which is durable when this returns. */
    synchronized void begin(LedgerMark ledger) throws IOException {
        FolderMark first = FolderMark.NEW.with(ledger);
        first.write(folder);
        latest = Optional.of(first);
        written = latest;
    }

    /** The ledger has gone so far. What is no further than what is known is passed over. */
    synchronized void ledger(LedgerMark mark) {
        change(known -> known.with(known.ledger().orFurther(mark)));
    }

    synchronized ExecutorMark executor() {
        return latest.map(FolderMark::executor).orElse(ExecutorMark.NEW);
    }

    synchronized Optional<LedgerMark> ledger() {
        return latest.map(FolderMark::ledger);
    }

    /** The executor has used so many requests; that it has used fewer is passed over. */
    synchronized void used(long requests) {
        change(known ->
                known.with(known.executor().withUsed(Math.max(known.executor().used(), requests))));
    }

    private synchronized void change(UnaryOperator<FolderMark> further) {
        latest = latest.map(further);
        if (!latest.equals(written) && writer.getState() == Thread.State.NEW) {
            writer.start();
        }
    }

    private void keep() {
        boolean last = false;
        while (!last) {
            last = pause();
            Optional<FolderMark> next = unwritten();
            if (next.isPresent()) {
                try {
                    next.get().write(folder);
                    written(next.get());
                } catch (IOException e) {
                    failed(e);
                } catch (OutOfMemoryError e) {
                    failed(new IOException("it is not written for want of memory", e));
                }
            }
        }
    }

    /** Whether it is over. */
    private boolean pause() {
        try {
            return closing.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return true; // nobody interrupts it, but who does wants it to end
        }
    }

    private synchronized Optional<FolderMark> unwritten() {
        return latest.equals(written) ? Optional.empty() : latest;
    }

    private synchronized void written(FolderMark mark) {
        written = Optional.of(mark);
        failure = Optional.empty();
    }

    /** It is tried again; the log has a line each time that it begins to fail. */
    private synchronized void failed(IOException e) {
        if (failure.isEmpty()) {
            HomeLog.markNotWritten(folder.resolve(FolderMark.FILE), e);
        }
        failure = Optional.of(e);
    }

    /** Writes what is not written yet. */
    @Override
    public void close() throws IOException {
        closing.countDown();
        boolean interrupted = Thread.interrupted();
        while (writer.isAlive()) {
            try {
                writer.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            if (failure.isPresent()) {
                throw new IOException(folder.resolve(FolderMark.FILE) + " cannot be written", failure.get());
            }
        }
    }
}
