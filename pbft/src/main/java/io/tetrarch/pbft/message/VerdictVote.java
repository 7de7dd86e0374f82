package io.tetrarch.pbft.message;

/**
 * A verdict as it stands in an entry: with its replica's signature over the Merkle root of the verdicts signed together
 * with it, and the way from this verdict to that root.
 */
public record VerdictVote(int replica, Verdict verdict, InclusionPath path, Bytes signature) {
    public void encode(Encoder to) {
        to.u32(replica);
        verdict.encode(to);
        path.encode(to);
        to.bytes(signature);
    }
}
