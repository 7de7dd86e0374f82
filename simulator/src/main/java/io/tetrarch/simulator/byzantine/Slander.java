package io.tetrarch.simulator.byzantine;

import io.tetrarch.pbft.message.Accusation;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Evidence;
import io.tetrarch.pbft.message.Evidence.SignedVote;
import io.tetrarch.pbft.message.MessageType;
import io.tetrarch.simulator.random.Randomness;
import io.tetrarch.simulator.world.Adversary;
import io.tetrarch.simulator.world.Adversary.Puppet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Accusations of honest replicas, of what they really signed and of what they did not. */
final class Slander {
    private final Adversary.Briefing briefing;
    private final AdversaryKnowledge loot;
    private final Randomness randomness;

    /** Two votes of one honest replica that are no contradiction. All but the first are shown as what they are. */
    private enum Pair {
        /** Of two views, passed off as votes of one. */
        RELABELLED,
        /** Two digests in one sequence, as a view change may bring about. */
        TWO_VIEWS,
        /** One digest, in one view or in two. */
        ONE_DIGEST,
        /** A PREPARE and a COMMIT. */
        TWO_TYPES,
        /** Two digests in two sequences of one view. */
        TWO_SEQUENCES;

        boolean fits(SignedVote one, SignedVote two) {
            boolean sameType = one.type() == two.type();
            boolean sameView = one.view() == two.view();
            boolean sameSequence = one.sequence() == two.sequence();
            boolean sameDigest = one.digest().equals(two.digest());
            return switch (this) {
                case RELABELLED, TWO_VIEWS -> sameType && sameSequence && !sameView && !sameDigest;
                case ONE_DIGEST -> sameType && sameSequence && sameDigest;
                case TWO_TYPES -> !sameType && sameSequence;
                case TWO_SEQUENCES -> sameType && sameView && !sameSequence;
            };
        }
    }

    Slander(Adversary.Briefing briefing, AdversaryKnowledge loot, Randomness randomness) {
        this.briefing = briefing;
        this.loot = loot;
        this.randomness = randomness;
    }

    /** Accuses an honest replica of whatever it gave occasion for. */
    void spread(Puppet puppet) {
        int victim = randomness.below(briefing.replicas());
        if (briefing.owns(victim)) {
            return;
        }
        List<SignedVote> votes = votesOf(victim);
        Pair[] pairs = Pair.values();
        int from = randomness.below(pairs.length + 1);
        for (int i = 0; from < pairs.length && i < pairs.length; i++) {
            if (accuse(puppet, victim, pairs[(from + i) % pairs.length], votes)) {
                return;
            }
        }
        if (!votes.isEmpty()) {
            accuseWithOne(puppet, victim, votes.get(randomness.below(votes.size())));
        }
    }

    private List<SignedVote> votesOf(int victim) {
        List<SignedVote> votes = new ArrayList<>();
        for (AdversaryKnowledge.Cast cast : loot.casts()) {
            Optional<Bytes> signature = Optional.ofNullable(loot.votes(cast).get(victim));
            if (cast.type() > 0 && signature.isPresent()) {
                MessageType type = cast.type() == 1 ? MessageType.PREPARE : MessageType.COMMIT;
                votes.add(new SignedVote(type, cast.view(), cast.sequence(), cast.digest(), signature.get()));
            }
        }
        return votes;
    }

    private boolean accuse(Puppet puppet, int victim, Pair pair, List<SignedVote> votes) {
        if (votes.isEmpty()) {
            return false;
        }
        int start = randomness.below(votes.size());
        for (int i = 0; i < votes.size(); i++) {
            SignedVote one = votes.get((start + i) % votes.size());
            for (SignedVote two : votes) {
                if (pair.fits(one, two)) {
                    SignedVote shown = pair == Pair.RELABELLED
                            ? new SignedVote(two.type(), one.view(), two.sequence(), two.digest(), two.signature())
                            : two;
                    tell(puppet, new Evidence.ConflictingVotes(victim, one, shown), pair == Pair.RELABELLED);
                    return true;
                }
            }
        }
        return false;
    }

    /** The second half is made up, under the signature of the first. */
    private void accuseWithOne(Puppet puppet, int victim, SignedVote vote) {
        Digest other = new Digest(vote.digest().a() ^ 1, 0, 0, 0);
        SignedVote second = new SignedVote(vote.type(), vote.view(), vote.sequence(), other, vote.signature());
        tell(puppet, new Evidence.ConflictingVotes(victim, vote, second), true);
    }

    private void tell(Puppet puppet, Evidence evidence, boolean forged) {
        Accusation accusation = new Accusation(evidence);
        for (int peer = 0; peer < briefing.replicas(); peer++) {
            if (peer != puppet.replica() && forged) {
                puppet.postForged(peer, puppet.signed(accusation));
            } else if (peer != puppet.replica()) {
                puppet.postMalformed(peer, puppet.signed(accusation));
            }
        }
    }
}
