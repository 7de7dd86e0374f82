package io.tetrarch.node.observe;

/**
 * What a cluster has done since it was opened, its client included.
 *
 * @param messages sent, one to all peers counted for each
 * @param signatures made
 * @param verifications of signatures, computed
 * @param remembered verifications saved since the signature was known to be good
 * @param checkNanos that the replicas' threads spent in holding each step against the invariants of the core
 */
public record Work(long messages, long signatures, long verifications, long remembered, long checkNanos) {
    public Work plus(Work more) {
        return new Work(
                messages + more.messages,
                signatures + more.signatures,
                verifications + more.verifications,
                remembered + more.remembered,
                checkNanos + more.checkNanos);
    }

    public Work minus(Work earlier) {
        return new Work(
                messages - earlier.messages,
                signatures - earlier.signatures,
                verifications - earlier.verifications,
                remembered - earlier.remembered,
                checkNanos - earlier.checkNanos);
    }
}
