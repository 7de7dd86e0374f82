package io.tetrarch.simulator.scenario;

import java.util.Locale;

/** What became of a message, or what happened. */
public enum EventStatus {
    /** Signed, and stored where it binds; to all peers. */
    SENT,
    /** Verified and taken in. */
    RECEIVED,
    /** Dropped unverified: it could bring nothing about any more. */
    LATE,
    /** Refused, with a reason. */
    REJECTED,
    /** A local event without a message. */
    DONE;

    /** Lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
