package io.tetrarch.simulator.scenario;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a replica is made to behave. */
public enum Behaviour {
    HONEST("follows the protocol and its judge"),
    DENIES("follows the protocol; its judge denies whatever it is asked"),
    SILENT("takes everything in and sends nothing"),
    EQUIVOCATES("as leader proposes two batches for one slot, as backup votes for two headers in one slot"),
    LIES_ABOUT_HASH("as leader proposes a header that its batch does not have, as backup votes for another header"),
    STALE_VIEW("votes under another view than the one in force"),
    CRASHED("is off");

    private final String summary;

    Behaviour(String summary) {
        this.summary = summary;
    }

    /** The name as it is typed: lower case, with hyphens. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Half a sentence. */
    public String summary() {
        return summary;
    }

    /** Whether it breaks the protocol's rules, rather than to stay away or to disagree. */
    boolean isByzantine() {
        return switch (this) {
            case EQUIVOCATES, LIES_ABOUT_HASH, STALE_VIEW -> true;
            case HONEST, DENIES, SILENT, CRASHED -> false;
        };
    }

    public static Optional<Behaviour> named(String label) {
        return Arrays.stream(values())
                .filter(each -> each.label().equals(label))
                .findFirst();
    }
}
