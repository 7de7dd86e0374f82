package io.tetrarch.node.store;

import io.tetrarch.crypto.file.Disk;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** What a store stands on: a machine's files, the databases in them, and what syncs a file while others go on. */
public final class Storage {
    private final Disk disk;
    private final Batches.Opener batches;
    private final Supplier<ExecutorService> beside;

    /** @param beside makes what does one thing after the other, to be shut down by whoever asks */
    Storage(Disk disk, Batches.Opener batches, Supplier<ExecutorService> beside) {
        this.disk = disk;
        this.batches = batches;
        this.beside = beside;
    }

    /** That of this machine. */
    public static Storage system() {
        return new Storage(
                Disk.system(),
                RocksBatches.opener(),
                () -> Executors.newSingleThreadExecutor(
                        Thread.ofPlatform().daemon().name("tetrarch-signed").factory()));
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
}
