package io.tetrarch.embedded;

import io.tetrarch.client.DecidedEntry;
import io.tetrarch.client.Decision;
import io.tetrarch.client.OutcomeListener;
import io.tetrarch.client.UndecidedException;
import io.tetrarch.client.request.Handover;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Tells a listener, where there is one, behind a wall. */
final class Outcomes {
    private final Optional<OutcomeListener> listener;

    Outcomes(Optional<OutcomeListener> listener) {
        this.listener = listener;
    }

    /**
     * Has the listener told when this is answered.
     *
     * @param decisions what is told of an answer
     */
    CompletableFuture<DecidedEntry> watch(
            CompletableFuture<DecidedEntry> answer,
            String tier,
            Function<DecidedEntry, Decision> decisions,
            Handover handover) {
        if (listener.isPresent()) {
            long begunNanos = System.nanoTime();
            var unused = answer.whenComplete((decided, failure) -> {
                Duration latency = Duration.ofNanos(System.nanoTime() - begunNanos);
                handover.run(() -> tell(new OutcomeListener.Told(
                        tier,
                        latency,
                        Optional.ofNullable(decided).map(decisions),
                        failure instanceof UndecidedException why ? Optional.of(why) : Optional.empty())));
            });
        }
        return answer;
    }

    private void tell(OutcomeListener.Told told) {
        try {
            listener.orElseThrow().ended(told);
        } catch (RuntimeException | Error e) {
            ClusterLog.listenerFailed(e);
        }
    }
}
