package io.tetrarch.simulator.byzantine;

import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.Body;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Checkpoint;
import io.tetrarch.pbft.message.CheckpointCertificate;
import io.tetrarch.pbft.message.Chunk;
import io.tetrarch.pbft.message.Commit;
import io.tetrarch.pbft.message.CommitCertificate;
import io.tetrarch.pbft.message.Committed;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Domain;
import io.tetrarch.pbft.message.Forward;
import io.tetrarch.pbft.message.Hash;
import io.tetrarch.pbft.message.InclusionPath;
import io.tetrarch.pbft.message.Message;
import io.tetrarch.pbft.message.PrePrepare;
import io.tetrarch.pbft.message.Prepare;
import io.tetrarch.pbft.message.Signatures;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.Stable;
import io.tetrarch.pbft.message.Start;
import io.tetrarch.pbft.message.Status;
import io.tetrarch.pbft.message.Succession;
import io.tetrarch.pbft.message.Verdict;
import io.tetrarch.pbft.message.Verdicts;
import io.tetrarch.pbft.message.ViewChange;
import io.tetrarch.simulator.model.ModelGroup;
import io.tetrarch.simulator.network.Corruption;
import io.tetrarch.simulator.random.Randomness;
import io.tetrarch.simulator.world.Adversary;
import io.tetrarch.simulator.world.Adversary.Puppet;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** What Byzantine replicas do unasked. */
final class AdversaryMoves {
    private static final long FAR = 1_000_000;

    private final Adversary.Briefing briefing;
    private final AdversaryKnowledge loot;
    private final Randomness randomness;

    AdversaryMoves(Adversary.Briefing briefing, AdversaryKnowledge loot, Randomness randomness) {
        this.briefing = briefing;
        this.loot = loot;
        this.randomness = randomness;
    }

    private void toAll(Puppet puppet, Signed<? extends Message> signed) {
        for (int other = 0; other < briefing.replicas(); other++) {
            if (other != puppet.replica()) {
                puppet.post(other, signed);
            }
        }
    }

    private int somebody() {
        return randomness.below(briefing.replicas());
    }

    /** All the puppet's votes for one batch to one side, and for another to the other side. */
    void voteForBoth(Puppet puppet, PrePrepare proposal, Batch other, long sideMask) {
        for (int peer = 0; peer < briefing.replicas(); peer++) {
            if (!briefing.owns(peer)) {
                Digest digest = (sideMask >>> peer & 1) == 1 ? proposal.digest() : other.digest();
                puppet.post(peer, puppet.signed(new Prepare(proposal.view(), proposal.sequence(), digest)));
                puppet.post(peer, puppet.signed(new Commit(proposal.view(), proposal.sequence(), digest)));
            }
        }
    }

    void voteBlindly(Puppet puppet) {
        List<Batch> known = loot.latest();
        if (known.isEmpty()) {
            return;
        }
        Batch batch = known.get(known.size() - 1 - randomness.below(Math.min(4, known.size())));
        long view = Math.max(0, puppet.standing().view() - randomness.below(2));
        Prepare prepare = new Prepare(view, batch.sequence(), batch.digest());
        Commit commit = new Commit(view, batch.sequence(), batch.digest());
        int peer = somebody();
        if (peer != puppet.replica()) {
            puppet.post(peer, puppet.signed(prepare));
            puppet.post(peer, puppet.signed(commit));
        }
    }

    /** Views that are next, gone, a little ahead, or absurd. */
    long someView(long view) {
        return switch (randomness.below(6)) {
            case 0 -> Long.MAX_VALUE;
            case 1 -> Math.max(1, view);
            case 2 -> view + 1 + randomness.below(1_000);
            default -> view + 1;
        };
    }

    void replay(Puppet puppet) {
        List<Signed<? extends Message>> recent = loot.recent();
        if (recent.isEmpty()) {
            return;
        }
        Signed<? extends Message> old = recent.get(randomness.below(recent.size()));
        int peer = somebody();
        if (peer == puppet.replica()) {
            return;
        }
        switch (randomness.below(5)) {
            case 0 -> puppet.post(peer, old);
            case 1 -> puppet.postForged(peer, Corruption.of(old, randomness));
            case 2 -> {
                Domain other = new Domain(
                        briefing.domain().groupId(), briefing.domain().epoch() + 1);
                puppet.postForged(peer, inDomain(puppet, other));
            }
            case 3 -> {
                Domain other =
                        new Domain(new Digest(1, 1, 1, 1), briefing.domain().epoch());
                puppet.postForged(peer, inDomain(puppet, other));
            }
            default -> {
                List<Signed<? extends Message>> newViews = loot.newViews();
                if (!newViews.isEmpty()) {
                    Signed<? extends Message> newView = newViews.get(randomness.below(newViews.size()));
                    puppet.post(peer, newView);
                    puppet.post(peer, puppet.signed(new Forward(newView)));
                }
            }
        }
    }

    /** A vote of today as it would be signed in another group or epoch. */
    private Signed<? extends Message> inDomain(Puppet puppet, Domain domain) {
        long sequence = puppet.standing().executed() + 1;
        Commit commit = new Commit(puppet.standing().view(), sequence, new Digest(5, 5, 5, 5));
        return new Signed<>(puppet.replica(), commit, puppet.sign(domain, commit));
    }

    void spamFarFuture(Puppet puppet) {
        for (int i = 0; i < 12; i++) {
            long view = randomness.chance(500)
                    ? puppet.standing().view()
                    : puppet.standing().view() + 1 + i;
            long sequence = puppet.standing().executed() + 1 + (randomness.chance(500) ? i : FAR + i);
            Digest digest = new Digest(randomness.next(), 0, 0, 0);
            Message message = switch (randomness.below(5)) {
                case 0 -> new Prepare(view, sequence, digest);
                case 1 -> new Commit(view, sequence, digest);
                case 2 -> new Checkpoint(sequence, digest, digest);
                case 3 -> new ViewChange(view + FAR, Optional.empty(), Optional.empty());
                default -> unknownVerdict(digest);
            };
            toAll(puppet, puppet.signed(message));
        }
    }

    private static Message unknownVerdict(Digest request) {
        return new Verdicts(List.of(new Verdict(request, Answer.APPROVE, "nobody", 1, "spam", "")));
    }

    void poison(Puppet puppet) {
        int peer = somebody();
        if (peer == puppet.replica()) {
            return;
        }
        switch (randomness.below(7)) {
            case 0 -> toAll(puppet, puppet.signed(new Status(FAR, true, FAR * 4, FAR * 4)));
            case 1 -> puppet.postMalformed(peer, puppet.signed(new Stable(checkpointAlone(puppet))));
            case 5 -> puppet.postMalformed(peer, puppet.signed(endAlone(puppet)));
            case 2 -> {
                List<CommitCertificate> weak = loot.commits(1).stream()
                        .filter(certificate -> certificate.signatures().count() < briefing.quorum())
                        .toList();
                if (!weak.isEmpty()) {
                    CommitCertificate certificate = weak.get(randomness.below(weak.size()));
                    loot.batch(certificate.digest())
                            .ifPresent(batch -> puppet.postMalformed(
                                    peer, puppet.signed(new Committed(List.of(batch), certificate))));
                }
            }
            case 3 -> {
                List<CommitCertificate> good = loot.commits(briefing.quorum());
                if (!good.isEmpty() && !loot.latest().isEmpty()) {
                    Batch wrong = loot.latest().getFirst();
                    poisonWith(puppet, peer, wrong, good.getLast());
                }
            }
            case 4 -> {
                Bytes junk = Bytes.copyOf(new byte[] {(byte) randomness.below(256), 1, 2});
                long sequence = puppet.standing().lowWatermark();
                InclusionPath path = new InclusionPath(0, 1, List.of());
                for (int other = 0; other < briefing.replicas(); other++) {
                    if (other != puppet.replica()) {
                        puppet.postMalformed(other, puppet.signed(new Chunk(sequence, junk, path)));
                    }
                }
            }
            default ->
                loot.latest().stream()
                        .findFirst()
                        .ifPresent(batch -> puppet.post(peer, puppet.signed(new Body(batch))));
        }
    }

    /** A checkpoint ahead of everyone, of a state that nobody has, with one signature. */
    private CheckpointCertificate checkpointAlone(Puppet puppet) {
        Digest digest = new Digest(randomness.next(), 0, 0, 0);
        long interval = 4;
        long sequence = (puppet.standing().executed() / interval + 1) * interval;
        Checkpoint checkpoint = new Checkpoint(sequence, digest, digest);
        TreeMap<Integer, Bytes> alone = new TreeMap<>();
        alone.put(puppet.replica(), puppet.signed(checkpoint).signature());
        return new CheckpointCertificate(checkpoint, new Signatures(alone));
    }

    /** The end of the epoch, by one replica's word. */
    private Succession endAlone(Puppet puppet) {
        Digest digest = new Digest(randomness.next(), 0, 0, 0);
        long sequence = puppet.standing().executed() + 1;
        Bytes group = new ModelGroup(
                        puppet.domain().epoch() + 1,
                        Collections.nCopies(briefing.replicas(), 0),
                        new Start(sequence, digest, digest))
                .encoded();
        Checkpoint last = new Checkpoint(sequence, digest, digest, Optional.of(Hash.sha3(group.readOnlyArray())));
        TreeMap<Integer, Bytes> alone = new TreeMap<>();
        alone.put(puppet.replica(), puppet.signed(last).signature());
        return new Succession(puppet.domain(), new CheckpointCertificate(last, new Signatures(alone)), group);
    }

    /** A batch that was only just proposed, as if it were committed. */
    void commitAlone(Puppet puppet, PrePrepare proposal) {
        Commit commit = new Commit(proposal.view(), proposal.sequence(), proposal.digest());
        TreeMap<Integer, Bytes> alone = new TreeMap<>();
        alone.put(puppet.replica(), puppet.signed(commit).signature());
        CommitCertificate certificate = new CommitCertificate(commit, new Signatures(alone));
        for (int other = 0; other < briefing.replicas(); other++) {
            if (other != puppet.replica()) {
                puppet.postMalformed(other, puppet.signed(new Committed(List.of(proposal.batch()), certificate)));
            }
        }
    }

    /** A good certificate over a batch that it is not about. */
    private static void poisonWith(Puppet puppet, int peer, Batch wrong, CommitCertificate certificate) {
        if (!wrong.digest().equals(certificate.digest())) {
            puppet.postMalformed(peer, puppet.signed(new Committed(List.of(wrong), certificate)));
        }
    }
}
