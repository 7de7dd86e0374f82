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
import io.tetrarch.pbft.message.Succession;
import io.tetrarch.pbft.message.Validity;
import java.util.List;
import java.util.Optional;

/** What a replica keeps across a restart: whatever it signed, and whatever binds what it may still sign. */
public sealed interface Stored {
    /**
     * A vote or other statement of this replica's own.
     *
     * @param latest of verdicts: of the requests that they are on and that wait, when the latest was made, and when the last
     *     runs out; empty for all else, and for those of an earlier build
     */
    record Own(Signed<?> message, Optional<Validity> latest) implements Stored {
        public Own(Signed<?> message) {
            this(message, Optional.empty());
        }
    }

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
     * This replica may have lost votes and only learns, or, at the end of that, votes again. Whoever makes a log anew where
     * one was expected, or finds one shorter than it was, begins it with this mark, durable before anything else: a start
     * later nobody can tell any more.
     *
     * @param silentBeforeMillis requests made before this time may have been judged already: no verdict is given on them
     * @param givenUp likewise for what was made at its first time or before and ends at its last or before, if anything
     */
    record Learning(boolean ended, long silentBeforeMillis, Optional<Validity> givenUp) implements Stored {
        public static final Learning BEGINS = new Learning(false, Long.MIN_VALUE, Optional.empty());
    }

    /**
     * A new epoch began: of what was persisted before, only the state and what was executed still means anything. Written
     * again at each compaction.
     *
     * @param lineage the ends of the epochs before it, in order, as far back as this replica has seen them
     * @param learning whether this replica may have voted in it already, with its lost disk
     * @param state where this replica stood, if that is not where the epoch begins: nobody else vouches for it
     */
    record Epoch(List<Succession> lineage, boolean learning, Optional<Snapshot> state) implements Stored {
        public Epoch {
            lineage = List.copyOf(lineage);
        }
    }

    /** Whether the replica of this log may have lost votes, and learns. */
    static boolean isLearning(List<Stored> log) {
        for (Stored record : log.reversed()) {
            if (record instanceof Learning mark) {
                return !mark.ended();
            }
            if (record instanceof Epoch epoch) {
                return epoch.learning();
            }
        }
        return false;
    }

    /** How the latest epoch that this log has reached began; empty if it is still the one of the founding. */
    static Optional<Succession> latest(List<Stored> log) {
        List<Succession> lineage = lineage(log);
        return lineage.isEmpty() ? Optional.empty() : Optional.of(lineage.getLast());
    }

    /** The ends of the epochs before the one that this log has reached, in order, as far back as its replica has seen. */
    static List<Succession> lineage(List<Stored> log) {
        for (Stored record : log.reversed()) {
            if (record instanceof Epoch epoch) {
                return epoch.lineage();
            }
        }
        return List.of();
    }

    /** Proof of another replica's equivocation. */
    record Conviction(Evidence evidence) implements Stored {}
}
