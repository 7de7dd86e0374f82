package io.tetrarch.proof.group;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a group is deployed, which says what it really tolerates. In ascending order of that. */
public enum Mode {
    /** All replicas in one process: one faulty judge or replica logic, not the loss of the host. */
    EMBEDDED,
    /** Processes on one host: a crashed or killed process too. */
    PROCESSES,
    /** A host and an operator each: f Byzantine hosts or operators, the full claim. */
    DISTRIBUTED;

    /** As it stands in files. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Mode> ofWord(String word) {
        return Arrays.stream(values()).filter(mode -> mode.word().equals(word)).findFirst();
    }

    /** Whether a group of this mode tolerates all that one of the other mode does. */
    public boolean satisfies(Mode demanded) {
        return compareTo(demanded) >= 0;
    }
}
