package io.tetrarch.simulator.scenario;

import java.util.Locale;

/** The phases of a decision, in the order of a run. */
public enum Phase {
    REQUEST,
    VERDICT,
    PRE_PREPARE,
    PREPARE,
    COMMIT,
    EXECUTE,
    VIEW_CHANGE,
    NEW_VIEW,
    EVIDENCE,
    /** A machine stops or starts. */
    POWER;

    /** Lower case, with hyphens. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
