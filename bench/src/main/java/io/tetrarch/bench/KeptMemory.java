package io.tetrarch.bench;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.time.Duration;

/**
 * What a cluster in memory keeps of each decision: the difference that a load makes to the live objects on the heap, and
 * to the buffers outside it.
 */
final class KeptMemory {
    /**
     * Decisions one by one before each look, more than two checkpoint intervals of sequences: what a replica holds until the
     * next checkpoint is then the same both times, and little.
     */
    static final int SETTLING = 300;

    private KeptMemory() {}

    static RoundReport.Kept measure(Load load, int callers, Duration duration) throws InterruptedException {
        load.alone(SETTLING);
        long decisions = load.asked();
        long heap = liveHeap();
        long offHeap = offHeap();
        load.run(callers, duration);
        load.alone(SETTLING);
        double asked = load.asked() - decisions;
        return new RoundReport.Kept((liveHeap() - heap) / asked, (offHeap() - offHeap) / asked);
    }

    /** After a collection of everything; the second finds what the first one's references were still waiting for. */
    static long liveHeap() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }

    private static long offHeap() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }
}
