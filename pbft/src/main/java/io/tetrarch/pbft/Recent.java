package io.tetrarch.pbft;

import java.util.ArrayDeque;
import java.util.TreeSet;

/** The last so many values, to recognise what comes late. */
final class Recent<T extends Comparable<T>> {
    private final int bound;
    private final TreeSet<T> values = new TreeSet<>();
    private final ArrayDeque<T> inOrder = new ArrayDeque<>();

    Recent(int bound) {
        this.bound = bound;
    }

    void add(T value) {
        if (values.add(value)) {
            inOrder.addLast(value);
            if (inOrder.size() > bound) {
                values.remove(inOrder.removeFirst());
            }
        }
    }

    boolean contains(T value) {
        return values.contains(value);
    }
}
