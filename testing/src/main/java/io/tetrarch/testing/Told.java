package io.tetrarch.testing;

import io.tetrarch.client.UndecidedException;

/** What a gate is told to answer. */
public sealed interface Told {
    /** All replicas approve. */
    record Approved() implements Told {}

    /** @param reason what each replica's verdict says, in one line */
    record Denied(String reason) implements Told {}

    /** Decided too late: nobody gave a verdict by the deadline. */
    record Expired() implements Told {}

    /**
     * No decision: who waits gets an {@link UndecidedException}.
     *
     * @param message in one line
     */
    record Undecided(UndecidedException.Reason reason, String message) implements Told {}

    /** No answer, as while a person thinks; until the gate is closed. */
    record Pending() implements Told {}

    static Told approved() {
        return new Approved();
    }

    /** @param reason what each replica's verdict says, in one line */
    static Told denied(String reason) {
        return new Denied(reason);
    }

    static Told expired() {
        return new Expired();
    }

    /** @param message in one line */
    static Told undecided(UndecidedException.Reason reason, String message) {
        return new Undecided(reason, message);
    }

    static Told pending() {
        return new Pending();
    }
}
