package io.tetrarch.pbft;

import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Checkpoint;
import io.tetrarch.pbft.message.CheckpointCertificate;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Header;
import io.tetrarch.pbft.message.NewView;
import io.tetrarch.pbft.message.PreparedCertificate;
import io.tetrarch.pbft.message.Signatures;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.Succession;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** What the parts of a replica share: where it stands in views, sequences and watermarks. */
final class ReplicaState {
    final Configuration configuration;
    final Service service;
    final Outbox out;

    /** The wall clock of this turn, for deadlines only. */
    long nowMillis;

    long view;

    /** Whether the view's NEW-VIEW was accepted; view 0 needs none. */
    boolean active = true;

    /** The NEW-VIEW of the view, once accepted. */
    Optional<Signed<NewView>> newView = Optional.empty();

    /** View changes begun since the last progress; the view timeout doubles with each. */
    int failedViews;

    long executed;
    Digest executedDigest;

    /** The view in which the last executed batch is known to have been committed. */
    long executedInView;

    /** Whether the last batch executed ends the epoch: nothing is decided on top of it. */
    boolean closing;

    /** Whether the epoch is over for this replica; it does nothing more. */
    boolean ended;

    /** How the epochs before this one ended, as far back as known: one for each change of the group. */
    List<Succession> lineage = List.of();

    /** The last stable checkpoint of this epoch; none before the first. */
    Optional<CheckpointCertificate> stable = Optional.empty();

    /** The state at the last two stable checkpoints, so that a transfer under way outlives the next checkpoint. */
    private final TreeMap<Long, StableState> snapshots = new TreeMap<>();

    /**
     * The highest prepared certificate ever held. Never given up, not even when a stable checkpoint passes it: it may be
     * all that keeps a stale certificate of an older view with a higher sequence from becoming a new view's base.
     */
    Optional<PreparedCertificate> highest = Optional.empty();

    /** Whether this replica may have lost votes of its own, and so must not vote yet. */
    boolean learning;

    /** Drawn for this start; 0 where nothing can have been lost. */
    long challenge;

    /** Whether this replica has just started, and waits for what its peers hold of its own signatures. */
    boolean asking;

    /** Whether a signature of its own came by that its log does not know; it begins to learn within this step. */
    boolean lost;

    ReplicaState(Configuration configuration, Service service, Outbox out) {
        this.configuration = configuration;
        this.service = service;
        this.out = out;
        this.executedDigest = Header.genesis(configuration.domain());
        this.view = configuration.viewFrom(0);
    }

    /** h: sequences up to here are settled for good, at the least those of earlier epochs. */
    long lowWatermark() {
        return stable.isPresent() ? stable.get().sequence() : configuration.startSequence();
    }

    /** What the first batch of this epoch builds on. */
    Link beginning() {
        return configuration
                .epoch()
                .start()
                .map(start -> new Link(start.sequence(), start.header()))
                .orElse(new Link(0, Header.genesis(configuration.domain())));
    }

    /**
     * The state that this epoch begins with, as a checkpoint. The group file names it, which stands for signatures; it is
     * never shown to others.
     */
    Optional<CheckpointCertificate> startingCheckpoint() {
        return configuration
                .epoch()
                .start()
                .map(start -> new CheckpointCertificate(
                        new Checkpoint(start.sequence(), start.header(), start.stateRoot()), Signatures.NONE));
    }

    void keepSnapshot(long checkpoint, List<Bytes> chunks) {
        snapshots.put(checkpoint, new StableState(checkpoint, chunks));
        if (snapshots.size() > 2) {
            snapshots.pollFirstEntry();
        }
    }

    /** The state at a stable checkpoint, if it is one of the last two. */
    Optional<StableState> snapshotAt(long checkpoint) {
        return Optional.ofNullable(snapshots.get(checkpoint));
    }

    boolean isInWindow(long sequence) {
        long low = lowWatermark();
        return sequence > low && sequence <= low + configuration.limits().window();
    }

    /** How far this replica is in its epoch. */
    ReplicaReport.Stage stage() {
        if (ended) {
            return ReplicaReport.Stage.ENDED;
        }
        if (learning) {
            return ReplicaReport.Stage.LEARNING;
        }
        if (asking) {
            return ReplicaReport.Stage.ASKING;
        }
        return closing ? ReplicaReport.Stage.CLOSING : ReplicaReport.Stage.VOTING;
    }

    /** Whether this replica signs nothing that binds it: it may not know all that it signed before. */
    boolean isSilent() {
        return learning || asking || lost;
    }

    int leader() {
        return configuration.leader(view);
    }

    boolean isLeader() {
        return leader() == configuration.self();
    }

    int self() {
        return configuration.self();
    }

    int quorum() {
        return configuration.quorum();
    }
}
