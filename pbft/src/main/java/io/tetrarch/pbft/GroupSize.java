package io.tetrarch.pbft;

/**
 * How many replicas a group has, and what follows from it: the one place that knows that of 3f+1 replicas f may be faulty.
 *
 * @param replicas n, vacant seats included
 */
public record GroupSize(int replicas) {
    /** f: so many may do anything at all. */
    public int faulty() {
        return (replicas - 1) / 3;
    }

    /** 2f+1: any two quorums share an honest replica. */
    public int quorum() {
        return 2 * faulty() + 1;
    }

    /** f+1: one of them at least is honest. */
    public int weakQuorum() {
        return faulty() + 1;
    }
}
