package io.tetrarch.simulator.byzantine;

import io.tetrarch.pbft.GroupSize;
import io.tetrarch.pbft.message.Accusation;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.Body;
import io.tetrarch.pbft.message.Checkpoint;
import io.tetrarch.pbft.message.Chunk;
import io.tetrarch.pbft.message.Commit;
import io.tetrarch.pbft.message.Committed;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Fetch;
import io.tetrarch.pbft.message.Forward;
import io.tetrarch.pbft.message.Message;
import io.tetrarch.pbft.message.NewView;
import io.tetrarch.pbft.message.PrePrepare;
import io.tetrarch.pbft.message.Prepare;
import io.tetrarch.pbft.message.Relay;
import io.tetrarch.pbft.message.Reminder;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Stable;
import io.tetrarch.pbft.message.Status;
import io.tetrarch.pbft.message.Succession;
import io.tetrarch.pbft.message.Verdicts;
import io.tetrarch.pbft.message.ViewChange;
import io.tetrarch.simulator.random.Randomness;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The Byzantine replicas of a random run. Each run draws a few {@link Attack}s; they are mixed with honest behaviour, for
 * an adversary that is only ever broken is soon left behind.
 */
public final class RandomAdversary extends Conspiracy {
    private static final int MOST_ATTACKS = 5;

    private final Briefing briefing;
    private final Randomness randomness;
    private final Set<Attack> attacks = EnumSet.noneOf(Attack.class);
    private final int boldness;
    private final AdversaryKnowledge loot;
    private final Proposals proposals;
    private final Certificates certificates;
    private final AdversaryMoves mischief;
    private final Slander slander;

    private final SecondVerdicts seconds;
    private Optional<Rivalry> rivalry = Optional.empty();
    private long silentUntilMillis;
    private long sideMask;

    public RandomAdversary(Briefing briefing) {
        this(briefing, drawn(briefing));
    }

    /** With these attacks and no others. */
    public RandomAdversary(Briefing briefing, Set<Attack> attacks) {
        super(briefing.replicas());
        this.briefing = briefing;
        this.randomness = briefing.randomness().split(2);
        this.attacks.addAll(attacks);
        this.boldness = 100 + randomness.below(800);
        this.loot = new AdversaryKnowledge(briefing);
        this.proposals = new Proposals(loot, randomness);
        this.certificates = new Certificates(briefing, loot, randomness);
        this.mischief = new AdversaryMoves(briefing, loot, randomness);
        this.slander = new Slander(briefing, loot, randomness);
        this.seconds = new SecondVerdicts(replicas(), randomness);
        this.sideMask = randomness.next();
    }

    /** A conspiracy that is too large for the protocol goes for its throat. */
    private static Set<Attack> drawn(Briefing briefing) {
        Randomness randomness = briefing.randomness().split(1);
        Set<Attack> drawn = EnumSet.noneOf(Attack.class);
        List<Attack> all = new ArrayList<>(EnumSet.allOf(Attack.class));
        for (int left = 1 + randomness.below(MOST_ATTACKS); left > 0; left--) {
            drawn.add(all.remove(/* index */ randomness.below(all.size())));
        }
        return briefing.byzantine().size() > new GroupSize(briefing.replicas()).faulty()
                ? EnumSet.of(Attack.TWO_PROPOSALS)
                : drawn;
    }

    @Override
    public int instances(int replica) {
        return attacks.contains(Attack.TWIN) && replica == briefing.byzantine().getFirst() ? 2 : 1;
    }

    private boolean tempted(Attack attack, Puppet puppet) {
        return attacks.contains(attack) && randomness.chance(boldness) && puppet.strikes();
    }

    @Override
    public void send(Puppet puppet, Optional<Integer> to, Signed<? extends Message> message) {
        loot.see(message);
        if (puppet.nowMillis() < silentUntilMillis && attacks.contains(Attack.SILENCE)) {
            return;
        }
        if (!deviates(puppet, to, message)) {
            pass(puppet, to, message);
        }
    }

    private void pass(Puppet puppet, Optional<Integer> to, Signed<? extends Message> message) {
        if (to.isPresent() || !tempted(Attack.SELECTION, puppet)) {
            super.send(puppet, to, message);
            return;
        }
        long chosen = randomness.chance(700) ? sideMask : randomness.next();
        for (int other = 0; other < replicas(); other++) {
            if (other != puppet.replica() && (chosen >>> other & 1) == 1) {
                puppet.post(other, message);
            }
        }
    }

    private boolean deviates(Puppet puppet, Optional<Integer> to, Signed<? extends Message> signed) {
        return switch (signed.message()) {
            case PrePrepare proposal -> to.isEmpty() && proposes(puppet, proposal);
            case Prepare vote ->
                tempted(Attack.TWO_VOTES, puppet)
                        && splits(
                                puppet,
                                signed,
                                new Prepare(vote.view(), vote.sequence(), rival(vote.sequence(), vote.digest())));
            case Commit vote ->
                tempted(Attack.TWO_VOTES, puppet)
                        && splits(
                                puppet,
                                signed,
                                new Commit(vote.view(), vote.sequence(), rival(vote.sequence(), vote.digest())));
            case Verdicts verdicts ->
                (tempted(Attack.TWO_VERDICTS, puppet) && splits(puppet, signed, SecondVerdicts.opposite(verdicts)))
                        || (to.isEmpty()
                                && tempted(Attack.VERDICT_TWICE, puppet)
                                && seconds.add(puppet, signed, verdicts));
            case ViewChange change -> tempted(Attack.FALSE_VIEW_CHANGE, puppet) && liesAbout(puppet, change.view());
            case NewView newView -> tempted(Attack.FALSE_NEW_VIEW, puppet) && deceives(puppet, newView.view());
            case Checkpoint checkpoint -> false;
            case Status status -> false;
            case Relay relay -> false;
            case Forward forward -> false;
            case Fetch fetch -> false;
            case Body body -> false;
            case Committed committed -> false;
            case Stable stable -> false;
            case Chunk chunk -> false;
            case Accusation accusation -> false;
            case Succession succession -> false;
            case Reminder reminder -> false;
        };
    }

    private boolean proposes(Puppet puppet, PrePrepare proposal) {
        if (tempted(Attack.TWO_PROPOSALS, puppet)) {
            Optional<Batch> other = proposals.other(proposal.batch());
            if (other.isPresent()) {
                split(puppet, puppet.signed(proposal), puppet.signed(new PrePrepare(proposal.view(), other.get())));
                mischief.voteForBoth(puppet, proposal, other.get(), sideMask);
                rivalry = Optional.of(new Rivalry(proposal, other.get(), sideMask));
                return true;
            }
        }
        if (attacks.contains(Attack.EXPIRY)) {
            Optional<Batch> expired = proposals.expired(proposal.batch(), puppet.nowMillis());
            if (expired.isPresent() && tempted(Attack.EXPIRY, puppet)) {
                super.postToAll(puppet, puppet.signed(new PrePrepare(proposal.view(), expired.get())));
                return true;
            }
        }
        if (tempted(Attack.BAD_PROPOSAL, puppet)) {
            Optional<Batch> forged = randomness.chance(250) ? proposals.forged(proposal.batch()) : Optional.empty();
            Optional<Batch> bad = forged.or(() -> proposals.bad(proposal.batch()));
            Certificates.Kind kind = forged.isPresent() ? Certificates.Kind.FORGED : Certificates.Kind.SOUND;
            bad.ifPresent(batch -> postToAll(puppet, puppet.signed(new PrePrepare(proposal.view(), batch)), kind));
            return bad.isPresent();
        }
        return false;
    }

    /** Two batches that the conspiracy has just proposed for one slot, and to whom. */
    private record Rivalry(PrePrepare proposal, Batch other, long sideMask) {}

    /** The other members vote for both, each towards the side that has it. */
    private void abet(Puppet puppet, PrePrepare seen) {
        rivalry.filter(it -> it.proposal().view() == seen.view()
                        && it.proposal().sequence() == seen.sequence()
                        && briefing.byzantine().size() > 1)
                .ifPresent(it -> mischief.voteForBoth(puppet, it.proposal(), it.other(), it.sideMask()));
    }

    /** Another header that stands at this sequence somewhere, or one that stands nowhere. */
    private Digest rival(long sequence, Digest digest) {
        for (Batch batch : loot.latest().reversed()) {
            if (batch.sequence() == sequence && !batch.digest().equals(digest)) {
                return batch.digest();
            }
        }
        return new Digest(digest.a() ^ 1, digest.b(), digest.c(), digest.d());
    }

    private boolean splits(Puppet puppet, Signed<? extends Message> one, Message other) {
        split(puppet, one, puppet.signed(other));
        return true;
    }

    /** One message to this side, another to that side; to some both. */
    private void split(Puppet puppet, Signed<? extends Message> one, Signed<? extends Message> two) {
        loot.see(two);
        for (int other = 0; other < replicas(); other++) {
            if (other == puppet.replica()) {
                continue;
            }
            boolean here = (sideMask >>> other & 1) == 1;
            boolean both = randomness.chance(150) && !attacks.contains(Attack.TWO_PROPOSALS);
            if (here || both) {
                puppet.post(other, one);
            }
            if (!here || both) {
                puppet.post(other, two);
            }
        }
    }

    private boolean liesAbout(Puppet puppet, long view) {
        Certificates.Lie<ViewChange> lie = certificates.viewChange(puppet, view);
        Signed<ViewChange> signed = puppet.signed(lie.message());
        if (lie.kind() == Certificates.Kind.SOUND) {
            loot.see(signed);
        }
        postToAll(puppet, signed, lie.kind());
        return true;
    }

    private boolean deceives(Puppet puppet, long view) {
        boolean told = false;
        for (int other = 0; other < replicas(); other++) {
            if (other != puppet.replica()) {
                TreeMap<Integer, Signed<ViewChange>> own = new TreeMap<>();
                Certificates.Lie<ViewChange> mine = certificates.viewChange(puppet, view);
                if (mine.kind() == Certificates.Kind.SOUND) {
                    own.put(puppet.replica(), puppet.signed(mine.message()));
                }
                Optional<Certificates.Lie<NewView>> lie = certificates.newView(view, own);
                if (lie.isPresent()) {
                    post(
                            puppet,
                            other,
                            puppet.signed(lie.get().message()),
                            lie.get().kind());
                    told = true;
                }
            }
        }
        return told;
    }

    /** A NEW-VIEW, sound in itself, for a view that another leads. */
    private void usurp(Puppet puppet, long view) {
        TreeMap<Integer, Signed<ViewChange>> known = new TreeMap<>(loot.viewChanges(view));
        if (view % replicas() != puppet.replica() && known.size() >= briefing.quorum()) {
            List<Signed<ViewChange>> chosen = List.copyOf(known.values()).subList(0, briefing.quorum());
            postToAll(puppet, puppet.signed(new NewView(view, chosen)), Certificates.Kind.MALFORMED);
        }
    }

    private void postToAll(Puppet puppet, Signed<? extends Message> signed, Certificates.Kind kind) {
        for (int other = 0; other < replicas(); other++) {
            if (other != puppet.replica()) {
                post(puppet, other, signed, kind);
            }
        }
    }

    private static void post(Puppet puppet, int to, Signed<? extends Message> signed, Certificates.Kind kind) {
        switch (kind) {
            case SOUND -> puppet.post(to, signed);
            case FORGED -> puppet.postForged(to, signed);
            case MALFORMED -> puppet.postMalformed(to, signed);
        }
    }

    @Override
    public boolean receive(Puppet puppet, Signed<? extends Message> message) {
        loot.see(message);
        if (message.message() instanceof PrePrepare proposal) {
            abet(puppet, proposal);
        }
        if (message.message() instanceof PrePrepare proposal && tempted(Attack.POISON, puppet)) {
            mischief.commitAlone(puppet, proposal);
        }
        if (message.message() instanceof ViewChange change && tempted(Attack.FALSE_NEW_VIEW, puppet)) {
            usurp(puppet, change.view());
        }
        if (message.message() instanceof Fetch && tempted(Attack.WITHHOLDING, puppet)) {
            if (randomness.chance(300) && !loot.latest().isEmpty()) {
                puppet.post(
                        message.sender(), puppet.signed(new Body(loot.latest().getFirst())));
            }
            return false;
        }
        return true;
    }

    @Override
    public void tick(Puppet puppet) {
        if (attacks.contains(Attack.SILENCE)
                && puppet.nowMillis() >= silentUntilMillis
                && randomness.chance(80)
                && puppet.strikes()) {
            silentUntilMillis = puppet.nowMillis() + randomness.between(200, 4_000);
        }
        if (attacks.contains(Attack.VERDICT_TWICE)) {
            seconds.letOut(puppet);
        }
        if (randomness.chance(30)) {
            sideMask = randomness.next();
        }
        for (Attack attack : attacks) {
            if (randomness.chance(boldness / 4) && puppet.strikes()) {
                attack(puppet, attack);
            }
        }
    }

    private void attack(Puppet puppet, Attack attack) {
        long view = puppet.standing().view();
        switch (attack) {
            case BLIND_VOTES -> mischief.voteBlindly(puppet);
            case REPLAY -> mischief.replay(puppet);
            case FAR_FUTURE -> mischief.spamFarFuture(puppet);
            case POISON -> mischief.poison(puppet);
            case SLANDER -> slander.spread(puppet);
            case FALSE_VIEW_CHANGE -> liesAbout(puppet, mischief.someView(view));
            case FALSE_NEW_VIEW -> {
                long next = view + 1 + randomness.below(replicas());
                long led = next - Math.floorMod(next - puppet.replica(), (long) replicas());
                if (led > 0) {
                    deceives(puppet, led);
                }
            }
            case SILENCE,
                    SELECTION,
                    TWO_PROPOSALS,
                    BAD_PROPOSAL,
                    TWO_VOTES,
                    TWO_VERDICTS,
                    VERDICT_TWICE,
                    EXPIRY,
                    WITHHOLDING,
                    TWIN -> {}
        }
    }

    @Override
    public Answer judge(Puppet puppet, SignedRequest request, Randomness ignored) {
        loot.see(request);
        return List.of(Answer.values()).get(randomness.below(Answer.values().length));
    }
}
