package io.tetrarch.console.hook;

import io.tetrarch.client.Decision;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Questions whose asker went away before they were decided: the same call, made again, takes the decision up. Each is taken
 * once. Bounded: the oldest are forgotten.
 *
 * <p>For any number of threads.
 */
final class Unfinished {
    private static final int KEPT = 1_000;

    private final Map<String, CompletableFuture<Decision>> waiting = new LinkedHashMap<>();

    synchronized void put(String call, CompletableFuture<Decision> decision) {
        waiting.remove(call);
        waiting.put(call, decision);
        if (waiting.size() > KEPT) {
            waiting.remove(waiting.keySet().iterator().next());
        }
    }

    /** Takes it away from here, so that nobody else is let in by the same approval. */
    synchronized Optional<CompletableFuture<Decision>> take(String call) {
        return Optional.ofNullable(waiting.remove(call));
    }
}
