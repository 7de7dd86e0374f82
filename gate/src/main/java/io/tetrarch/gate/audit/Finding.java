package io.tetrarch.gate.audit;

/**
 * Where a ledger is broken first.
 *
 * @param index of the entry, from 0
 * @param problem what is wrong there, for people
 */
public record Finding(long index, String problem) {
    /** One line. */
    public String line() {
        return "entry " + index + ": " + problem;
    }
}
