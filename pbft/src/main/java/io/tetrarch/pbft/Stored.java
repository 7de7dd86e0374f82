package io.tetrarch.pbft;

import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.CheckpointCertificate;
import io.tetrarch.pbft.message.CommitCertificate;
import io.tetrarch.pbft.message.Evidence;
import io.tetrarch.pbft.message.NewView;
import io.tetrarch.pbft.message.PrePrepare;
import io.tetrarch.pbft.message.PreparedCertificate;
import io.tetrarch.pbft.message.Signed;
import java.util.List;

/** What a replica keeps across a restart: whatever it signed, and whatever binds what it may still sign. */
public sealed interface Stored {
    /** A vote or other statement of this replica's own. */
    record Own(Signed<?> message) implements Stored {}

    /** The leader's pre-prepare that this replica is about to prepare. */
    record Proposal(Signed<PrePrepare> prePrepare) implements Stored {}

    /** A batch that this replica may have to show to others, though its proposal's view has passed. */
    record Body(Batch batch) implements Stored {}

    /** The NEW-VIEW that this replica accepted: it fixes the base of the view. */
    record Entered(Signed<NewView> newView) implements Stored {}

    /** A prepared certificate; the highest one is never given up. */
    record Prepared(PreparedCertificate certificate) implements Stored {}

    /** Executed batches in ascending order; the certificate is the last one's. */
    record Executed(List<Batch> batches, CommitCertificate certificate) implements Stored {}

    /** A stable checkpoint with the state at it; supersedes everything persisted before it. */
    record Snapshot(CheckpointCertificate certificate, List<Bytes> chunks) implements Stored {}

    /**
     * This replica may have lost votes and only learns, or, at the end of that, votes again.
     *
     * @param silentBeforeMillis requests made before this time may have been judged already: no verdict is given on them
     */
    record Learning(boolean ended, long silentBeforeMillis) implements Stored {}

    /** Proof of another replica's equivocation. */
    record Conviction(Evidence evidence) implements Stored {}
}
