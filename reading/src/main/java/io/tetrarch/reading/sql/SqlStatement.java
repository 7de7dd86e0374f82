package io.tetrarch.reading.sql;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One statement.
 *
 * @param words what it does and to what kind of thing, in lower case: {@code drop table}; one word or two
 */
public record SqlStatement(List<String> words, Set<Trait> traits) {

    /** What matters about a statement besides its words. */
    public enum Trait {
        /** Changes or deletes rows without a condition, or with one that always holds. */
        EVERY_ROW,
        /** Runs a program on the database's machine. */
        RUNS_PROGRAM,
        READS_FILES,
        WRITES_FILES,
        READS_CREDENTIALS,
        /** Waits on purpose. */
        WAITS,
        ENDS_SESSIONS,
        /** Connects to another machine. */
        CONNECTS,
        /** Changes data within what looks like a query. */
        DELETES_INSIDE,
        /** Of a kind that the parser knows, but not in a form that it could read. */
        NOT_PARSED;

        /** As in {@code not-parsed}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public SqlStatement {
        words = List.copyOf(words);
        traits = traits.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(traits));
    }

    public boolean has(Trait trait) {
        return traits.contains(trait);
    }
}
