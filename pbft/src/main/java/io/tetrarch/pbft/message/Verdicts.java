package io.tetrarch.pbft.message;

import java.util.ArrayList;
import java.util.List;

/** Verdicts of one replica, signed together: the signed body is the Merkle root of their digests. */
public record Verdicts(List<Verdict> verdicts) implements Message {
    public Verdicts {
        verdicts = List.copyOf(verdicts);
    }

    public Digest root() {
        return Merkle.root(verdicts.stream().map(Verdict::digest).toList());
    }

    /** Each verdict with what proves it on its own. */
    public List<VerdictVote> votes(int replica, Bytes signature) {
        List<InclusionPath> paths =
                Merkle.paths(verdicts.stream().map(Verdict::digest).toList());
        List<VerdictVote> votes = new ArrayList<>();
        for (int i = 0; i < paths.size(); i++) {
            votes.add(new VerdictVote(replica, verdicts.get(i), paths.get(i), signature));
        }
        return votes;
    }

    @Override
    public MessageType type() {
        return MessageType.VERDICTS;
    }

    @Override
    public void encode(Encoder to) {
        to.digest(root());
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
