package io.tetrarch.pbft;

import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.Vote;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Copies out what a replica is at. It only reads. */
final class Reporter {
    private static final int MOST_PENDING = 64;
    private static final int MOST_VOTES = 12;
    private static final int MOST_SLOTS = 8;

    private final ReplicaState state;
    private final Parts parts;
    private final ViewChanges viewChanges;
    private final ViewTimer viewTimer;
    private final CatchUp catchUp;

    Reporter(Parts parts, ViewChanges viewChanges, ViewTimer viewTimer, CatchUp catchUp) {
        this.state = parts.state();
        this.parts = parts;
        this.viewChanges = viewChanges;
        this.viewTimer = viewTimer;
        this.catchUp = catchUp;
    }

    ReplicaReport report() {
        return new ReplicaReport(
                new Standing(state.view, state.active, state.lowWatermark(), state.executed),
                new ReplicaReport.Views(
                        state.leader(),
                        state.newView.isPresent(),
                        viewChanges.leftFor(),
                        state.failedViews,
                        viewTimer.runsFor()),
                new ReplicaReport.Progress(
                        state.lowWatermark() + state.configuration.limits().window(),
                        state.executedInView,
                        state.stable,
                        parts.execution().certified(),
                        parts.execution().missingBody(),
                        parts.chain().inFlight()),
                new ReplicaReport.Votes(state.highest, slots(), lastVotes(), replicas(catchUp::isLearning)),
                new ReplicaReport.Requests(parts.requests().size(), pending()),
                state.stage());
    }

    private List<ReplicaReport.Slot> slots() {
        return LongStream.rangeClosed(state.executed + 1, state.executed + MOST_SLOTS)
                .mapToObj(sequence -> new ReplicaReport.Slot(
                        sequence,
                        replicas(replica ->
                                parts.votes().prepareOf(replica, sequence).isPresent()),
                        replicas(replica ->
                                parts.votes().commitOf(replica, sequence).isPresent())))
                .filter(slot -> !slot.prepares().isEmpty() || !slot.commits().isEmpty())
                .toList();
    }

    private SortedSet<Integer> replicas(IntPredicate of) {
        TreeSet<Integer> found = new TreeSet<>();
        IntStream.range(0, state.configuration.replicas()).filter(of).forEach(found::add);
        return found;
    }

    private List<ReplicaReport.OwnVote> lastVotes() {
        List<ReplicaReport.OwnVote> all = parts.own().above(0).stream()
                .map(Signed::message)
                .sorted(Comparator.comparingLong(Vote::sequence))
                .map(vote -> new ReplicaReport.OwnVote(vote.type(), vote.view(), vote.sequence(), vote.digest()))
                .toList();
        return all.subList(Math.max(0, all.size() - MOST_VOTES), all.size());
    }

    private List<ReplicaReport.Waiting> pending() {
        return parts.requests().pendingFrom(Digest.ZERO).stream()
                .sorted(Comparator.comparingLong(Pending::arrival))
                .limit(MOST_PENDING)
                .map(this::waiting)
                .toList();
    }

    private ReplicaReport.Waiting waiting(Pending entry) {
        SortedSet<Integer> given = replicas(replica -> entry.voteOf(replica).isPresent());
        boolean settled = entry.settled().isPresent();
        return new ReplicaReport.Waiting(
                entry.request().digest(),
                entry.request().id(),
                entry.request().request().validity().deadlineMillis(),
                entry.settled(),
                given,
                replicas(replica -> !settled
                        && !given.contains(replica)
                        && !state.configuration.epoch().vacant().contains(replica)));
    }
}
