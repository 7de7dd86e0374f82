package io.tetrarch.pbft;

/**
 * Bounds on everything that peers and clients can fill.
 *
 * @param checkpointInterval K: a checkpoint every so many sequences; the window is twice that
 * @param pipelineDepth batches that a leader has in flight at most
 * @param batchEntries entries in a batch at most
 * @param batchBytes bytes of actions and entries in a batch at most, but for a batch of one entry
 * @param pendingPerClient W: requests pending per client at most
 * @param pendingRequests requests pending in all at most
 */
public record Limits(
        int checkpointInterval,
        int pipelineDepth,
        int batchEntries,
        int batchBytes,
        int pendingPerClient,
        int pendingRequests) {
    public static final Limits DEFAULT = new Limits(128, 4, 256, 1 << 20, 1024, 8192);

    /** The width of the window between the watermarks. */
    public int window() {
        return 2 * checkpointInterval;
    }
}
