package io.tetrarch.bench.torture;

/** What is done to a group of processes, one at a time. */
public enum Fault {
    /** A process ends at once and begins again a while later. */
    KILL,
    /** A process is stopped in its tracks, and goes on. */
    STOP,
    /** Process after process is asked to end and begins again. */
    RESTART_STORM,
    /** Nothing passes between two replicas. */
    CUT,
    /** What one sends another is lost, and not the other way. */
    ONE_WAY,
    /** One replica hears nobody, and nobody hears it. */
    ISOLATED,
    /** A way is cut and whole by turns. */
    FLAPPING,
    /** What one replica sends and hears comes late. */
    DELAYED,
    /** Connections between two replicas end, over and over. */
    RESET,
    /** The disk of one has no room left, and has again. */
    DISK_FULL,
    /** A byte of the store of the one that lies is another, then all of it is gone: it is the one that may lose its votes. */
    CORRUPTED
}
