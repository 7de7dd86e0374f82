package io.tetrarch.reading.pack;

import java.util.List;

/**
 * What a combination within one command means. Every list that is not empty must be met.
 *
 * @param flags one of these is given
 * @param values one of {@code flags} has a value that matches one of these
 * @param without none of these is given
 */
public record Rule(List<String> flags, List<Glob> values, Words words, List<String> without, Meaning meaning) {

    /**
     * The operands for which a rule holds.
     *
     * @param match one of the operands matches one of these
     * @param atMost and there are no more than so many
     */
    public record Words(List<Glob> match, int atMost) {

        public Words {
            match = List.copyOf(match);
        }
    }

    public Rule {
        flags = List.copyOf(flags);
        values = List.copyOf(values);
        without = List.copyOf(without);
    }
}
