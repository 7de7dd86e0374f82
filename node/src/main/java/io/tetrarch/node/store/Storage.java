package io.tetrarch.node.store;

import io.tetrarch.crypto.file.Disk;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** What a store stands on: a machine's files, the databases in them, and what syncs a file while others go on. */
public final class Storage {
    private static final Duration MOST_BEHIND = Duration.ofMillis(20);

    private final Disk disk;
    private final Batches.Opener batches;
    private final Supplier<ExecutorService> beside;
    private final Duration mostBehind;

    /**
     * @param beside makes what does one thing after the other, to be shut down by whoever asks
     * @param mostBehind for how long at most what is said beside a store need not be durable; half of it goes by before it
     *     is synced
     */
    Storage(Disk disk, Batches.Opener batches, Supplier<ExecutorService> beside, Duration mostBehind) {
        this.disk = disk;
        this.batches = batches;
        this.beside = beside;
        this.mostBehind = mostBehind;
    }

    /**
     * That of this machine.
     *
     * @throws NoDatabaseException if it has no databases
     */
    public static Storage system() throws NoDatabaseException {
        return new Storage(
                Disk.system(),
                Databases.installed().stores(),
                () -> Executors.newSingleThreadExecutor(
                        Thread.ofPlatform().daemon().name("tetrarch-signed").factory()),
                MOST_BEHIND);
    }

    public Disk disk() {
        return disk;
    }

    Batches.Opener batches() {
        return batches;
    }

    ExecutorService beside() {
        return beside.get();
    }

    Duration mostBehind() {
        return mostBehind;
    }
}
