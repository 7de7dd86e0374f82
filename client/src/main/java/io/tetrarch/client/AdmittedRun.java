package io.tetrarch.client;

import io.tetrarch.proof.receipt.Receipt;
import io.tetrarch.proof.receipt.Receipt.Ending;
import io.tetrarch.proof.receipt.Receipt.Output;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** One run that was admitted, until its receipt is written. What it came to is never lost over its paperwork. */
final class AdmittedRun {
    private final Permit permit;
    private final Receipts receipts;

    AdmittedRun(Permit permit, Receipts receipts) {
        this.permit = permit;
        this.receipts = receipts;
    }

    /** The receipt is written when this returns; of what is still under way then, when that ends. */
    <T, E extends Exception> T run(ActionRunner<T, E> runner) throws RunFailure.EndUnwritten, E {
        T result;
        boolean underWay;
        try {
            result = runner.run(permit.action());
            underWay = follow(result);
        } catch (Throwable e) {
            endAfter(e);
            throw e;
        }
        if (!underWay) {
            end(new Ending.Exited(0), result);
        }
        return result;
    }

    /** Completes when the action has, and its receipt is written. */
    <T> CompletableFuture<T> begin(AsyncActionRunner<T> runner) {
        CompletableFuture<T> ended = new CompletableFuture<>();
        try {
            runner.run(permit.action()).whenComplete((result, failure) -> {
                if (failure == null) {
                    complete(ended, result);
                } else {
                    endAfter(failure);
                    ended.completeExceptionally(failure);
                }
            });
        } catch (Throwable e) {
            endAfter(e);
            ended.completeExceptionally(e);
        }
        return ended;
    }

    private <T> void complete(CompletableFuture<T> ended, T result) {
        try {
            end(new Ending.Exited(0), result);
            ended.complete(result);
        } catch (RunFailure.EndUnwritten e) {
            ended.completeExceptionally(e);
        }
    }

    /** Whether the runner returned before the action has ended; the receipt is written when it has. */
    private boolean follow(@Nullable Object result) {
        switch (result) {
            case CompletionStage<?> stage -> stage.whenComplete((value, failure) -> endLater(failure == null));
            case Future<?> future ->
                Thread.ofVirtual().name("tetrarch-run").start(() -> endLater(hasSucceeded(future)));
            case null, default -> {
                return false;
            }
        }
        return true;
    }

    private static boolean hasSucceeded(Future<?> future) {
        try {
            future.get();
            return true;
        } catch (ExecutionException | RuntimeException e) {
            return false; // whoever has the future is told why
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody knows this thread", e);
        }
    }

    private void endLater(boolean succeeded) {
        try {
            end(succeeded ? new Ending.Exited(0) : new Ending.Failed(), null);
        } catch (RunFailure.EndUnwritten e) {
            ExecutorLog.endUnwritten(permit.request().number(), e);
        }
    }

    /** Whoever ran it hears why it failed, whatever becomes of the receipt. */
    private void endAfter(Throwable failure) {
        try {
            end(new Ending.Failed(), null);
        } catch (RunFailure.EndUnwritten e) {
            failure.addSuppressed(e);
        }
    }

    private void end(Ending ending, @Nullable Object result) throws RunFailure.EndUnwritten {
        Receipt receipt;
        try {
            receipt = permit.end(ending, Output.NONE);
        } catch (IOException e) {
            giveUp(e);
            throw new RunFailure.EndUnwritten(result, e);
        }
        try (permit) {
            receipts.file(receipt);
        } catch (IOException | RuntimeException e) {
            // it is durable, beside the journal if not in it
            ExecutorLog.receiptWaits(receipt.request().number(), e);
        }
    }

    private void giveUp(IOException because) {
        try {
            permit.close();
        } catch (IOException e) {
            because.addSuppressed(e);
        }
    }
}
