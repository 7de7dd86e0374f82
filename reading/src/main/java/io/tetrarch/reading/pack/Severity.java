package io.tetrarch.reading.pack;

import java.util.Locale;
import java.util.Optional;

/** How much something matters, from nothing to what no automatism should let pass. */
public enum Severity {
    /** Nothing to say against it. */
    NONE,
    /** An ordinary change within the task. */
    LOW,
    /** Depends on what nobody can see from here. */
    MEDIUM,
    /** Should not run without somebody who answers for it. */
    HIGH,
    /** Ends a machine, a database or an account, or hands it over. */
    CRITICAL;

    public boolean atLeast(Severity other) {
        return compareTo(other) >= 0;
    }

    public Severity max(Severity other) {
        return atLeast(other) ? this : other;
    }

    /** One step up, at most {@link #CRITICAL}. */
    public Severity raised() {
        return switch (this) {
            case NONE -> LOW;
            case LOW -> MEDIUM;
            case MEDIUM -> HIGH;
            case HIGH, CRITICAL -> CRITICAL;
        };
    }

    /** The name in packs. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Severity> of(String word) {
        for (Severity severity : values()) {
            if (severity.word().equals(word)) {
                return Optional.of(severity);
            }
        }
        return Optional.empty();
    }
}
