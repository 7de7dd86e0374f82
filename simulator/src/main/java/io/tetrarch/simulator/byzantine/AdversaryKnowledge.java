package io.tetrarch.simulator.byzantine;

import io.tetrarch.pbft.LedgerTip;
import io.tetrarch.pbft.message.Accusation;
import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.Body;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Checkpoint;
import io.tetrarch.pbft.message.CheckpointCertificate;
import io.tetrarch.pbft.message.Chunk;
import io.tetrarch.pbft.message.Commit;
import io.tetrarch.pbft.message.CommitCertificate;
import io.tetrarch.pbft.message.Committed;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Entry;
import io.tetrarch.pbft.message.EvidenceEntry;
import io.tetrarch.pbft.message.Fetch;
import io.tetrarch.pbft.message.Forward;
import io.tetrarch.pbft.message.Header;
import io.tetrarch.pbft.message.Message;
import io.tetrarch.pbft.message.NewView;
import io.tetrarch.pbft.message.PrePrepare;
import io.tetrarch.pbft.message.Prepare;
import io.tetrarch.pbft.message.PreparedCertificate;
import io.tetrarch.pbft.message.Relay;
import io.tetrarch.pbft.message.Reminder;
import io.tetrarch.pbft.message.Signatures;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Slot;
import io.tetrarch.pbft.message.Stable;
import io.tetrarch.pbft.message.Status;
import io.tetrarch.pbft.message.Succession;
import io.tetrarch.pbft.message.VerdictVote;
import io.tetrarch.pbft.message.Verdicts;
import io.tetrarch.pbft.message.ViewChange;
import io.tetrarch.pbft.message.Vote;
import io.tetrarch.simulator.world.Adversary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the Byzantine replicas of a world have seen and signed, put together: they hide nothing from each other. */
final class AdversaryKnowledge {
    private static final int KEPT = 64;

    private final Adversary.Briefing briefing;
    private final TreeMap<Digest, LedgerTip> tips = new TreeMap<>();
    private final TreeMap<Digest, Batch> batches = new TreeMap<>();
    private final TreeMap<Cast, TreeMap<Integer, Bytes>> votes = new TreeMap<>();
    private final TreeMap<Digest, TreeMap<Integer, VerdictVote>> verdicts = new TreeMap<>();
    private final TreeMap<Digest, SignedRequest> requests = new TreeMap<>();
    private final TreeMap<Long, TreeMap<Integer, Signed<ViewChange>>> viewChanges = new TreeMap<>();
    private final TreeMap<Digest, TreeMap<Integer, Bytes>> checkpointVotes = new TreeMap<>();
    private final TreeMap<Digest, Checkpoint> checkpoints = new TreeMap<>();
    private final List<Signed<? extends Message>> recent = new ArrayList<>();
    private final List<Signed<? extends Message>> newViews = new ArrayList<>();
    private final List<Batch> latest = new ArrayList<>();

    /** What votes are cast for; the type is 0 for pre-prepares, 1 for prepares, 2 for commits. */
    record Cast(int type, Slot slot, Digest digest) implements Comparable<Cast> {
        @Override
        public int compareTo(Cast other) {
            int order = slot.compareTo(other.slot);
            order = order != 0 ? order : Integer.compare(type, other.type);
            return order != 0 ? order : digest.compareTo(other.digest);
        }

        long view() {
            return slot.view();
        }

        long sequence() {
            return slot.sequence();
        }
    }

    AdversaryKnowledge(Adversary.Briefing briefing) {
        this.briefing = briefing;
        tips.put(Header.genesis(briefing.domain()), briefing.empty());
    }

    void see(Signed<? extends Message> signed) {
        keep(recent, signed);
        switch (signed.message()) {
            case Vote vote -> see(signed, vote);
            case Verdicts said ->
                said.votes(signed.sender(), signed.signature())
                        .forEach(vote -> verdicts.computeIfAbsent(vote.verdict().request(), unused -> new TreeMap<>())
                                .put(vote.replica(), vote));
            case ViewChange change ->
                viewChanges
                        .computeIfAbsent(change.view(), unused -> new TreeMap<>())
                        .put(signed.sender(), new Signed<>(signed.sender(), change, signed.signature()));
            case NewView ignored -> keep(newViews, signed);
            case Checkpoint checkpoint -> {
                checkpoints.put(checkpoint.stateRoot(), checkpoint);
                checkpointVotes
                        .computeIfAbsent(checkpoint.stateRoot(), unused -> new TreeMap<>())
                        .put(signed.sender(), signed.signature());
            }
            case Relay relay -> requests.put(relay.request().digest(), relay.request());
            case Committed committed -> committed.batches().forEach(this::see);
            case Status status -> {}
            case Forward forward -> {}
            case Fetch fetch -> {}
            case Body body -> {}
            case Stable stable -> {}
            case Chunk chunk -> {}
            case Accusation accusation -> {}
            case Succession succession -> {}
            case Reminder reminder -> {}
        }
    }

    private void see(Signed<? extends Message> signed, Vote vote) {
        int type = switch (vote) {
            case PrePrepare proposal -> {
                see(proposal.batch());
                yield 0;
            }
            case Prepare ignored -> 1;
            case Commit ignored -> 2;
        };
        votes.computeIfAbsent(new Cast(type, vote.slot(), vote.digest()), unused -> new TreeMap<>())
                .put(signed.sender(), signed.signature());
    }

    void see(SignedRequest request) {
        requests.put(request.digest(), request);
    }

    void see(Batch batch) {
        if (batches.putIfAbsent(batch.digest(), batch) == null) {
            keep(latest, batch);
            LedgerTip below = tips.get(batch.header().parent());
            if (below != null) {
                tips.put(batch.digest(), below.append(batch.entries()));
            }
            for (Entry entry : batch.entries()) {
                switch (entry) {
                    case DecisionEntry decision -> see(decision.request());
                    case EvidenceEntry ignored -> {}
                }
            }
        }
    }

    private static <T> void keep(List<T> list, T each) {
        if (list.size() == KEPT) {
            list.removeFirst();
        }
        list.add(each);
    }

    /** A batch of these entries on that parent, with the right ledger; empty if the ledger there is not known. */
    Optional<Batch> batch(long sequence, Digest parent, List<Entry> entries) {
        return Optional.ofNullable(tips.get(parent)).map(below -> {
            LedgerTip tip = below.append(entries);
            Header header = new Header(sequence, parent, Batch.entriesRoot(entries), tip.size(), tip.root());
            return new Batch(header, entries);
        });
    }

    List<Signed<? extends Message>> recent() {
        return recent;
    }

    List<Signed<? extends Message>> newViews() {
        return newViews;
    }

    List<Batch> latest() {
        return latest;
    }

    TreeMap<Integer, VerdictVote> verdicts(Digest request) {
        return verdicts.getOrDefault(request, new TreeMap<>());
    }

    List<SignedRequest> requests() {
        return List.copyOf(requests.values());
    }

    /** The VIEW-CHANGEs seen for a view, by sender. */
    TreeMap<Integer, Signed<ViewChange>> viewChanges(long view) {
        return viewChanges.getOrDefault(view, new TreeMap<>());
    }

    List<Cast> casts() {
        return List.copyOf(votes.keySet());
    }

    TreeMap<Integer, Bytes> votes(Cast cast) {
        return votes.getOrDefault(cast, new TreeMap<>());
    }

    /** Every prepared certificate that the votes seen make, the lowest first. */
    List<PreparedCertificate> prepared() {
        List<PreparedCertificate> certificates = new ArrayList<>();
        for (Map.Entry<Cast, TreeMap<Integer, Bytes>> each : votes.entrySet()) {
            Cast cast = each.getKey();
            if (cast.type() == 1) {
                Optional<Bytes> leaders = Optional.ofNullable(
                        votes(new Cast(0, cast.slot(), cast.digest())).get(leader(cast.view())));
                PreparedCertificate certificate = new PreparedCertificate(
                        cast.view(), cast.sequence(), cast.digest(), leaders, new Signatures(each.getValue()));
                if (certificate.signers(leader(cast.view())) >= briefing.quorum()) {
                    certificates.add(certificate);
                }
            }
        }
        return certificates;
    }

    private int leader(long view) {
        return (int) (view % briefing.replicas());
    }

    /** Commit certificates that the votes seen make, or would if they were enough. */
    List<CommitCertificate> commits(int atLeast) {
        List<CommitCertificate> certificates = new ArrayList<>();
        for (Map.Entry<Cast, TreeMap<Integer, Bytes>> each : votes.entrySet()) {
            Cast cast = each.getKey();
            if (cast.type() == 2 && each.getValue().size() >= atLeast) {
                certificates.add(new CommitCertificate(
                        new Commit(cast.view(), cast.sequence(), cast.digest()), new Signatures(each.getValue())));
            }
        }
        return certificates;
    }

    /** Checkpoint certificates that the votes seen make, or would if they were enough. */
    List<CheckpointCertificate> stable(int atLeast) {
        List<CheckpointCertificate> certificates = new ArrayList<>();
        for (Map.Entry<Digest, TreeMap<Integer, Bytes>> each : checkpointVotes.entrySet()) {
            Checkpoint checkpoint = checkpoints.get(each.getKey());
            if (checkpoint != null && each.getValue().size() >= atLeast) {
                certificates.add(new CheckpointCertificate(checkpoint, new Signatures(each.getValue())));
            }
        }
        return certificates;
    }

    Optional<Batch> batch(Digest digest) {
        return Optional.ofNullable(batches.get(digest));
    }
}
