package io.tetrarch.pbft;

import io.tetrarch.pbft.message.Commit;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.PrePrepare;
import io.tetrarch.pbft.message.Prepare;
import io.tetrarch.pbft.message.Vote;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What one replica has voted for, in the latest view that it voted in. Bound: the slots of the window. */
final class SlotDigests {
    private final TreeMap<Long, Digest> proposed = new TreeMap<>();
    private final TreeMap<Long, Digest> prepared = new TreeMap<>();
    private final TreeMap<Long, Digest> committed = new TreeMap<>();
    private long view;

    /** Takes a vote in; gives the other digest for which its slot, or the proposal that it repeats, stands already. */
    Optional<Digest> add(Vote vote) {
        if (vote.view() > view) {
            clear();
            view = vote.view();
        }
        if (vote.view() < view) {
            return Optional.empty();
        }
        Digest standing = of(vote).putIfAbsent(vote.sequence(), vote.digest());
        if (standing == null && vote instanceof Prepare) {
            standing = proposed.get(vote.sequence());
        }
        return Optional.ofNullable(standing).filter(digest -> !digest.equals(vote.digest()));
    }

    private TreeMap<Long, Digest> of(Vote vote) {
        return switch (vote) {
            case PrePrepare any -> proposed;
            case Prepare any -> prepared;
            case Commit any -> committed;
        };
    }

    long view() {
        return view;
    }

    /** Whether all that stands here stands there too, in the same view. */
    boolean isWithin(SlotDigests other) {
        boolean none = proposed.isEmpty() && prepared.isEmpty() && committed.isEmpty();
        return none
                || (view == other.view
                        && isWithin(proposed, other.proposed)
                        && isWithin(prepared, other.prepared)
                        && isWithin(committed, other.committed));
    }

    private static boolean isWithin(TreeMap<Long, Digest> these, TreeMap<Long, Digest> others) {
        for (Map.Entry<Long, Digest> each : these.entrySet()) {
            if (!each.getValue().equals(others.get(each.getKey()))) {
                return false;
            }
        }
        return true;
    }

    void discardUpTo(long sequence) {
        proposed.headMap(sequence, true).clear();
        prepared.headMap(sequence, true).clear();
        committed.headMap(sequence, true).clear();
    }

    void clear() {
        proposed.clear();
        prepared.clear();
        committed.clear();
    }
}
