package io.tetrarch.proof.decision;

import io.tetrarch.proof.receipt.Shadow;
import java.util.Locale;

/**
 * Whether an authentic proof lets an action run. Executors ask this before they run anything, and {@code tetrarch verify}
 * and the browser's verifier report it. That a request was used before, no proof can tell.
 */
public sealed interface Permission {

    /** It was approved, and holds now. */
    record Permitted() implements Permission {}

    /**
     * It may run whatever was decided, for its tier is in shadow mode. Whoever takes decisions for barriers must not take
     * this for a leave to run.
     */
    record PermittedByShadow(Shadow shadow) implements Permission {}

    /**
     * Nothing may run on it, or not yet.
     *
     * @param explanation for people, a clause such as could follow on "since"
     */
    record NotPermitted(Reason reason, String explanation) implements Permission {}

    /** Why nothing may run; of several, the first. The words are stable. */
    enum Reason {
        /** The decision is on another action. */
        OTHER_ACTION,
        /** The request names another executor. */
        OTHER_EXECUTOR,
        /** It was denied. */
        DENIED,
        /** It expired without having been decided either way. */
        EXPIRED,
        /** It tells of something, or the replicas carry it out themselves: it is for no executor. */
        NOT_RUNNABLE,
        /** It was decided in an epoch of the group that has ended. */
        PAST_EPOCH,
        /** It holds later. */
        NOT_YET,
        /** It holds no more. */
        OUTDATED;

        /** As users see it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
