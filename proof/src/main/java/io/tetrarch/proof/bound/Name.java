package io.tetrarch.proof.bound;

import java.util.regex.Pattern;

/**
 * What a group, a replica, a client, a tier, a judge, a device or the writer of a trail may be called. Such names stand
 * in files, paths, commands and proofs, so there is one rule for all of them.
 */
public final class Name {
    /** Characters at most. */
    public static final int MOST = 64;

    /** As a regular expression, for descriptions of formats. */
    public static final String PATTERN = "[A-Za-z0-9_-][A-Za-z0-9._-]{0," + (MOST - 1) + "}";

    /** What stays readable, in words. */
    public static final String READABLE_WORDS = "1 to " + MOST + " letters, digits, '.', '_' and '-'";

    /** What was expected, in words. */
    public static final String WORDS = READABLE_WORDS + ", the first of them no '.'";

    /** The same for what stays readable, and may be the name of a device that a charter in force names. */
    public static final String READABLE_PATTERN = "[A-Za-z0-9._-]{1," + MOST + "}";

    private static final Pattern GOOD = Pattern.compile(PATTERN);
    private static final Pattern READABLE = Pattern.compile(READABLE_PATTERN);

    private Name() {}

    /** Whether something new may be called so. */
    public static boolean isGood(String name) {
        return GOOD.matcher(name).matches();
    }

    /** Whether what a group file or a charter in force names may be called so: before, a name could begin with a dot. */
    public static boolean isReadable(String name) {
        return READABLE.matcher(name).matches();
    }

    /**
     * Whether a tier that stands on a ledger may be called so. Groups have agreed to tiers of any characters when only
     * their number was checked; what they agreed to stays in force, and their files stay readable.
     */
    public static boolean isReadableTier(String name) {
        return name.length() <= MOST;
    }
}
