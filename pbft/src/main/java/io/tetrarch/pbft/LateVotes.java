package io.tetrarch.pbft;

import io.tetrarch.pbft.message.Accusation;
import io.tetrarch.pbft.message.Body;
import io.tetrarch.pbft.message.Checkpoint;
import io.tetrarch.pbft.message.Chunk;
import io.tetrarch.pbft.message.Committed;
import io.tetrarch.pbft.message.Fetch;
import io.tetrarch.pbft.message.Forward;
import io.tetrarch.pbft.message.Message;
import io.tetrarch.pbft.message.NewView;
import io.tetrarch.pbft.message.Relay;
import io.tetrarch.pbft.message.Reminder;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.Stable;
import io.tetrarch.pbft.message.Status;
import io.tetrarch.pbft.message.Succession;
import io.tetrarch.pbft.message.Verdicts;
import io.tetrarch.pbft.message.ViewChange;
import io.tetrarch.pbft.message.Vote;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * For drivers: the last votes of each peer that its {@linkplain Replica#wants replica did not want}, a quorum having voted
 * already. They are not verified, since mostly nobody ever asks. When their sender does, with its STATUS after a start,
 * they are to be verified and given to the replica first, so that it can remind the sender of all that it has seen.
 */
public final class LateVotes {
    private static final int PER_PEER = 16;

    private final List<Deque<Signed<?>>> byPeer = new ArrayList<>();

    public LateVotes(int replicas) {
        for (int i = 0; i < replicas; i++) {
            byPeer.add(new ArrayDeque<>());
        }
    }

    /** Keeps a message that was not wanted, if it is a vote, in the place of its sender's oldest. */
    public void unwanted(Signed<? extends Message> message) {
        if (binds(message.message())) {
            Deque<Signed<?>> of = byPeer.get(message.sender());
            if (of.size() == PER_PEER) {
                of.removeFirst();
            }
            of.addLast(message);
        }
    }

    /** What is to be given to the replica before {@code message}; it is kept no longer. */
    public List<Signed<?>> before(Signed<? extends Message> message) {
        Deque<Signed<?>> of = byPeer.get(message.sender());
        boolean asks = message.message() instanceof Status status && status.challenge() != 0;
        if (!asks || of.isEmpty()) {
            return List.of();
        }
        List<Signed<?>> taken = List.copyOf(of);
        of.clear();
        return taken;
    }

    private static boolean binds(Message message) {
        return switch (message) {
            case Vote ignored -> true;
            case Verdicts ignored -> true;
            case ViewChange ignored -> false;
            case NewView ignored -> false;
            case Checkpoint ignored -> false;
            case Status ignored -> false;
            case Relay ignored -> false;
            case Forward ignored -> false;
            case Fetch ignored -> false;
            case Body ignored -> false;
            case Committed ignored -> false;
            case Stable ignored -> false;
            case Chunk ignored -> false;
            case Accusation ignored -> false;
            case Succession ignored -> false;
            case Reminder ignored -> false;
        };
    }
}
