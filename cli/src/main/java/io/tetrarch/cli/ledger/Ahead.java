package io.tetrarch.cli.ledger;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** A few items of a long series are worked on by all processors before they are asked for, and come in their order. */
final class Ahead<T, R> implements AutoCloseable {
    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

    /** Enough for nobody to wait, and few enough to be held. */
    private static final int DEPTH = 4 * PROCESSORS;

    private final Source<T> source;
    private final Function<T, R> work;
    private final ExecutorService workers = Executors.newFixedThreadPool(
            PROCESSORS, Thread.ofPlatform().daemon().name("ahead-", 0).factory());
    private final Deque<Future<R>> begun = new ArrayDeque<>();
    private boolean ended;

    /** Gives one item after the other, and nothing behind the last. */
    @FunctionalInterface
    interface Source<T> {
        Optional<T> next() throws IOException;
    }

    /** @param work from any thread */
    Ahead(Source<T> source, Function<T, R> work) {
        this.source = source;
        this.work = work;
    }

    /** The next item's result; empty behind the last. */
    Optional<R> next() throws IOException, InterruptedException {
        while (!ended && begun.size() < DEPTH) {
            Optional<T> item = source.next();
            item.ifPresent(found -> begun.add(workers.submit(() -> work.apply(found))));
            ended = item.isEmpty();
        }
        if (begun.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(begun.remove().get());
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
