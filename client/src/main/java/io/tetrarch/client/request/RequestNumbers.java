package io.tetrarch.client.request;

import java.io.IOException;

/**
 * Where a client's request numbers come from. A number is given out once in the client's life, across restarts and
 * crashes too, so that no number is ever signed with two bodies.
 */
public interface RequestNumbers {
    /** Numbers of a client that does not outlive this process. */
    static RequestNumbers fresh() {
        return from(1);
    }

    /** The same, beginning with this number. */
    static RequestNumbers from(long first) {
        return new RequestNumbers() {
            private long next = first;

            @Override
            public synchronized long next() {
                return next++;
            }
        };
    }

    /** Positive, and higher than all before. */
    long next() throws IOException;
}
