package io.tetrarch.net.node;

import io.tetrarch.pbft.GroupSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Finds out that the leader's process has ended, without waiting for the view timer. A replica to whom the leader's machine
 * says that nobody listens there any more tells the others; and who knows of 2f+1 that see it, itself included, leaves the
 * view. So f faulty ones make nobody leave: at least f+1 honest ones see it too, and what these say all others hear. If the
 * process has ended, all 2f+1 honest ones see it. What was said counts for a short while, and for one view.
 *
 * <p>For any thread.
 */
final class LeaderWatch {
    private static final long AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(300);
    private static final long COUNTS_NANOS = TimeUnit.MILLISECONDS.toNanos(1_000);

    private final int self;
    private final GroupSize size;
    private final List<Optional<Said>> said = new ArrayList<>();

    /** @param atNanos when, as {@link System#nanoTime} counts */
    private record Said(long view, long atNanos) {
        boolean counts(long wanted, long nowNanos) {
            return view == wanted && nowNanos - atNanos < COUNTS_NANOS;
        }
    }

    /**
     * What is to be done.
     *
     * @param tell say to the others that the leader of this view cannot be reached
     * @param leave its view, if it owes anything
     */
    record Conclusion(boolean tell, boolean leave) {}

    LeaderWatch(int self, int replicas) {
        this.self = self;
        this.size = new GroupSize(replicas);
        for (int i = 0; i < replicas; i++) {
            said.add(Optional.empty());
        }
    }

    /** A replica says that the leader of this view cannot be reached. */
    synchronized void heard(int replica, long view, long nowNanos) {
        said.set(replica, Optional.of(new Said(view, nowNanos)));
    }

    /**
     * Looks again; to be called several times a second.
     *
     * @param view that this replica is in
     * @param gone whether the process of its leader has ended, as far as can be seen from here
     */
    synchronized Conclusion look(long view, boolean gone, long nowNanos) {
        boolean tell = gone
                && said.get(self)
                        .filter(own -> own.view == view && nowNanos - own.atNanos < AGAIN_NANOS)
                        .isEmpty();
        if (tell) {
            said.set(self, Optional.of(new Said(view, nowNanos)));
        } else if (!gone) {
            said.set(self, Optional.empty());
        }
        long seeing = said.stream()
                .flatMap(Optional::stream)
                .filter(each -> each.counts(view, nowNanos))
                .count();
        return new Conclusion(tell, seeing >= size.quorum());
    }
}
