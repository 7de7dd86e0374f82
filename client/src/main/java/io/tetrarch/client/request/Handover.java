package io.tetrarch.client.request;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Hands answers over to those who asked, off the threads that the replicas need: whatever an asker does with his answer, it
 * is at nobody else's cost.
 */
public final class Handover {
    /** A virtual thread for each answer. */
    public static final Executor VIRTUAL_THREADS =
            task -> Thread.ofVirtual().name("tetrarch-answer").start(task);

    private final Executor executor;
    private final UnaryOperator<Runnable> context;
    private final Consumer<Throwable> refused;

    /**
     * @param executor that whatever depends on an answer runs on
     * @param context what goes along with it, from whoever asks
     * @param refused told why the executor did not take what it was given, which is done elsewhere then
     */
    public Handover(Executor executor, UnaryOperator<Runnable> context, Consumer<Throwable> refused) {
        this.executor = executor;
        this.context = context;
        this.refused = refused;
    }

    /**
     * What is made of an answer, on the executor's threads.
     *
     * @return fails as the answer does, with the very same
     */
    public <A, T> CompletableFuture<T> of(CompletableFuture<A> answer, Function<A, T> made) {
        CompletableFuture<T> handed = new CompletableFuture<>();
        Runnable completion = context.apply(() -> {
            var unused = answer.whenComplete((value, failure) -> complete(handed, value, failure, made));
        });
        var unusedToo = answer.whenComplete((value, failure) -> execute(completion));
        return handed;
    }

    /** Runs it where answers are handed over. */
    public void run(Runnable task) {
        execute(task);
    }

    private static <A, T> void complete(CompletableFuture<T> handed, A value, Throwable failure, Function<A, T> made) {
        if (failure != null) {
            handed.completeExceptionally(itself(failure));
            return;
        }
        try {
            handed.complete(made.apply(value));
        } catch (RuntimeException | Error e) {
            handed.completeExceptionally(e);
        }
    }

    /** What a stage before this one failed with is told wrapped. */
    private static Throwable itself(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure instanceof CompletionException && cause != null ? cause : failure;
    }

    /** Another's executor is called from a thread of its own: it may run what it is given in place, or block, or refuse. */
    private void execute(Runnable completion) {
        if (executor.equals(VIRTUAL_THREADS)) {
            executor.execute(completion);
            return;
        }
        VIRTUAL_THREADS.execute(() -> {
            try {
                executor.execute(completion);
            } catch (RuntimeException | Error e) {
                refused.accept(e);
                completion.run();
            }
        });
    }
}
