package io.tetrarch.bench.torture;

/** What is done to the ways between replicas. */
public enum LinkFault implements Fault {
    /** Nothing passes between two replicas. */
    CUT(Victim.ANYONE),
    CUT_LEADER(Victim.LEADER),
    /** What one sends another is lost, and not the other way. */
    ONE_WAY(Victim.ANYONE),
    /** One hears nobody, and all hear it. */
    DEAF(Victim.ANYONE),
    DEAF_LEADER(Victim.LEADER),
    /** Nobody hears it, and it hears all. */
    MUTE(Victim.ANYONE),
    MUTE_LEADER(Victim.LEADER),
    /** It hears nobody, and nobody hears it. */
    ISOLATED(Victim.ANYONE),
    ISOLATED_LEADER(Victim.LEADER),
    ISOLATED_LIAR(Victim.LIAR),
    /** Two and two. */
    HALVES(Victim.ANYONE),
    /** Everybody alone. */
    ALL_CUT(Victim.ANYONE),
    /** Each hears the one before it alone. */
    RING(Victim.ANYONE),
    /** A way is cut and whole by turns. */
    FLAPPING(Victim.ANYONE),
    /** All ways of one are. */
    FLAPPING_LEADER(Victim.LEADER),
    /** What one replica sends and hears comes late. */
    DELAYED(Victim.ANYONE),
    DELAYED_LEADER(Victim.LEADER),
    /** What it sends alone. */
    DELAYED_ONE_WAY(Victim.ANYONE),
    ALL_DELAYED(Victim.ANYONE),
    /** Now late and now in time. */
    UNEVEN(Victim.LEADER),
    /** Connections between two replicas end, over and over. */
    RESET(Victim.ANYONE),
    /** All of one's. */
    RESET_LEADER(Victim.LEADER),
    RESET_ALL(Victim.ANYONE);

    private final Victim victim;

    LinkFault(Victim victim) {
        this.victim = victim;
    }

    @Override
    public Victim victim() {
        return victim;
    }
}
