package io.tetrarch.pbft.message;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A verdict as it stands in an entry: with its replica's signature over the Merkle root of the verdicts signed together
 * with it, and the way from this verdict to that root. Immutable; the root is worked out once, on first use.
 */
public final class VerdictVote {
    private final int replica;
    private final Verdict verdict;
    private final InclusionPath path;
    private final Bytes signature;

    // Racy on purpose: it follows from the content, so every thread computes the same one.
    private volatile @Nullable Digest root;

    public VerdictVote(int replica, Verdict verdict, InclusionPath path, Bytes signature) {
        this.replica = replica;
        this.verdict = verdict;
        this.path = path;
        this.signature = signature;
    }

    /** One whose root is known, since its path was taken from the tree. */
    static VerdictVote of(int replica, Verdict verdict, InclusionPath path, Bytes signature, Digest root) {
        VerdictVote vote = new VerdictVote(replica, verdict, path, signature);
        vote.root = root;
        return vote;
    }

    public int replica() {
        return replica;
    }

    public Verdict verdict() {
        return verdict;
    }

    public InclusionPath path() {
        return path;
    }

    public Bytes signature() {
        return signature;
    }

    /** What the path leads to from the verdict; empty if the path has not the length its size demands. */
    public Optional<Digest> root() {
        Digest known = root;
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Digest> found = Merkle.rootOf(verdict.digest(), path);
        found.ifPresent(digest -> root = digest);
        return found;
    }

    public void encode(Encoder to) {
        to.u32(replica);
        verdict.encode(to);
        path.encode(to);
        to.bytes(signature);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof VerdictVote that
                        && replica == that.replica
                        && verdict.equals(that.verdict)
                        && path.equals(that.path)
                        && signature.equals(that.signature));
    }

    @Override
    public int hashCode() {
        return 31 * verdict.hashCode() + replica;
    }

    @Override
    public String toString() {
        return "VerdictVote[" + replica + " " + verdict + "]";
    }
}
