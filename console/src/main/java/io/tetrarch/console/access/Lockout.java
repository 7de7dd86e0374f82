package io.tetrarch.console.access;

import java.util.LinkedHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Shuts addresses out that guess: after {@link #TRIES} wrong tokens none is taken from an address for a minute after the
 * last one. Addresses are remembered in bounded number, those that were wrong last. For any number of threads.
 */
final class Lockout {
    static final int TRIES = 10;
    static final long CLOSED_NANOS = TimeUnit.MINUTES.toNanos(1);

    private static final int ADDRESSES = 10_000;

    private final LongSupplier nanos;
    private final LinkedHashMap<String, Wrong> wrong = new LinkedHashMap<>(64, 0.75f, true);

    private record Wrong(int tries, long lastNanos) {}

    Lockout(LongSupplier nanos) {
        this.nanos = nanos;
    }

    synchronized boolean isClosed(String address) {
        Wrong seen = present(address);
        return seen != null && seen.tries >= TRIES;
    }

    /** @return whether that was one too many */
    synchronized boolean wrong(String address) {
        Wrong seen = present(address);
        int tries = seen == null ? 1 : seen.tries + 1;
        wrong.put(address, new Wrong(tries, nanos.getAsLong()));
        if (wrong.size() > ADDRESSES) {
            wrong.pollFirstEntry();
        }
        return tries == TRIES;
    }

    private @Nullable Wrong present(String address) {
        Wrong seen = wrong.get(address);
        return seen == null || nanos.getAsLong() - seen.lastNanos >= CLOSED_NANOS ? null : seen;
    }
}
