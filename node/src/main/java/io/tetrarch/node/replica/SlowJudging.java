package io.tetrarch.node.replica;

import io.tetrarch.pbft.message.Verdict;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;

/**
 * The threads for a judge that takes its time. There are {@link #THREADS} at most: judgements that hang for good cost no
 * more than these, and those that wait behind them time out as well.
 */
final class SlowJudging implements AutoCloseable {
    static final int THREADS = 32;

    private final String name;
    private final Consumer<List<Verdict>> answers;
    private final LongConsumer tookNanos;
    private final Function<Judging, Optional<Hearing.Ruling>> hear;
    private final ThreadPoolExecutor threads;
    private final ConcurrentLinkedQueue<Watched> watched = new ConcurrentLinkedQueue<>();
    /** The ticker's alone. */
    private long timeouts;

    /** Guarded by this. */
    private boolean closed;

    /** @param end ends the judging, where it has not ended */
    private record Watched(Judging judging, Runnable end) {}

    /**
     * @param name of the replica
     * @param tookNanos told how long each judgement took
     * @param hear asks the judge; empty where the answer comes later, in another way
     */
    SlowJudging(
            String name,
            Consumer<List<Verdict>> answers,
            LongConsumer tookNanos,
            Function<Judging, Optional<Hearing.Ruling>> hear) {
        this.name = name;
        this.hear = hear;
        this.tookNanos = tookNanos;
        this.answers = answers;
        this.threads = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                10,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().name("judge " + name).daemon(true).factory());
        this.threads.allowCoreThreadTimeOut(true);
    }

    /**
     * Judges on a thread of this pool, as soon as there is one. Once this is closed nobody is asked: its epoch, or its
     * replica, has ended while whoever minds the time was still with it.
     */
    synchronized void judge(Judging judging) {
        if (closed) {
            return;
        }
        Future<?> run = threads.submit(() -> {
            if (!judging.isAnswered()) {
                long start = System.nanoTime();
                Optional<Hearing.Ruling> ruling = hear.apply(judging);
                tookNanos.accept(System.nanoTime() - start);
                ruling.flatMap(judging::answer).ifPresent(verdict -> answers.accept(List.of(verdict)));
            }
        });
        watched.add(new Watched(judging, () -> run.cancel(true)));
    }

    /**
     * Minds the time of a judgement that runs elsewhere.
     *
     * @param end ends it, where it has not ended
     */
    void watch(Judging judging, Runnable end) {
        watched.add(new Watched(judging, end));
    }

    /** Answers on behalf of the judge where its time is up. */
    void tick(long nowNanos) {
        List<Verdict> late = new ArrayList<>();
        for (Iterator<Watched> each = watched.iterator(); each.hasNext(); ) {
            Watched next = each.next();
            if (next.judging().isWaiting()) {
                each.remove();
                continue;
            }
            if (!next.judging().isAnswered()) {
                next.judging().answerIfLate(nowNanos).ifPresent(late::add);
            }
            if (next.judging().isAnswered()) {
                each.remove();
                next.end().run();
            }
        }
        if (!late.isEmpty()) {
            answers.accept(late);
            count(late.size());
            threads.purge();
        }
    }

    /** A judge that hangs times out again and again; the log gets a line each time the count has doubled. */
    private void count(int late) {
        long before = timeouts;
        timeouts += late;
        if (Long.highestOneBit(before) != Long.highestOneBit(timeouts)) {
            ReplicaLog.judgeTimedOut(name, timeouts);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        watched.forEach(each -> each.end().run());
        threads.shutdownNow();
    }
}
