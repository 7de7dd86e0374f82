package io.tetrarch.client.journal;

import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.RequestId;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Where the latest record on each request stands. It has every request for good, so it takes little: up to 32 bytes each. */
final class UsedRequests {
    private final Map<Digest, Offsets> clients = new HashMap<>();
    private long size;

    /** Does something with each. */
    @FunctionalInterface
    interface Each {
        void take(long offset) throws IOException;
    }

    /** 0 if there is none. */
    long offset(RequestId request) {
        Offsets offsets = clients.get(request.client());
        return offsets == null ? 0 : offsets.get(request.number());
    }

    /** @param offset from 1 */
    void put(RequestId request, long offset) {
        if (clients.computeIfAbsent(request.client(), client -> new Offsets()).put(request.number(), offset)) {
            size++;
        }
    }

    long size() {
        return size;
    }

    void forEach(Each each) throws IOException {
        for (Offsets offsets : clients.values()) {
            for (long offset : offsets.offsets) {
                if (offset != 0) {
                    each.take(offset);
                }
            }
        }
    }

    /** A hash table by open addressing; a place whose offset is 0 is free. */
    private static final class Offsets {
        private static final int LEAST = 16;

        private long[] numbers = new long[LEAST];
        private long[] offsets = new long[LEAST];
        private int used;

        /** Where the number is, or would be. */
        private static int place(long number, long[] numbers, long[] offsets) {
            int mask = numbers.length - 1;
            int place = Long.hashCode(number) & mask;
            while (offsets[place] != 0 && numbers[place] != number) {
                place = place + 1 & mask;
            }
            return place;
        }

        long get(long number) {
            return offsets[place(number, numbers, offsets)];
        }

        /** Whether the number is new. */
        boolean put(long number, long offset) {
            int place = place(number, numbers, offsets);
            boolean isNew = offsets[place] == 0;
            numbers[place] = number;
            offsets[place] = offset;
            if (isNew && ++used > numbers.length / 2) {
                grow();
            }
            return isNew;
        }

        private void grow() {
            long[] moreNumbers = new long[numbers.length * 2];
            long[] moreOffsets = new long[numbers.length * 2];
            for (int i = 0; i < numbers.length; i++) {
                if (offsets[i] != 0) {
                    int place = place(numbers[i], moreNumbers, moreOffsets);
                    moreNumbers[place] = numbers[i];
                    moreOffsets[place] = offsets[i];
                }
            }
            numbers = moreNumbers;
            offsets = moreOffsets;
        }
    }
}
