package io.tetrarch.pbft;

import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Entry;
import io.tetrarch.pbft.message.Evidence;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.Request;
import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Start;
import io.tetrarch.pbft.message.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The replicated service (paper, section 2): deterministic, so that every replica that executes the same batches has the
 * same state, byte for byte. Owned and called by one replica; does no I/O, reads no clock, never blocks.
 */
public interface Service {
    /** Why the request may not be decided in the present state (roles, quota, tier, charter version); empty if it may. */
    Optional<Rejection> refuses(SignedRequest request);

    /** Whether the request stands in the chain already, or its number was given up as too far behind its client's others. */
    boolean isDecided(RequestId id);

    /**
     * Whether this number, not decided yet, may be given up by executing what is in flight.
     *
     * @param highest number of the same client in flight
     * @param inFlight requests in flight at most
     */
    boolean mayGiveUp(RequestId id, long highest, int inFlight);

    /** The outcome that these verdicts (by replica) settle; empty while they settle none. Never EXPIRED. */
    Optional<Outcome> settle(Request request, SortedMap<Integer, Verdict> verdicts);

    /**
     * Whether this request takes back another one of the same number, so that it is taken in beside it though nobody has
     * judged it: which of the two is decided is the leader's and the verdicts' to find, and one is at most.
     */
    boolean withdraws(SignedRequest request);

    /** Whether this evidence is on the ledger. */
    boolean isRecorded(Evidence.Slot slot);

    /** Whether nothing may be proposed on top of a batch with this entry until it is executed. */
    boolean closesPipeline(Entry entry);

    /** Whether the last batch executed ends the epoch, by changing the group. */
    default boolean endsEpoch() {
        return false;
    }

    /**
     * The group that follows, as it is to be after the batch that ended this epoch.
     *
     * @param start names the state that the next epoch begins with
     * @return canonical bytes of its group file, whose SHA3-256 is its id
     */
    default Bytes successor(Start start) {
        throw new IllegalStateException("the epoch goes on");
    }

    /** The ledger after the last batch executed. */
    LedgerTip ledger();

    /** Applies a committed batch; batches come in ascending order without gaps. */
    void execute(Batch batch);

    /** The whole state in chunks; equal states give equal chunks. */
    List<Bytes> snapshot();

    /**
     * Replaces the state by a snapshot.
     *
     * @throws IllegalArgumentException if the chunks are not a snapshot
     */
    void restore(List<Bytes> chunks);
}
