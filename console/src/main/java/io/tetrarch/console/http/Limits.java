package io.tetrarch.console.http;

import io.javalin.http.Context;
import io.tetrarch.console.access.Peer;
import io.tetrarch.console.http.Problem.Kind;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How often one address may ask: as many requests at once as the burst, and as many a second as the rate. Addresses are
 * remembered in bounded number, those that asked last.
 */
public final class Limits {
    private static final int ADDRESSES = 10_000;

    private final double perSecond;
    private final double burst;
    private final LongSupplier nanos;
    private final LinkedHashMap<String, Bucket> buckets = new LinkedHashMap<>(64, 0.75f, true);

    private static final class Bucket {
        private double tokens;
        private long filledNanos;

        Bucket(double tokens, long filledNanos) {
            this.tokens = tokens;
            this.filledNanos = filledNanos;
        }
    }

    public Limits(double perSecond, double burst, LongSupplier nanos) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.nanos = nanos;
    }

    /** As many as a page and a script on this machine ever need. */
    public static Limits standard() {
        return new Limits(2_000, 4_000, System::nanoTime);
    }

    void check(Context context) throws Problem {
        if (!take(Peer.of(context))) {
            throw new Problem(
                            Kind.TOO_MANY_REQUESTS, "expected at most " + Math.round(perSecond) + " requests a second")
                    .retryAfter(1);
        }
    }

    private synchronized boolean take(String address) {
        long now = nanos.getAsLong();
        Bucket bucket = buckets.computeIfAbsent(address, unused -> new Bucket(burst, now));
        bucket.tokens = Math.min(burst, bucket.tokens + (now - bucket.filledNanos) * 1e-9 * perSecond);
        bucket.filledNanos = now;
        Iterator<Map.Entry<String, Bucket>> oldest = buckets.entrySet().iterator();
        if (buckets.size() > ADDRESSES) {
            oldest.next();
            oldest.remove();
        }
        if (bucket.tokens < 1) {
            return false;
        }
        bucket.tokens -= 1;
        return true;
    }
}
