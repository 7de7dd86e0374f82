package io.tetrarch.node.replica;

import io.tetrarch.pbft.message.Verdict;
import java.util.ArrayList;
import java.util.List;

/** A judge's verdicts, which are signed together: under load they wait for the mailbox to run empty, but not for longer. */
final class VerdictsTogether {
    private static final int MOST = 128;
    private static final long MOST_NANOS = 4_000_000;

    private final TimeSource time;
    private final List<Verdict> verdicts = new ArrayList<>();
    private long sinceNanos;

    VerdictsTogether(TimeSource time) {
        this.time = time;
    }

    void add(List<Verdict> judged) {
        if (verdicts.isEmpty()) {
            sinceNanos = time.nanos();
        }
        verdicts.addAll(judged);
    }

    /** @param idle whether nothing else waits */
    boolean areDue(boolean idle) {
        return !verdicts.isEmpty() && (idle || verdicts.size() >= MOST || time.nanos() - sinceNanos > MOST_NANOS);
    }

    List<Verdict> take() {
        List<Verdict> all = List.copyOf(verdicts);
        verdicts.clear();
        return all;
    }

    void clear() {
        verdicts.clear();
    }
}
