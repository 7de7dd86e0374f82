package io.tetrarch.pbft;

/**
 * Bounds on everything that peers and clients can fill. Those on what is pending bind no other replica: each refuses what
 * it has no room for.
 *
 * @param checkpointInterval K: a checkpoint every so many sequences; the window is twice that
 * @param pipelineDepth batches that a leader has in flight at most
 * @param batchEntries entries in a batch at most
 * @param batchBytes bytes of actions and entries in a batch at most, but for a batch of one entry
 * @param pendingPerClient requests pending per client at most
 * @param pendingRequests requests pending in all at most
 */
public record Limits(
        int checkpointInterval,
        int pipelineDepth,
        int batchEntries,
        int batchBytes,
        int pendingPerClient,
        int pendingRequests) {
    public static final Limits DEFAULT = new Limits(128, 4, 256, 1 << 20, 1 << 14, 1 << 16);

    /** What the groups of earlier builds have in their files. */
    public static final int EARLIER_PER_CLIENT = 1024;

    private static final int EARLIER_REQUESTS = 8192;

    /** Of each pending request on average; one action has up to 256 KiB. */
    private static final long BYTES_EACH = 4096;

    private static final long LEAST_BYTES = 1L << 26;

    /** Verdicts on requests that have not come, of each replica. They are few: a verdict overtakes its request, or never does. */
    private static final int MOST_ORPHANS = 8192;

    /** A client with fewer pending than this part of its bound has room where others have filled theirs. */
    private static final int SHARES = 16;

    /** The width of the window between the watermarks. */
    public int window() {
        return 2 * checkpointInterval;
    }

    /** As a group goes by them that was founded with the default of earlier builds: what may be pending binds nobody else. */
    public Limits inForce() {
        return pendingPerClient == EARLIER_PER_CLIENT && pendingRequests == EARLIER_REQUESTS
                ? new Limits(
                        checkpointInterval,
                        pipelineDepth,
                        batchEntries,
                        batchBytes,
                        DEFAULT.pendingPerClient,
                        DEFAULT.pendingRequests)
                : this;
    }

    /** Bytes of the actions of one client's pending requests at most. */
    public long pendingBytesPerClient() {
        return Math.max(LEAST_BYTES, BYTES_EACH * pendingPerClient);
    }

    /** Bytes of the actions of all pending requests at most. */
    public long pendingBytes() {
        return pendingBytesPerClient() * Math.max(1, pendingRequests / pendingPerClient);
    }

    /** What a client has room for, in requests, when others have filled all but the last quarter of the room. */
    int share() {
        return Math.max(1, pendingPerClient / SHARES);
    }

    /** The same in bytes of actions; one action fits in any case. */
    long shareBytes() {
        return pendingBytesPerClient() / SHARES;
    }

    /** Verdicts kept on requests that have not come, per replica. */
    int orphans() {
        return Math.min(pendingRequests, MOST_ORPHANS);
    }
}
