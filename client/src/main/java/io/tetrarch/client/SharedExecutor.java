package io.tetrarch.client;

import java.io.IOException;
import java.util.Optional;

/**
 * The one executor that a gate has under a name, shared by all who ask for it: opened for the first, and its journal closed
 * when the last has closed what he was lent. So one journal knows of every run, and no proof runs twice. For any thread.
 */
public final class SharedExecutor implements AutoCloseable {
    private final Opening opening;
    private Optional<GuardedExecutor> shared = Optional.empty();
    private int lent;
    private boolean closed;

    /** Opens the executor, with all that earlier runs left taken up. */
    @FunctionalInterface
    public interface Opening {
        /** Called once for all that share it. */
        GuardedExecutor open() throws IOException;
    }

    public SharedExecutor(Opening opening) {
        this.opening = opening;
    }

    /**
     * To be closed by whoever asks.
     *
     * @throws IllegalStateException if the gate is closed
     * @throws IOException if the journal cannot be opened
     */
    public synchronized GuardedExecutor lend() throws IOException {
        if (closed) {
            throw new IllegalStateException("the gate is closed, and its executor with it");
        }
        GuardedExecutor executor = shared.isPresent() ? shared.get() : opening.open();
        shared = Optional.of(executor);
        lent++;
        return executor.lend(this::takeBack);
    }

    private synchronized void takeBack() throws IOException {
        lent--;
        if (lent == 0) {
            closeShared();
        }
    }

    private void closeShared() throws IOException {
        if (shared.isPresent()) {
            GuardedExecutor executor = shared.get();
            shared = Optional.empty();
            executor.closeNow();
        }
    }

    /** The gate closes: nothing runs any more by what is lent, and receipts on their way are left to the next start. */
    @Override
    public synchronized void close() throws IOException {
        closed = true;
        closeShared();
    }
}
