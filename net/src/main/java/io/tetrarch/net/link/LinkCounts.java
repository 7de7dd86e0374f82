package io.tetrarch.net.link;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What was refused, dropped or given up, by reason. For any thread. */
public final class LinkCounts {
    private final Map<Reason, LongAdder> counts = new ConcurrentHashMap<>();

    /** Why. */
    public enum Reason {
        /** Too many connections, in all or without a name. */
        TOO_MANY,
        /** No TLS, no certificate, or one of nobody in the group. */
        NOT_A_MEMBER,
        /** Another group, or no version in common. */
        INCOMPATIBLE,
        /** Not of the schema, too large, or not what this member may send. */
        MALFORMED,
        /** A frame under another member's name. */
        ANOTHERS_NAME,
        /** Nothing came for too long. */
        SILENT,
        /** More than one frame may hold; it was not sent. */
        TOO_LARGE,
        /** More than waits for a member; the oldest went. */
        QUEUE_FULL,
        /** A member connected once more than it may. */
        REPLACED
    }

    void count(Reason reason) {
        counts.computeIfAbsent(reason, first -> new LongAdder()).increment();
    }

    public long of(Reason reason) {
        LongAdder counted = counts.get(reason);
        return counted == null ? 0 : counted.sum();
    }

    /** Those that occurred. */
    public Map<Reason, Long> all() {
        Map<Reason, Long> all = new TreeMap<>();
        counts.forEach((reason, counted) -> all.put(reason, counted.sum()));
        return all;
    }
}
