package io.tetrarch.embedded;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Hands answers over to those who asked, off the threads that the replicas need: whatever an asker does with his answer, it
 * is at nobody else's cost.
 */
final class Handover {
    private final Executor executor;

    /** @param executor that whatever depends on an answer runs on */
    Handover(Executor executor) {
        this.executor = executor;
    }

    /** A virtual thread for each answer. */
    static void onVirtualThread(Runnable task) {
        Thread.ofVirtual().name("tetrarch-answer").start(task);
    }

    /**
     * What is made of an answer, on the executor's threads.
     *
     * @return fails as the answer does, with the very same
     */
    <A, T> CompletableFuture<T> of(CompletableFuture<A> answer, Function<A, T> made) {
        CompletableFuture<T> handed = new CompletableFuture<>();
        var unused = answer.whenComplete((value, failure) -> execute(() -> complete(handed, value, failure, made)));
        return handed;
    }

    /** Runs it where answers are handed over. */
    void run(Runnable task) {
        execute(task);
    }

    private static <A, T> void complete(CompletableFuture<T> handed, A value, Throwable failure, Function<A, T> made) {
        if (failure != null) {
            handed.completeExceptionally(failure);
            return;
        }
        try {
            handed.complete(made.apply(value));
        } catch (RuntimeException | Error e) {
            handed.completeExceptionally(e);
        }
    }

    /** From a thread of its own: an executor may run what it is given in place, or block, or refuse. */
    private void execute(Runnable completion) {
        onVirtualThread(() -> {
            try {
                executor.execute(completion);
            } catch (RuntimeException | Error e) {
                ClusterLog.answersRefused(e);
                completion.run();
            }
        });
    }
}
