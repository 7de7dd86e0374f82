package io.tetrarch.bench.torture;

/** What is done to processes. */
public enum ProcessFault implements Fault {
    /** A process ends at once (-9) and begins again a while later. */
    KILL(Victim.ANYONE),
    KILL_LEADER(Victim.LEADER),
    KILL_LIAR(Victim.LIAR),
    /** Two at once. */
    KILL_PAIR(Victim.ANYONE),
    /** All honest ones at once, as when the power is gone; what was handed to the disk is there. */
    KILL_ALL(Victim.ANYONE),
    /** Over and over, while it begins. */
    KILL_BEGINNING(Victim.ANYONE),
    /** A process is stopped in its tracks beyond the view timeout, and goes on. */
    STOP(Victim.ANYONE),
    STOP_LEADER(Victim.LEADER),
    STOP_LIAR(Victim.LIAR),
    /** Below the view timeout. */
    STOP_BRIEFLY(Victim.LEADER),
    STOP_PAIR(Victim.ANYONE),
    STOP_ALL(Victim.ANYONE),
    /** Stopped and gone on with by turns. */
    STUTTER(Victim.LEADER),
    /** A process is asked to end and begins again. */
    RESTART(Victim.ANYONE),
    RESTART_LEADER(Victim.LEADER),
    /** One honest process after the other. */
    RESTART_STORM(Victim.ANYONE),
    /** All honest processes end before the first begins again. */
    RESTART_ALL(Victim.ANYONE);

    private final Victim victim;

    ProcessFault(Victim victim) {
        this.victim = victim;
    }

    @Override
    public Victim victim() {
        return victim;
    }
}
