package io.tetrarch.node.record;

import io.tetrarch.pbft.Effect;
import io.tetrarch.pbft.Input;
import io.tetrarch.pbft.Stored;
import io.tetrarch.pbft.message.Accusation;
import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.Body;
import io.tetrarch.pbft.message.Checkpoint;
import io.tetrarch.pbft.message.Chunk;
import io.tetrarch.pbft.message.Commit;
import io.tetrarch.pbft.message.Committed;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Entry;
import io.tetrarch.pbft.message.EvidenceEntry;
import io.tetrarch.pbft.message.Fetch;
import io.tetrarch.pbft.message.Forward;
import io.tetrarch.pbft.message.Message;
import io.tetrarch.pbft.message.NewView;
import io.tetrarch.pbft.message.PrePrepare;
import io.tetrarch.pbft.message.Prepare;
import io.tetrarch.pbft.message.Relay;
import io.tetrarch.pbft.message.Reminder;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Stable;
import io.tetrarch.pbft.message.Status;
import io.tetrarch.pbft.message.Succession;
import io.tetrarch.pbft.message.Verdicts;
import io.tetrarch.pbft.message.ViewChange;
import java.util.List;

/** About how many bytes a step holds on to, without encoding it. */
final class Weight {
    /** Of a step, and of a message or effect of a fixed size. */
    private static final long FIXED = 512;

    private static final long VERDICT = 512;
    private static final long ENTRY = 2048;

    private Weight() {}

    static long of(Input input) {
        return switch (input) {
            case Input.Recovered recovered ->
                recovered.stored().stream().mapToLong(Weight::of).sum();
            case Input.Received received -> of(received.message().message());
            case Input.Submitted submitted -> of(submitted.request().signed());
            case Input.Judged judged -> VERDICT * judged.verdicts().size();
            case Input.TimerFired fired -> FIXED;
        };
    }

    /** What is not of an input already. */
    static long of(List<Effect> effects) {
        long sum = FIXED;
        for (Effect effect : effects) {
            sum += effect instanceof Effect.Persist(Stored.Snapshot snapshot) ? of(snapshot) : FIXED / 2;
        }
        return sum;
    }

    static long of(Stored stored) {
        return switch (stored) {
            case Stored.Own own -> of(own.message().message());
            case Stored.Proposal proposal -> of(proposal.prePrepare().message());
            case Stored.Body body -> of(body.batch());
            case Stored.Executed executed ->
                FIXED + executed.batches().stream().mapToLong(Weight::of).sum();
            case Stored.Snapshot snapshot -> of(snapshot);
            case Stored.Epoch epoch ->
                FIXED * (1L + epoch.lineage().size())
                        + epoch.state().map(Weight::of).orElse(0L);
            case Stored.Entered entered -> 16 * FIXED;
            case Stored.Prepared prepared -> 2 * FIXED;
            case Stored.Conviction conviction -> 2 * FIXED;
            case Stored.Learning learning -> FIXED;
        };
    }

    private static long of(Stored.Snapshot snapshot) {
        return FIXED
                + snapshot.chunks().stream().mapToLong(chunk -> chunk.size()).sum();
    }

    private static long of(Message message) {
        return switch (message) {
            case PrePrepare proposal -> of(proposal.batch());
            case Body body -> of(body.batch());
            case Committed committed ->
                FIXED + committed.batches().stream().mapToLong(Weight::of).sum();
            case Chunk chunk -> FIXED + chunk.content().size();
            case Relay relay -> of(relay.request());
            case Forward forward -> FIXED + of(forward.original().message());
            case Verdicts verdicts -> FIXED + VERDICT * verdicts.verdicts().size();
            case NewView newView -> FIXED * (4L + 4L * newView.viewChanges().size());
            case ViewChange change -> 4L * FIXED;
            case Stable stable -> 2L * FIXED;
            case Succession succession -> 8L * FIXED;
            case Reminder reminder ->
                FIXED * (5L + reminder.votes().size() + 2L * reminder.verdicts().size());
            case Accusation accusation -> 4L * FIXED;
            case Prepare prepare -> FIXED;
            case Commit commit -> FIXED;
            case Checkpoint checkpoint -> FIXED;
            case Status status -> FIXED;
            case Fetch fetch -> FIXED;
        };
    }

    private static long of(Batch batch) {
        return FIXED + batch.entries().stream().mapToLong(Weight::of).sum();
    }

    private static long of(Entry entry) {
        return switch (entry) {
            case DecisionEntry decision -> ENTRY + of(decision.request());
            case EvidenceEntry evidence -> ENTRY;
        };
    }

    private static long of(SignedRequest request) {
        return FIXED + request.action().size();
    }
}
