package io.tetrarch.gate.judge;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The deterministic algorithms that a charter can name, each another way of looking at an action. */
public enum Algorithm {
    /** Takes the action apart: is it complete, well formed and free of contradictions? */
    ANALYTICAL,
    /** Assumes ill will: what would the action give to whoever means harm? */
    ADVERSARIAL,
    /** Knows the tools: what does this very subcommand with these flags do? */
    DOMAIN_EXPERT,
    /** Looks sideways: does the effect fit the intent, is it new, how far would it reach? */
    CREATIVE;

    /** As it stands in charters. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Algorithm> ofWord(String word) {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.word().equals(word))
                .findFirst();
    }
}
