package io.tetrarch.simulator.check;

import io.tetrarch.pbft.Standing;
import io.tetrarch.pbft.Stored;
import io.tetrarch.pbft.message.Accusation;
import io.tetrarch.pbft.message.Body;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Checkpoint;
import io.tetrarch.pbft.message.Chunk;
import io.tetrarch.pbft.message.Committed;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Fetch;
import io.tetrarch.pbft.message.Forward;
import io.tetrarch.pbft.message.Message;
import io.tetrarch.pbft.message.MessageType;
import io.tetrarch.pbft.message.NewView;
import io.tetrarch.pbft.message.PrePrepare;
import io.tetrarch.pbft.message.Relay;
import io.tetrarch.pbft.message.Reminder;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.Stable;
import io.tetrarch.pbft.message.Status;
import io.tetrarch.pbft.message.Succession;
import io.tetrarch.pbft.message.Verdict;
import io.tetrarch.pbft.message.Verdicts;
import io.tetrarch.pbft.message.ViewChange;
import io.tetrarch.pbft.message.Vote;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * S3: an honest replica never lets out two conflicting votes, across restarts too; whatever vote it lets out is durable
 * first; and it votes in no view that it has left. A signature that was lost with its record before it was sent binds
 * nobody, so what counts is what leaves the replica; but a vote that was durable before it left, and comes out only later,
 * since power failed in between or the log was put back, is in what it said when it left.
 */
public final class SingleVote implements Checker {
    private record Place(int replica, long epoch, MessageType type, long view, long sequence, Digest request) {}

    private final Facts facts;
    private final Findings findings;
    private final Map<Place, Object> said = new HashMap<>();
    private final Set<Bytes> durable = new HashSet<>();

    /** Votes that were durable before their replica had left their view. */
    private final Set<Bytes> inTime = new HashSet<>();

    /** By replica, in the epoch that it is in. */
    private final long[] left;

    private final long[] epoch;

    public SingleVote(Facts facts, Findings findings) {
        this.facts = facts;
        this.findings = findings;
        this.left = new long[facts.replicas()];
        this.epoch = new long[facts.replicas()];
    }

    @Override
    public void persisted(int replica, Stored record) {
        if (record instanceof Stored.Own own) {
            durable.add(own.message().signature());
            follow(replica);
            if (own.message().message() instanceof Vote vote && vote.view() >= left[replica]) {
                inTime.add(own.message().signature());
            }
        } else if (record instanceof Stored.Entered entered) {
            durable.add(entered.newView().signature());
        }
    }

    @Override
    public void sent(int replica, Signed<? extends Message> signed) {
        follow(replica);
        switch (signed.message()) {
            case Vote vote -> {
                // the leader's pre-prepare stands for its prepare, so the two must not differ either
                MessageType type = vote instanceof PrePrepare ? MessageType.PREPARE : vote.type();
                boolean fresh =
                        say(signed, place(replica, type, vote.view(), vote.sequence(), Digest.ZERO), vote.digest());
                if (fresh && vote.view() < left[replica] && !inTime.contains(signed.signature())) {
                    findings.violated(
                            "S3", replica, "votes in view " + vote.view() + " after it left for " + left[replica]);
                }
                // whoever votes in a view has left those before it, also where it was led there by a NEW-VIEW
                left[replica] = Math.max(left[replica], vote.view());
            }
            case Verdicts verdicts -> {
                for (Verdict verdict : verdicts.verdicts()) {
                    say(signed, place(replica, MessageType.VERDICTS, 0, 0, verdict.request()), verdict);
                }
            }
            case Checkpoint checkpoint ->
                say(signed, place(replica, MessageType.CHECKPOINT, 0, checkpoint.sequence(), Digest.ZERO), checkpoint);
            case ViewChange viewChange -> {
                say(
                        signed,
                        place(replica, MessageType.VIEW_CHANGE, viewChange.view(), 0, Digest.ZERO),
                        signed.signature());
                left[replica] = Math.max(left[replica], viewChange.view());
            }
            case NewView newView ->
                say(signed, place(replica, MessageType.NEW_VIEW, newView.view(), 0, Digest.ZERO), signed.signature());
            case Status status -> {}
            case Relay relay -> {}
            case Forward forward -> {}
            case Fetch fetch -> {}
            case Body body -> {}
            case Committed committed -> {}
            case Stable stable -> {}
            case Chunk chunk -> {}
            case Accusation accusation -> {}
            case Succession succession -> {}
            case Reminder reminder -> {}
        }
    }

    @Override
    public void restarted(int replica, Standing standing, boolean complete) {
        follow(replica);
        if (complete && standing.view() < left[replica]) {
            findings.violated(
                    "S3", replica, "came back in view " + standing.view() + " after it left for " + left[replica]);
        }
    }

    private Place place(int replica, MessageType type, long view, long sequence, Digest request) {
        return new Place(replica, facts.epochOf(replica), type, view, sequence, request);
    }

    /** Views begin anew in every epoch. */
    private void follow(int replica) {
        if (epoch[replica] != facts.epochOf(replica)) {
            epoch[replica] = facts.epochOf(replica);
            left[replica] = 0;
        }
    }

    private boolean say(Signed<? extends Message> signed, Place place, Object what) {
        Object before = said.putIfAbsent(place, what);
        if (before == null && !durable.contains(signed.signature())) {
            findings.violated(
                    "S3", place.replica(), "lets out " + signed.message().type() + " before it is durable");
        }
        if (before != null && !before.equals(what)) {
            findings.violated("S3", place.replica(), "says " + what + " after " + before + " in " + place);
        }
        return before == null;
    }
}
