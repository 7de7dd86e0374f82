package io.tetrarch.pbft;

import io.tetrarch.pbft.message.Commit;
import io.tetrarch.pbft.message.MessageType;
import io.tetrarch.pbft.message.PrePrepare;
import io.tetrarch.pbft.message.Prepare;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.Vote;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * This replica's own votes of the present view: the place where S3 is kept. A vote is made durable before it is sent,
 * and a slot that holds one never takes another, before or after a restart. Votes of earlier views need no memory, since
 * the view never goes back.
 */
final class OwnVotes {
    private final ReplicaState state;
    private final VoteLog votes;
    private final TreeMap<Long, Signed<PrePrepare>> prePrepares = new TreeMap<>();
    private final TreeMap<Long, Signed<Prepare>> prepares = new TreeMap<>();
    private final TreeMap<Long, Signed<Commit>> commits = new TreeMap<>();

    OwnVotes(ReplicaState state, VoteLog votes) {
        this.state = state;
        this.votes = votes;
    }

    /** Where the votes of all replicas are counted. */
    VoteLog log() {
        return votes;
    }

    /**
     * Signs, persists and broadcasts a vote, unless this replica has voted in the slot already, has to be silent, or
     * the slot lies outside the window.
     *
     * @param with what the vote rests on, persisted together with it
     */
    void cast(Vote vote, Optional<Stored> with) {
        if (state.isSilent()
                || !state.isInWindow(vote.sequence())
                || of(vote.type(), vote.sequence()).isPresent()) {
            return;
        }
        Signed<Vote> signed = state.out.sign(vote);
        with.ifPresent(state.out::persist);
        state.out.persist(new Stored.Own(signed));
        state.out.add(new Effect.Broadcast(signed));
        restore(signed);
    }

    /** Takes a vote made before, without sending it. */
    void restore(Signed<? extends Vote> signed) {
        int self = signed.sender();
        switch (signed.message()) {
            case PrePrepare vote -> prePrepares.put(vote.sequence(), new Signed<>(self, vote, signed.signature()));
            case Prepare vote -> {
                prepares.put(vote.sequence(), new Signed<>(self, vote, signed.signature()));
                votes.add(signed);
            }
            case Commit vote -> {
                commits.put(vote.sequence(), new Signed<>(self, vote, signed.signature()));
                votes.add(signed);
            }
        }
    }

    /** The own vote that stands in this slot. */
    Optional<Signed<? extends Vote>> of(MessageType type, long sequence) {
        return Optional.ofNullable(
                switch (type) {
                    case PRE_PREPARE -> prePrepares.get(sequence);
                    case PREPARE -> prepares.get(sequence);
                    case COMMIT -> commits.get(sequence);
                    case REQUESTS,
                            VERDICTS,
                            CHECKPOINT,
                            VIEW_CHANGE,
                            NEW_VIEW,
                            STATUS,
                            RELAY,
                            FORWARD,
                            FETCH,
                            BODY,
                            COMMITTED,
                            STABLE,
                            CHUNK,
                            ACCUSATION,
                            SUCCESSION,
                            REMINDER -> null;
                });
    }

    /** All votes above a sequence, proposals first, to be sent again to a peer that may lack them. */
    List<Signed<? extends Vote>> above(long sequence) {
        List<Signed<? extends Vote>> all = new ArrayList<>();
        addAbove(sequence, prePrepares, all);
        addAbove(sequence, prepares, all);
        addAbove(sequence, commits, all);
        return all;
    }

    /** Mostly there is nothing to add, and then it costs nothing but a look. */
    private static <V extends Vote> void addAbove(
            long sequence, TreeMap<Long, Signed<V>> votes, List<Signed<? extends Vote>> all) {
        Map.Entry<Long, Signed<V>> next = votes.higherEntry(sequence);
        while (next != null) {
            all.add(next.getValue());
            next = votes.higherEntry(next.getKey());
        }
    }

    void clear() {
        prePrepares.clear();
        prepares.clear();
        commits.clear();
    }

    void discardUpTo(long sequence) {
        prePrepares.headMap(sequence, true).clear();
        prepares.headMap(sequence, true).clear();
        commits.headMap(sequence, true).clear();
    }
}
