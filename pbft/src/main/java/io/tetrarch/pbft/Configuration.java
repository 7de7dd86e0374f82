package io.tetrarch.pbft;

import io.tetrarch.pbft.message.Domain;

/**
 * What one replica knows of its group.
 *
 * @param replicas n = 3f+1 for some f >= 1
 * @param self this replica's index, from 0
 */
public record Configuration(Domain domain, int replicas, int self, Timeouts timeouts, Limits limits) {
    public Configuration {
        if (replicas < 4 || replicas % 3 != 1) {
            throw new IllegalArgumentException("a group has 3f+1 replicas (4, 7, 10, 13, ...), not " + replicas);
        }
        if (self < 0 || self >= replicas) {
            throw new IllegalArgumentException("no replica " + self + " among " + replicas);
        }
    }

    /** f: how many replicas may be Byzantine. */
    public int faulty() {
        return (replicas - 1) / 3;
    }

    /** 2f+1: any two quorums share an honest replica. */
    public int quorum() {
        return 2 * faulty() + 1;
    }

    /** f+1: at least one honest replica. */
    public int weakQuorum() {
        return faulty() + 1;
    }

    public int leader(long view) {
        return (int) (view % replicas);
    }

    public boolean isLeader(long view) {
        return leader(view) == self;
    }
}
