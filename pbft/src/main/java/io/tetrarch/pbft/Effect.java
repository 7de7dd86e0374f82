package io.tetrarch.pbft;

import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.CommitCertificate;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Evidence;
import io.tetrarch.pbft.message.Message;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Succession;
import java.util.List;

/**
 * What a replica wants done. The driver performs the effects of a list strictly in order and durably: whatever follows
 * a {@link Persist} happens only after that record is on stable storage. A driver may gather the lists of several steps
 * and sync once, as long as nothing is sent before all that precedes it is durable.
 */
public sealed interface Effect {
    /** Append the record and sync. */
    record Persist(Stored stored) implements Effect {}

    /**
     * Every record persisted before the latest {@link Stored.Snapshot} may be dropped: what is still needed of them was
     * persisted again after it, before this effect.
     */
    record Truncate() implements Effect {}

    /** To one peer. May be lost, doubled or late; never blocks. */
    record Send(int to, Signed<? extends Message> message) implements Effect {}

    /** To every other replica. */
    record Broadcast(Signed<? extends Message> message) implements Effect {}

    /** Have this replica's judge answer, off the protocol's thread; the answer comes back as {@link Input.Judged}. */
    record Judge(SignedRequest request) implements Effect {}

    /**
     * Batches were committed and executed; the certificate names the last one's header, and so all of them. Clients may
     * be told at once: the decision is durable in the prepared certificates of those who committed it. The
     * {@link Stored.Executed} record that follows only saves doing it again, and needs no sync of its own. Where that
     * record is durable this is not repeated after a restart: from then on clients are answered from the store.
     */
    record Execute(List<Batch> batches, CommitCertificate certificate) implements Effect {}

    /** The service's state was replaced by the one at a stable checkpoint. */
    record Installed(long sequence) implements Effect {}

    /**
     * The epoch is over, and that is durable ({@link Stored.Epoch}): this replica does nothing more. The driver makes one
     * for the next epoch, with the configuration, the keys and the service of that epoch's group file, and recovers it
     * from its store as after a restart. A driver whose key has no seat there stops.
     */
    record EpochEnded(Succession succession) implements Effect {}

    /** Start the timer, or start it anew. */
    record StartTimer(Timer timer, long delayMillis) implements Effect {}

    record StopTimer(Timer timer) implements Effect {}

    /** An equivocation was proven. */
    record Report(Evidence evidence) implements Effect {}

    /** A client's request was refused; the client may be told. */
    record Refuse(Digest request, Rejection reason) implements Effect {}

    /** A peer's message was dropped; count it. */
    record Drop(int sender, Rejection reason) implements Effect {}

    /** This replica is in a new view, or has left its old one: for people and metrics. */
    record ViewChanged(long view, boolean active) implements Effect {}
}
