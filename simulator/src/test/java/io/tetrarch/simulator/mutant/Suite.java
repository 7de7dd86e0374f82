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
    VIEWS,
    LATE,
    /** Every profile in turn. */
    MIXED,
    /** The leader proposes what nobody may accept, and nothing else goes wrong. */
    BAD_PROPOSALS,
    /** Nothing but false VIEW-CHANGEs and NEW-VIEWs, and old ones sent again. */
    BAD_VIEW_CHANGES,
    /** The leader expires what is settled, and nothing else goes wrong but that judges are slow. */
    EXPIRY,
    /** One replica says two things of a request, to all, and somebody must hold it against it. */
    VERDICT_TWICE,
    /** Nothing but accusations, while one view follows another. */
    SLANDER,
    /** Nothing but false VIEW-CHANGEs, NEW-VIEWs and batches for one slot, while one view follows another. */
    FALSE_VIEWS,
    /** Nothing but poisoned state transfer. */
    POISON,
    /** The named scenarios, whose outcomes are known. */
    SCENARIOS,
    /** A replica loses its disk, learns, and returns. */
    RELEARNING,
    /** A quorum is lost for a long time, then it is back. */
    LONG_OUTAGE,
    /** One replica sends all the others whatever they might keep. */
    FLOOD,
    /** One client asks for more than it may, and for more than the window holds. */
    CROWD,
    /** Walks through the model, done again by the core. */
    MODEL_WALKS
}
