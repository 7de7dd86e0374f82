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
        LONGEST_VALID(0),
        /** The one that more writers have signed records of. */
        MOST_SIGNERS(1),
        /** The one whose own records a witness saw first; without a witness it was seen last. */
        EARLIEST_WITNESSED(2);

        private final int code;

        Rule(int code) {
            this.code = code;
        }

        /** Its byte in the replicated state; never given to another rule. */
        public int code() {
            return code;
        }

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
