package io.tetrarch.client;

/**
 * There is no decision, so nothing may run. Whatever the reason, a caller that sees this has not been told that its
 * action was approved, and never will be for this request.
 */
public final class UndecidedException extends GateException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** Why there is none. */
    public enum Reason {
        /** The replicas refused the request. */
        REFUSED,
        /** No quorum answered by the deadline. */
        NO_QUORUM,
        /** Too many requests wait already. */
        OVERLOADED,
        /** The gate is closed, or its replicas have stopped. */
        CLOSED,
        /** Whoever asked took it back before it was decided; no replica will ever approve it. */
        WITHDRAWN,
        /** Its idempotency key stands for another action. */
        KEY_IN_USE
    }

    public UndecidedException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** @param cause what ended the gate */
    public UndecidedException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** Which of the ways it is in which there is no decision. */
    public Reason reason() {
        return reason;
    }
}
