package io.tetrarch.bench.torture;

/** Two at once. */
public enum DoubleFault implements Fault {
    /** A process ends at once while two others do not hear each other. */
    KILL_WHILE_CUT,
    /** While everything comes late. */
    KILL_WHILE_DELAYED,
    /** It ends, and begins again where it hears nobody. */
    KILL_ISOLATED,
    /** One is stopped in its tracks, another ends and begins again. */
    KILL_WHILE_STOPPED,
    /** Every process that is honest begins again, while connections end. */
    RESTART_WHILE_RESET;

    @Override
    public Victim victim() {
        return Victim.LEADER;
    }
}
