package io.tetrarch.gate.provenance;

import io.tetrarch.pbft.message.Bytes;
import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a charter says of audit trails.
 *
 * @param rule by which one of two good branches is chosen
 * @param writers raw public keys of those whose records count, by name
 * @param witnesses raw public keys of those whose word on times counts, by name
 */
public record ProvenanceTerms(Rule rule, SortedMap<String, Bytes> writers, SortedMap<String, Bytes> witnesses) {
    public ProvenanceTerms {
        writers = Collections.unmodifiableSortedMap(new TreeMap<>(writers));
        witnesses = Collections.unmodifiableSortedMap(new TreeMap<>(witnesses));
    }

    /** Where a rule leaves both branches equal the longer one is chosen, and of two as long the one of the lower root. */
    public enum Rule {
        /** The one of more records. */
        LONGEST_VALID,
        /** The one that more writers have signed records of. */
        MOST_SIGNERS,
        /** The one whose own records a witness saw first; without a witness it was seen last. */
        EARLIEST_WITNESSED;

        /** As charters and actions say it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        public static Optional<Rule> ofWord(String word) {
            return Arrays.stream(values())
                    .filter(rule -> rule.word().equals(word))
                    .findFirst();
        }
    }
}
