package io.tetrarch.pbft;

import java.util.LinkedHashSet;

/** The last so many values, to recognise what comes late. */
final class Recent<T> {
    private final int bound;
    private final LinkedHashSet<T> values = new LinkedHashSet<>();

    Recent(int bound) {
        this.bound = bound;
    }

    void add(T value) {
        if (values.add(value) && values.size() > bound) {
            values.remove(values.getFirst());
        }
    }

    boolean contains(T value) {
        return values.contains(value);
    }
}
