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
    private volatile @Nullable Votes votes;

    /** What {@link #votes} made last. */
    private record Votes(int replica, Bytes signature, List<VerdictVote> list) {}

    public Verdicts(List<Verdict> verdicts) {
        this.verdicts = List.copyOf(verdicts);
    }

    public List<Verdict> verdicts() {
        return verdicts;
    }

    public Digest root() {
        Digest known = root;
        if (known == null) {
            known = verdicts.isEmpty()
                    ? Merkle.root(List.of())
                    : Merkle.rootOf(verdicts.getFirst().digest(), paths().getFirst())
                            .orElseThrow();
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

    /** Each verdict with what proves it on its own. The same objects each time, for the same replica and signature. */
    public List<VerdictVote> votes(int replica, Bytes signature) {
        Votes known = votes;
        if (known == null || known.replica() != replica || !known.signature().equals(signature)) {
            List<InclusionPath> ways = paths();
            List<VerdictVote> list = new ArrayList<>(ways.size());
            for (int i = 0; i < ways.size(); i++) {
                list.add(VerdictVote.of(replica, verdicts.get(i), ways.get(i), signature, root()));
            }
            known = new Votes(replica, signature, List.copyOf(list));
            votes = known;
        }
        return known.list();
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
