package io.tetrarch.proof.bound;

import io.tetrarch.json.Range;

/**
 * How much there may be of everything that more than one file, message or screen speaks of. What a new charter is held
 * to stands without a prefix; {@code READABLE_} is what stays readable because groups may have agreed to it already.
 * docs/charter.md lists all of it.
 */
public final class Bounds {
    private static final long SECOND_MILLIS = 1_000;
    private static final long MINUTE_MILLIS = 60 * SECOND_MILLIS;
    private static final long DAY_MILLIS = 24 * 60 * MINUTE_MILLIS;

    /** The highest whole number that every reader of JSON holds exactly. */
    private static final long MOST_EXACT = (1L << 53) - 1;

    /** Replicas of a group, and with that approvals. */
    public static final Range REPLICAS = new Range(4, 100);

    /** Replicas, clients or tiers that a group file may list. */
    public static final Range READABLE_MEMBERS = new Range(0, 4096);

    /** Clients that a group may have for another one to join it. */
    public static final Range JOINED_CLIENTS = new Range(0, 63);

    /** A charter's version. */
    public static final Range VERSION = new Range(1, 1_000_000_000);

    /** A charter's version in a group file. */
    public static final Range READABLE_VERSION = new Range(0, MOST_EXACT);

    /** An epoch that a change of the group may begin. */
    public static final Range EPOCH = new Range(1, 1L << 52);

    /** An epoch in a group file. */
    public static final Range READABLE_EPOCH = new Range(1, MOST_EXACT);

    /** Tiers of a charter. */
    public static final Range TIERS = new Range(1, 64);

    /** Judges of a charter: no group has more seats for them. */
    public static final Range JUDGES = new Range(1, REPLICAS.most());

    /** Digests of judges that are accepted at one seat: builds that may stand beside each other. */
    public static final Range JUDGE_DIGESTS = new Range(1, 8);

    /** Ids of built-in checks in a list of accepted judges. */
    public static final Range BUILT_IN_CHECKS = new Range(0, 32);

    /** Approvals that a tier demands as a number; never less than 2f+1 are taken, nor more than there are replicas. */
    public static final Range APPROVALS = new Range(1, REPLICAS.most());

    /** Requests live for a week at most: long enough for a person to judge. */
    public static final long REQUEST_LIFE_MILLIS = 7 * DAY_MILLIS;

    /** Less leaves no time to be judged, ordered and answered on a busy machine. */
    private static final long LEAST_MILLIS = 100;

    /**
     * How long a tier's requests stay open. One that is open for longer than the group lets requests live is never taken.
     */
    public static final Range DEADLINE_MILLIS = new Range(LEAST_MILLIS, REQUEST_LIFE_MILLIS);

    /** How long one judge may take. */
    public static final Range JUDGE_MILLIS = new Range(LEAST_MILLIS, REQUEST_LIFE_MILLIS);

    /** Both of these, in a charter that is in force. */
    public static final Range READABLE_TIER_MILLIS = new Range(1, 30 * DAY_MILLIS);

    /** How long a model or a service may take to answer. */
    public static final Range SERVICE_MILLIS = new Range(1, 10 * MINUTE_MILLIS);

    /** Decisions in one window of a quota: so many are counted in the replicated state. */
    public static final Range QUOTA_DECISIONS = new Range(1, 1_000);

    /** The window of a quota. */
    public static final Range QUOTA_WINDOW_MILLIS = new Range(SECOND_MILLIS, 31 * DAY_MILLIS);

    /** Writers of audit trails, or witnesses. */
    public static final Range TRAIL_KEYS = new Range(0, 64);

    /** Characters of a reason code. */
    public static final Range REASON_CODE = new Range(1, 64);

    /** Bytes of a charter's text, as UTF-8. */
    public static final int CHARTER_BYTES = 128 * 1024;

    /**
     * Bytes of a charter's text as it stands in the action that swaps it, between quotes and with escapes. An action has
     * 256 KiB; the rest is room for the tiers beside it, each with its name and all replicas.
     */
    public static final int CHARTER_JSON_BYTES = 216 * 1024;

    private Bounds() {}
}
