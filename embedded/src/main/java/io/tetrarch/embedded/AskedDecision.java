package io.tetrarch.embedded;

import io.tetrarch.client.Decision;
import io.tetrarch.client.DecisionHandle;
import io.tetrarch.client.UndecidedException;
import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.pbft.message.SignedRequest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What stands for one decision. It ends once, however it does. */
final class AskedDecision implements DecisionHandle {
    private final AskedDesk desk;
    private final SignedRequest request;
    private final CompletableFuture<Decision> decision = new CompletableFuture<>();
    private final AtomicReference<@Nullable CompletableFuture<Boolean>> withdrawal = new AtomicReference<>();

    AskedDecision(AskedDesk desk, SignedRequest request) {
        this.desk = desk;
        this.request = request;
    }

    static UndecidedException withdrawal() {
        return new UndecidedException(UndecidedException.Reason.WITHDRAWN, "it was taken back before it was decided");
    }

    @Override
    public RequestId id() {
        return request.id();
    }

    @Override
    public CompletionStage<Decision> decision() {
        return decision.minimalCompletionStage();
    }

    @Override
    public Progress progress() {
        if (!decision.isDone()) {
            return desk.waiting(request);
        }
        return decision.<Progress>handle((decided, failure) ->
                        decided != null ? new Progress.Decided(decided) : new Progress.Undecided(undecided(failure)))
                .join();
    }

    private static UndecidedException undecided(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof UndecidedException known
                ? known
                : new UndecidedException(
                        UndecidedException.Reason.CLOSED, "asking failed: " + cause.getMessage(), cause);
    }

    /** Asked for once; a second time after one that failed. */
    @Override
    public CompletionStage<Boolean> withdraw() {
        CompletableFuture<Boolean> fresh = new CompletableFuture<>();
        CompletableFuture<Boolean> under = withdrawal.get();
        if (under != null && !under.isCompletedExceptionally()) {
            return under.minimalCompletionStage();
        }
        if (!withdrawal.compareAndSet(under, fresh)) {
            return withdraw();
        }
        if (decision.isDone() && !decision.isCompletedExceptionally()) {
            fresh.complete(false);
        } else if (progress() instanceof Progress.Undecided(UndecidedException why)
                && why.reason() == UndecidedException.Reason.WITHDRAWN) {
            fresh.complete(true);
        } else {
            desk.withdraw(this, request);
        }
        return fresh.minimalCompletionStage();
    }

    void decided(Decision decided) {
        decision.complete(decided);
        answer(false);
    }

    void withdrawn() {
        decision.completeExceptionally(withdrawal());
        answer(true);
    }

    void failed(Throwable failure) {
        decision.completeExceptionally(undecided(failure));
    }

    void notWithdrawn(Throwable failure) {
        CompletableFuture<Boolean> asked = withdrawal.get();
        if (asked != null) {
            asked.completeExceptionally(undecided(failure));
        }
    }

    private void answer(boolean isWithdrawn) {
        CompletableFuture<Boolean> asked = withdrawal.get();
        if (asked != null) {
            asked.complete(isWithdrawn);
        }
    }
}
