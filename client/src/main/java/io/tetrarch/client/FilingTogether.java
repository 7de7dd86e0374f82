package io.tetrarch.client;

import io.tetrarch.proof.receipt.Receipt;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * Files together what comes while others are on their way: nobody waits for a receipt, and a batch of the ledger costs the
 * replicas the same signatures and syncs whatever it holds. One that has nothing to wait for goes at once.
 */
final class FilingTogether implements Filing {
    /** After which those that wait no longer do so for the ones before them. */
    private static final long PATIENCE_MILLIS = 250;

    private final Filing filing;
    private final List<Waiting> waiting = new ArrayList<>();
    private boolean underWay;

    FilingTogether(Filing filing) {
        this.filing = filing;
    }

    private record Waiting(Receipt receipt, CompletableFuture<Long> filed) {
        void go(Filing filing) {
            try {
                filing.file(receipt).whenComplete((index, failure) -> {
                    if (failure == null) {
                        filed.complete(index);
                    } else {
                        filed.completeExceptionally(failure);
                    }
                });
            } catch (RuntimeException e) {
                filed.completeExceptionally(e);
            }
        }
    }

    @Override
    public CompletionStage<Long> file(Receipt receipt) {
        Waiting one = new Waiting(receipt, new CompletableFuture<>());
        synchronized (this) {
            if (underWay) {
                waiting.add(one);
                return one.filed();
            }
            underWay = true;
        }
        go(List.of(one));
        return one.filed();
    }

    private void go(List<Waiting> together) {
        together.forEach(each -> each.go(filing));
        CompletableFuture<?>[] all = together.stream().map(Waiting::filed).toArray(CompletableFuture<?>[]::new);
        var unused = CompletableFuture.allOf(all)
                .completeOnTimeout(null, PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                .whenComplete((nothing, failure) -> goOn());
    }

    private void goOn() {
        List<Waiting> next;
        synchronized (this) {
            next = List.copyOf(waiting);
            waiting.clear();
            underWay = !next.isEmpty();
        }
        if (!next.isEmpty()) {
            go(next);
        }
    }
}
