package io.tetrarch.simulator.world;

import java.util.Locale;

/**
 * How hard a world is on its replicas. For faults of the network the rate is per thousand messages; for those of judges
 * and clients per thousand requests; for selection per thousand kinds of message in a view; for all others it is the
 * number of episodes in a run at most. Not every run has changes of the group.
 */
public enum Profile {
    CALM,
    LOSSY,
    PARTITIONS,
    CRASHES,
    DISK,
    BYZANTINE,
    CLOCK,
    CHAOS,
    /** One view after another under load: votes, VIEW-CHANGEs and certificates reach some only. */
    VIEWS,
    /** Delays above the view timeout, and old messages once more, much later. */
    LATE,
    /** Requests that stay open, for people who answer late or never, beside many that are decided. */
    PEOPLE;

    private static final long LATE_MILLIS = 900;
    private static final long VERY_LATE_MILLIS = 3_000;

    public int rate(FaultClass fault) {
        return switch (this) {
            case CALM -> fault == FaultClass.GROUP_CHANGE ? 1 : 0;
            case LOSSY -> lossy(fault);
            case PARTITIONS -> quiet(fault, FaultClass.PARTITION, 4);
            case CRASHES -> quiet(fault, FaultClass.CRASH, 8);
            case DISK -> disk(fault);
            case BYZANTINE -> byzantine(fault);
            case CLOCK -> clock(fault);
            case CHAOS -> chaos(fault);
            case VIEWS -> views(fault);
            case LATE -> late(fault);
            case PEOPLE -> people(fault);
        };
    }

    private static int lossy(FaultClass fault) {
        return switch (fault) {
            case LOSS -> 80;
            case DUPLICATION, DELAY -> 50;
            case CORRUPTION -> 30;
            case CLIENT, JUDGE -> 200;
            case GROUP_CHANGE -> 2;
            case PARTITION, CRASH, DISK_ERROR, DISK_ROT, DISK_ROLLBACK, PAUSE, CLOCK, BYZANTINE, SELECTION, PERSON -> 0;
        };
    }

    private static int disk(FaultClass fault) {
        return switch (fault) {
            case DISK_ERROR, CRASH -> 4;
            case DISK_ROT, DISK_ROLLBACK -> 1;
            case LOSS, DELAY -> 10;
            case GROUP_CHANGE -> 2;
            case DUPLICATION, CORRUPTION, PARTITION, PAUSE, CLOCK, JUDGE, CLIENT, BYZANTINE, SELECTION, PERSON -> 0;
        };
    }

    private static int byzantine(FaultClass fault) {
        return switch (fault) {
            case BYZANTINE -> 1;
            case CLIENT, JUDGE -> 100;
            case LOSS, DUPLICATION, DELAY -> 10;
            case GROUP_CHANGE -> 2;
            case CORRUPTION, PARTITION, CRASH, DISK_ERROR, DISK_ROT, DISK_ROLLBACK, PAUSE, CLOCK, SELECTION, PERSON ->
                0;
        };
    }

    private static int clock(FaultClass fault) {
        return switch (fault) {
            case CLOCK, PAUSE -> 4;
            case GROUP_CHANGE -> 2;
            case CLIENT, JUDGE -> 200;
            case LOSS, DELAY -> 10;
            case DUPLICATION,
                    CORRUPTION,
                    PARTITION,
                    CRASH,
                    DISK_ERROR,
                    DISK_ROT,
                    DISK_ROLLBACK,
                    BYZANTINE,
                    SELECTION,
                    PERSON -> 0;
        };
    }

    private static int chaos(FaultClass fault) {
        return switch (fault) {
            case LOSS, DUPLICATION, DELAY -> 30;
            case CORRUPTION -> 10;
            case PARTITION, PAUSE, CLOCK, GROUP_CHANGE -> 2;
            case CRASH -> 4;
            case DISK_ERROR, DISK_ROT, DISK_ROLLBACK, BYZANTINE -> 1;
            case JUDGE, CLIENT -> 200;
            case SELECTION, PERSON -> 0;
        };
    }

    private static int views(FaultClass fault) {
        return switch (fault) {
            case SELECTION -> 300;
            case DELAY, DUPLICATION -> 20;
            case LOSS -> 10;
            case CRASH -> 6;
            case JUDGE, CLIENT -> 50;
            case GROUP_CHANGE, BYZANTINE -> 1;
            case CORRUPTION, PARTITION, DISK_ERROR, DISK_ROT, DISK_ROLLBACK, PAUSE, CLOCK, PERSON -> 0;
        };
    }

    private static int late(FaultClass fault) {
        return switch (fault) {
            case DELAY, DUPLICATION -> 60;
            case LOSS -> 10;
            case JUDGE, CLIENT -> 100;
            case CRASH, GROUP_CHANGE -> 2;
            case CORRUPTION,
                    PARTITION,
                    DISK_ERROR,
                    DISK_ROT,
                    DISK_ROLLBACK,
                    PAUSE,
                    CLOCK,
                    SELECTION,
                    BYZANTINE,
                    PERSON -> 0;
        };
    }

    private static int people(FaultClass fault) {
        return switch (fault) {
            case PERSON -> 300;
            case CLIENT -> 50;
            case LOSS, DELAY -> 10;
            case CRASH, GROUP_CHANGE -> 2;
            case PARTITION -> 1;
            case DUPLICATION,
                    CORRUPTION,
                    DISK_ERROR,
                    DISK_ROT,
                    DISK_ROLLBACK,
                    PAUSE,
                    CLOCK,
                    JUDGE,
                    SELECTION,
                    BYZANTINE -> 0;
        };
    }

    /** How late a message is at most that is delayed or comes a second time, in milliseconds. */
    long latestMillis() {
        return switch (this) {
            case CALM, LOSSY, PARTITIONS, CRASHES, DISK, BYZANTINE, CLOCK, CHAOS, PEOPLE -> LATE_MILLIS;
            case VIEWS, LATE -> VERY_LATE_MILLIS;
        };
    }

    /** The limits and timeouts that its runs have. */
    public WorldConfig.Tuning tuning() {
        return switch (this) {
            case CALM, LOSSY, PARTITIONS, CRASHES, DISK, BYZANTINE, CLOCK, CHAOS, LATE, PEOPLE ->
                WorldConfig.Tuning.SMALL;
            case VIEWS -> WorldConfig.Tuning.QUICK;
        };
    }

    /** What clients ask for in the time of faults. */
    public int requests() {
        return switch (this) {
            case CALM, LOSSY, PARTITIONS, CRASHES, DISK, BYZANTINE, CLOCK, CHAOS, LATE -> 9;
            case VIEWS -> 14;
            case PEOPLE -> 36;
        };
    }

    private static int quiet(FaultClass fault, FaultClass only, int rate) {
        if (fault == only) {
            return rate;
        }
        if (fault == FaultClass.GROUP_CHANGE) {
            return 3;
        }
        return fault == FaultClass.LOSS || fault == FaultClass.DELAY ? 10 : 0;
    }

    /** The profile in lower case, as the command line writes it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
