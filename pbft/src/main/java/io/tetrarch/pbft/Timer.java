package io.tetrarch.pbft;

/** The timers of a replica; each runs at most once at a time, on a monotonic clock. */
public enum Timer {
    /** A settled request waits for its execution, or a view change for its NEW-VIEW (paper, sections 4.4 and 4.5.2). */
    VIEW,
    /** Time to tell the peers where this replica stands, so that they send again what was lost, and to look at deadlines. */
    STATUS
}
