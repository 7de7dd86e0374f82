package io.tetrarch.client;

/** What came of running an action. */
public sealed interface Execution<T> {
    /** It ran, and this is what it returned. */
    record Ran<T>(T result) implements Execution<T> {}

    /** It did not run. */
    record NotRun<T>(Refusal refusal, String explanation) implements Execution<T> {}

    /** Why an action did not run. */
    enum Refusal {
        /** The proof does not verify for exactly this action. */
        NOT_PROVEN,
        /** The decision is not an approval, and not one in shadow mode. */
        NOT_APPROVED,
        /** Another executor was named. */
        OTHER_EXECUTOR,
        /** It is too early or too late, or of an epoch that has ended. */
        NOT_NOW,
        /** The request has been used before; or it may have been, since it was decided before the journal began. */
        USED,
        /** It tells of something, or is for the replicas to carry out, and not for running. */
        NOT_RUNNABLE,
        /** The executor is closed; another may run it. */
        CLOSED
    }
}
