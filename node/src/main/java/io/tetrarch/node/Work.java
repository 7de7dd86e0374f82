package io.tetrarch.node;

/**
 * What a cluster has done since it was opened, its client included.
 *
 * @param messages sent, one to all peers counted for each
 * @param signatures made
 * @param verifications of signatures, computed
 * @param remembered verifications saved since the signature was known to be good
 */
public record Work(long messages, long signatures, long verifications, long remembered) {
    public Work minus(Work earlier) {
        return new Work(
                messages - earlier.messages,
                signatures - earlier.signatures,
                verifications - earlier.verifications,
                remembered - earlier.remembered);
    }
}
