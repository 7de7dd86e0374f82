package io.tetrarch.pbft;

import io.tetrarch.pbft.message.Domain;

/**
 * What one replica knows of its group in one epoch.
 *
 * @param replicas n = 3f+1 seats for some f >= 1, of which 2f+1 at least are taken
 * @param self this replica's index, from 0
 */
public record Configuration(Domain domain, int replicas, int self, Timeouts timeouts, Limits limits, Epoch epoch) {
    public Configuration {
        if (replicas < 4 || replicas % 3 != 1) {
            throw new IllegalArgumentException("a group has 3f+1 replicas (4, 7, 10, 13, ...), not " + replicas);
        }
        if (self < 0 || self >= replicas) {
            throw new IllegalArgumentException("no replica " + self + " among " + replicas);
        }
        if (epoch.vacant().size() > new GroupSize(replicas).faulty()) {
            throw new IllegalArgumentException("with the seats " + epoch.vacant() + " vacant there is no quorum");
        }
    }

    /** The first epoch of a group. */
    public Configuration(Domain domain, int replicas, int self, Timeouts timeouts, Limits limits) {
        this(domain, replicas, self, timeouts, limits, Epoch.FIRST);
    }

    /** f: how many replicas may be Byzantine, crashed or missing. */
    public int faulty() {
        return new GroupSize(replicas).faulty();
    }

    /** 2f+1: any two quorums share an honest replica. */
    public int quorum() {
        return new GroupSize(replicas).quorum();
    }

    /** f+1: at least one honest replica. */
    public int weakQuorum() {
        return new GroupSize(replicas).weakQuorum();
    }

    public int leader(long view) {
        return (int) (view % replicas);
    }

    public boolean isLeader(long view) {
        return leader(view) == self;
    }

    /** Whether somebody sits where the view's leader does. */
    public boolean hasLeader(long view) {
        return !epoch.vacant().contains(leader(view));
    }

    /** The first view from this one on that has a leader. */
    public long viewFrom(long view) {
        long next = view;
        while (!hasLeader(next)) {
            next++;
        }
        return next;
    }

    /** The sequence after which this epoch begins. */
    public long startSequence() {
        return epoch.start().isPresent() ? epoch.start().get().sequence() : 0;
    }
}
