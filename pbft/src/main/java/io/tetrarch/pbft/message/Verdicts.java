package io.tetrarch.pbft.message;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Verdicts of one replica, signed together: the signed body is the Merkle root of their digests. The tree is built once,
 * on first use.
 */
public final class Verdicts implements Message {
    private final List<Verdict> verdicts;

    // Racy on purpose: every thread builds the same ones.
    private volatile @Nullable List<InclusionPath> paths;
    private volatile @Nullable Digest root;

    public Verdicts(List<Verdict> verdicts) {
        this.verdicts = List.copyOf(verdicts);
    }

    public List<Verdict> verdicts() {
        return verdicts;
    }

    public Digest root() {
        Digest known = root;
        if (known == null) {
            known = Merkle.root(leaves());
            root = known;
        }
        return known;
    }

    /** The way from each verdict to the root, in their order. */
    public List<InclusionPath> paths() {
        List<InclusionPath> known = paths;
        if (known == null) {
            known = Merkle.paths(leaves());
            paths = known;
        }
        return known;
    }

    /** Each verdict with what proves it on its own. */
    public List<VerdictVote> votes(int replica, Bytes signature) {
        List<InclusionPath> ways = paths();
        List<VerdictVote> votes = new ArrayList<>(ways.size());
        for (int i = 0; i < ways.size(); i++) {
            votes.add(new VerdictVote(replica, verdicts.get(i), ways.get(i), signature));
        }
        return votes;
    }

    private List<Digest> leaves() {
        return verdicts.stream().map(Verdict::digest).toList();
    }

    @Override
    public MessageType type() {
        return MessageType.VERDICTS;
    }

    @Override
    public void encode(Encoder to) {
        to.digest(root());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Verdicts that && verdicts.equals(that.verdicts);
    }

    @Override
    public int hashCode() {
        return verdicts.hashCode();
    }

    @Override
    public String toString() {
        return "Verdicts" + verdicts;
    }

    /** The statement that a verdict vote's signature covers, known by its root alone. */
    public record Root(Digest root) implements Statement {
        @Override
        public MessageType type() {
            return MessageType.VERDICTS;
        }

        @Override
        public void encode(Encoder to) {
            to.digest(root);
        }
    }
}
