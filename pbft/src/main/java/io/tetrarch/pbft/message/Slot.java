package io.tetrarch.pbft.message;

import java.util.Comparator;

/** Where a batch may stand: in each view, each sequence holds one. In the order of views. */
public record Slot(long view, long sequence) implements Comparable<Slot> {
    private static final Comparator<Slot> ORDER =
            Comparator.comparingLong(Slot::view).thenComparingLong(Slot::sequence);

    /** Where no batch stands. */
    public static final Slot NONE = new Slot(0, 0);

    @Override
    public int compareTo(Slot other) {
        return ORDER.compare(this, other);
    }
}
