package io.tetrarch.reading.pack;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a flag changes.
 *
 * @param meaning what it adds, or null where it only takes a value or sets the manner
 * @param value what it takes as its value, or null if it takes none
 * @param values what certain values mean, the first that matches
 */
public record Flag(@Nullable Meaning meaning, @Nullable Use value, Map<Glob, Meaning> values, Manner manner) {

    /** How a flag bears on the rest of the command. */
    public enum Manner {
        /** Adds its meaning to the command's. */
        ADDS,
        /** Its meaning stands in place of the command's own. */
        REPLACES,
        /** The command only shows what it would do, or its help. */
        DRY_RUN,
        /** The command goes down into folders. */
        RECURSIVE
    }

    public Flag {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
}
