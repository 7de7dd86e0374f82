package io.tetrarch.simulator.world;

/** The kinds of fault that a world can be made to suffer; a failing run is shrunk by leaving whole kinds out first. */
public enum FaultClass {
    LOSS,
    DUPLICATION,
    DELAY,
    CORRUPTION,
    PARTITION,
    CRASH,
    /** A full disk, or a sync that fails: the node stops. */
    DISK_ERROR,
    /** A record that cannot be read back: the disk is replaced by an empty one. */
    DISK_ROT,
    PAUSE,
    CLOCK,
    /** Judges that are slow, hang, or change their mind when asked again. */
    JUDGE,
    /** Requests sent twice, to some replicas only, with another body under the same number, or by a client that dies. */
    CLIENT,
    BYZANTINE,
    /** Seats that get another key, another machine, or are vacated. */
    GROUP_CHANGE,
    /** An older copy of a log is put back: the newest writes are gone, though they were acknowledged. */
    DISK_ROLLBACK,
    /** Messages of one kind in one view, or one certificate, that reach some replicas only. */
    SELECTION,
    /** Requests that wait for people who answer late, or never, while others are decided. */
    PERSON
}
