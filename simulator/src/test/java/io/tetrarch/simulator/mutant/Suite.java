package io.tetrarch.simulator.mutant;

/** What is run against a mutant until a property is violated. */
enum Suite {
    CALM,
    LOSSY,
    PARTITIONS,
    CRASHES,
    DISK,
    BYZANTINE,
    CHAOS,
    /** Every profile in turn. */
    MIXED,
    /** The leader proposes what nobody may accept, and nothing else goes wrong. */
    BAD_PROPOSALS,
    /** Nothing but false VIEW-CHANGEs and NEW-VIEWs, and old ones sent again. */
    BAD_VIEW_CHANGES,
    /** Nothing but poisoned state transfer. */
    POISON,
    /** The named scenarios, whose outcomes are known. */
    SCENARIOS,
    /** A quorum is lost for a long time, then it is back. */
    LONG_OUTAGE,
    /** One replica sends all the others whatever they might keep. */
    FLOOD,
    /** One client asks for more than it may, and for more than the window holds. */
    CROWD
}
