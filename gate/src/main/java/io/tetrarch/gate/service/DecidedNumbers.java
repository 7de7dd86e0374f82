package io.tetrarch.gate.service;

import io.tetrarch.pbft.message.Encoder;
import io.tetrarch.proof.ledger.CanonicalReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which numbers of one client were decided: all up to a floor, and ranges above it. A number far below the others stays
 * open for as long as it takes, and the ones round it are decided meanwhile: they grow together to few ranges, so that
 * what is kept follows the gaps between them and not how far apart they lie. Where there are more gaps than
 * {@link #MOST_RANGES}, the lowest is given up: its numbers count as decided from then on. So a decided number is never
 * taken for an open one.
 */
public final class DecidedNumbers {
    /** Gaps remembered: more than the requests that a client may have open, each in one of its own. */
    public static final int MOST_RANGES = 1 << 15;

    static final int RANGE_BYTES = 2 * Long.BYTES;

    private final long first;
    private final int mostRanges;
    /** From, to; none touches another, nor the floor. */
    private final TreeMap<Long, Long> ranges = new TreeMap<>();

    private long floor;

    /** Up to here numbers may have been given up; those above it, up to the floor, were decided. */
    private long givenUp;

    private record Range(long from, long to) {}

    /** @param first of the numbers; those below it are none of these and count as decided */
    public DecidedNumbers(long first) {
        this(first, MOST_RANGES);
    }

    /** @param mostRanges how many gaps are remembered */
    public DecidedNumbers(long first, int mostRanges) {
        this.first = first;
        this.mostRanges = mostRanges;
        this.floor = first - 1;
        this.givenUp = first - 1;
    }

    /** Whether it was decided or given up. */
    public boolean isSpent(long number) {
        return number <= floor || stands(number);
    }

    /** Whether it was decided, and not given up. */
    boolean stands(long number) {
        if (number <= floor) {
            return number > givenUp;
        }
        Map.Entry<Long, Long> below = ranges.floorEntry(number);
        return below != null && below.getValue() >= number;
    }

    /** Gaps between the numbers that were decided. */
    int gaps() {
        return ranges.size();
    }

    /**
     * Whether this number may be given up for so many more decisions above it: each may leave another gap below it.
     */
    public boolean mayGiveUp(long number, int decisions) {
        int over = ranges.size() + decisions - mostRanges;
        if (over <= 0) {
            return false;
        }
        int passed = 0;
        for (long from : ranges.keySet()) {
            if (++passed == over) {
                return number < from;
            }
        }
        return true;
    }

    /**
     * Remembers a decision. One that was given up is passed over: it can only be a request that was proposed while the one
     * that gave its number up was in flight, and the number counts as decided in any case.
     */
    public void add(long number) {
        if (isSpent(number)) {
            return;
        }
        long from = number;
        long to = number;
        Map.Entry<Long, Long> below = ranges.floorEntry(number);
        if (below != null && below.getValue() == number - 1) {
            from = below.getKey();
        }
        if (number < Long.MAX_VALUE) {
            Long joined = ranges.remove(number + 1);
            to = joined == null ? to : joined;
        }
        ranges.put(from, to);
        if (ranges.firstKey() == floor + 1) {
            floor = ranges.pollFirstEntry().getValue();
        } else if (ranges.size() > mostRanges) {
            givenUp = ranges.firstKey() - 1;
            floor = ranges.pollFirstEntry().getValue();
        }
    }

    public Encoder encode(Encoder to) {
        return to.u64(givenUp)
                .u64(floor)
                .list(
                        List.copyOf(ranges.entrySet()),
                        (encoder, range) -> encoder.u64(range.getKey()).u64(range.getValue()));
    }

    /**
     * Fills an empty one with what {@link #encode} wrote.
     *
     * @throws IllegalArgumentException if it cannot have written that
     */
    public DecidedNumbers decode(CanonicalReader from) {
        givenUp = from.u64();
        floor = from.u64();
        List<Range> read = new ArrayList<>(from.list(RANGE_BYTES, in -> new Range(in.u64(), in.u64())));
        long last = floor;
        for (Range range : read) {
            // A floor of the highest number of all has nothing above it.
            if (last == Long.MAX_VALUE || range.from() <= last + 1 || range.to() < range.from()) {
                throw new IllegalArgumentException("expected ranges of numbers apart from each other, ascending");
            }
            ranges.put(range.from(), range.to());
            last = range.to();
        }
        boolean fresh = givenUp == first - 1 && floor == givenUp;
        boolean past = givenUp >= first - 1 && floor > givenUp;
        if (!(past || (fresh && !ranges.isEmpty())) || ranges.size() > mostRanges) {
            throw new IllegalArgumentException("expected decided numbers from " + first + ", in at most " + mostRanges
                    + " ranges, found " + ranges.size() + " above " + floor);
        }
        return this;
    }
}
