package io.tetrarch.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What the disk takes to make a small record durable, without any store: four files grow by a record and are synced
 * (fdatasync), all at once, as the logs of four replicas on one disk do.
 */
final class SyncCost {
    private static final int FILES = 4;
    private static final int RECORD_BYTES = 400;
    private static final int ROUNDS = 100;

    private SyncCost() {}

    /** The median of one write with its sync, in microseconds. */
    static double medianMicros(Path folder) throws IOException, InterruptedException {
        List<Future<long[]>> running = new ArrayList<>();
        List<long[]> all = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(FILES)) {
            for (int i = 0; i < FILES; i++) {
                Path file = folder.resolve("sync-" + i);
                running.add(threads.submit(() -> syncs(file)));
            }
            for (Future<long[]> each : running) {
                all.add(each.get());
            }
        } catch (ExecutionException e) {
            throw new IOException("syncing files in " + folder, e.getCause());
        }
        long[] nanos = all.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        return nanos[nanos.length / 2] / 1000.0;
    }

    private static long[] syncs(Path file) throws IOException {
        long[] nanos = new long[ROUNDS];
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer record = ByteBuffer.allocateDirect(RECORD_BYTES);
            for (int i = 0; i < ROUNDS; i++) {
                long start = System.nanoTime();
                channel.write(record.clear());
                channel.force(false);
                nanos[i] = System.nanoTime() - start;
            }
        } finally {
            Files.deleteIfExists(file);
        }
        return nanos;
    }
}
