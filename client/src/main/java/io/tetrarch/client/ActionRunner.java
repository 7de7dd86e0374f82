package io.tetrarch.client;

import io.tetrarch.proof.action.Action;

/** Does what an action says. */
@FunctionalInterface
public interface ActionRunner<T, E extends Exception> {
    /** Runs exactly {@code action}: it is the one that was approved. */
    T run(Action action) throws E;
}
