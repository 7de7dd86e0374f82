package io.tetrarch.client;

import io.tetrarch.proof.action.Action;
import java.util.concurrent.CompletionStage;

/** Begins what an action says, and tells when it is done. */
@FunctionalInterface
public interface AsyncActionRunner<T> {
    /**
     * Begins exactly {@code action}: it is the one that was approved.
     *
     * @return completes when it is done, with its result; fails if it failed
     */
    CompletionStage<T> run(Action action) throws Exception;
}
