package io.tetrarch.reading.shell;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/**
 * Bounds the work on one shell text, whatever it holds, and keeps why some of it was left unread. Work is counted in
 * steps, so that the same text always ends at the same place.
 */
final class Budget {

    /** Characters of one text. */
    static final int MAX_TEXT = 32 * 1024;

    private static final int MAX_REASONS = 8;
    private static final int MAX_DEPTH = 40;

    private final SequencedSet<String> unclear = new LinkedHashSet<>();
    private int steps;
    private int depth;
    private boolean exhausted;

    /** @param steps how many pieces of work are allowed */
    Budget(int steps) {
        this.steps = steps;
    }

    /** Notes that some of the text was not understood. */
    void unclear(String reason) {
        if (unclear.size() < MAX_REASONS) {
            unclear.add(reason);
        }
    }

    /** Takes one piece of work; false if there is none left. */
    boolean step() {
        return steps(1);
    }

    boolean steps(int count) {
        steps -= count;
        if (steps < 0 && !exhausted) {
            exhausted = true;
            unclear("it holds more than can be read");
        }
        return !exhausted;
    }

    /** Goes one level deeper; every call is followed by {@link #leave}, whatever the answer. */
    boolean enter() {
        depth++;
        if (depth > MAX_DEPTH) {
            unclear("it is nested deeper than can be read");
            return false;
        }
        return step();
    }

    void leave() {
        depth--;
    }

    /** Gives up, for a reason of its own. */
    void exhaust(String reason) {
        unclear(reason);
        exhausted = true;
    }

    boolean isExhausted() {
        return exhausted;
    }

    List<String> reasons() {
        return List.copyOf(unclear);
    }
}
