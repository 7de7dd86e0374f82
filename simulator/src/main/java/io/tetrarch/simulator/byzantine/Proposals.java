package io.tetrarch.simulator.byzantine;

import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Entry;
import io.tetrarch.pbft.message.Header;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Verdict;
import io.tetrarch.pbft.message.VerdictVote;
import io.tetrarch.simulator.random.Randomness;
import io.tetrarch.simulator.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Batches that differ from a given one: some as good as it, some bad. */
final class Proposals {
    private static final long EXPIRES_WITHIN_MILLIS = 600;

    private final AdversaryKnowledge loot;
    private final Randomness randomness;

    Proposals(AdversaryKnowledge loot, Randomness randomness) {
        this.loot = loot;
        this.randomness = randomness;
    }

    /** Another batch for the same place that an honest replica may accept, where one can be made. */
    Optional<Batch> other(Batch batch) {
        List<Entry> entries = new ArrayList<>(batch.entries());
        if (entries.size() > 1 && randomness.chance(500)) {
            entries.removeLast();
        } else if (!entries.isEmpty() && entries.getFirst() instanceof DecisionEntry decision) {
            entries.set(0, regrouped(decision));
        }
        Optional<Batch> made =
                loot.batch(batch.sequence(), batch.header().parent(), entries).filter(it -> !it.equals(batch));
        made.ifPresent(loot::see);
        return made;
    }

    /** The same decision, justified by other verdicts that are known by now. */
    private DecisionEntry regrouped(DecisionEntry decision) {
        TreeMap<Integer, VerdictVote> known =
                new TreeMap<>(loot.verdicts(decision.request().digest()));
        decision.verdicts().forEach(vote -> known.put(vote.replica(), vote));
        List<VerdictVote> kept = new ArrayList<>(known.values());
        if (kept.size() > 1 && kept.size() > decision.verdicts().size() - 1) {
            kept.remove(randomness.below(kept.size()));
        }
        return new DecisionEntry(decision.request(), decision.outcome(), kept);
    }

    /** A batch that no honest replica may accept. */
    Optional<Batch> bad(Batch batch) {
        Header header = batch.header();
        List<Entry> entries = new ArrayList<>(batch.entries());
        return switch (randomness.below(9)) {
            case 0 -> Optional.of(new Batch(with(header, someDigest(), header.ledgerRoot()), entries));
            case 1 -> Optional.of(new Batch(with(header, header.parent(), someDigest()), entries));
            case 2 -> repeating(batch);
            case 3 -> withOutcome(batch, Outcome.EXPIRED);
            case 4 -> withOutcome(batch, Outcome.APPROVED);
            case 5 -> withOutcome(batch, Outcome.DENIED);
            case 6 -> disordered(batch, List::reversed);
            case 7 -> disordered(batch, Proposals::withOneTwice);
            default -> {
                Header misnamed = new Header(
                        header.sequence(), header.parent(), someDigest(), header.ledgerSize(), header.ledgerRoot());
                yield Optional.of(new Batch(misnamed, entries));
            }
        };
    }

    /** The same decision with a verdict turned round under its signature, or another action under the client's. */
    Optional<Batch> forged(Batch batch) {
        for (Entry entry : batch.entries()) {
            if (entry instanceof DecisionEntry decision && !decision.verdicts().isEmpty()) {
                List<VerdictVote> verdicts = new ArrayList<>(decision.verdicts());
                VerdictVote first = verdicts.getFirst();
                Verdict said = first.verdict();
                Verdict turned = new Verdict(
                        said.request(),
                        said.answer() == Answer.APPROVE ? Answer.DENY : Answer.APPROVE,
                        said.judge(),
                        said.charterVersion(),
                        said.reasonCode(),
                        said.explanation());
                verdicts.set(0, new VerdictVote(first.replica(), turned, first.path(), first.signature()));
                return loot.batch(
                        batch.sequence(),
                        batch.header().parent(),
                        List.of(new DecisionEntry(decision.request(), decision.outcome(), verdicts)));
            }
        }
        return Optional.empty();
    }

    /** A request of an ancestor once more. */
    private Optional<Batch> repeating(Batch batch) {
        for (Batch old : loot.latest().reversed()) {
            if (old.sequence() < batch.sequence() && !old.entries().isEmpty()) {
                List<Entry> entries = new ArrayList<>(batch.entries());
                entries.add(old.entries().getFirst());
                return loot.batch(batch.sequence(), batch.header().parent(), entries);
            }
        }
        return Optional.empty();
    }

    /** Some request that is known, with this outcome and whatever verdicts there are. */
    private Optional<Batch> withOutcome(Batch batch, Outcome outcome) {
        List<SignedRequest> requests = loot.requests();
        if (requests.isEmpty()) {
            return Optional.empty();
        }
        SignedRequest request = requests.get(randomness.below(requests.size()));
        List<VerdictVote> verdicts = new ArrayList<>();
        for (Map.Entry<Integer, VerdictVote> each :
                loot.verdicts(request.digest()).entrySet()) {
            verdicts.add(each.getValue());
        }
        return loot.batch(
                batch.sequence(), batch.header().parent(), List.of(new DecisionEntry(request, outcome, verdicts)));
    }

    /** Verdicts in another order than that of their replicas, or one of them twice. */
    private Optional<Batch> disordered(Batch batch, UnaryOperator<List<VerdictVote>> disorder) {
        List<Entry> entries = new ArrayList<>(batch.entries());
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i) instanceof DecisionEntry decision
                    && decision.verdicts().size() > 1) {
                List<VerdictVote> verdicts = disorder.apply(decision.verdicts());
                entries.set(i, new DecisionEntry(decision.request(), decision.outcome(), verdicts));
                return loot.batch(batch.sequence(), batch.header().parent(), entries);
            }
        }
        return Optional.empty();
    }

    private static List<VerdictVote> withOneTwice(List<VerdictVote> verdicts) {
        List<VerdictVote> doubled = new ArrayList<>(verdicts);
        doubled.addFirst(verdicts.getFirst());
        return doubled;
    }

    /**
     * A settled request as EXPIRED, with a single verdict, which settles nothing; where its deadline is so near that backups
     * wait for it rather than give the leader up.
     */
    Optional<Batch> expired(Batch batch, long nowMillis) {
        for (Entry entry : batch.entries()) {
            if (entry instanceof DecisionEntry decision && decision.outcome() != Outcome.EXPIRED) {
                long left = decision.request().request().validity().deadlineMillis() - World.EPOCH_MILLIS - nowMillis;
                if (left < EXPIRES_WITHIN_MILLIS) {
                    List<VerdictVote> few =
                            decision.verdicts().stream().limit(1).toList();
                    return loot.batch(
                            batch.sequence(),
                            batch.header().parent(),
                            List.of(new DecisionEntry(decision.request(), Outcome.EXPIRED, few)));
                }
            }
        }
        return Optional.empty();
    }

    private static Header with(Header header, Digest parent, Digest ledgerRoot) {
        return new Header(header.sequence(), parent, header.entriesRoot(), header.ledgerSize(), ledgerRoot);
    }

    private Digest someDigest() {
        return new Digest(randomness.next(), 1, 2, 3);
    }
}
