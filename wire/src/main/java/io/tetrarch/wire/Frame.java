package io.tetrarch.wire;

import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.CommitCertificate;
import io.tetrarch.pbft.message.Committed;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Header;
import io.tetrarch.pbft.message.InclusionPath;
import io.tetrarch.pbft.message.Message;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.SignedRequest;
import java.util.List;
import java.util.Optional;

/** What travels over a connection between two members of a group. */
public sealed interface Frame {
    /** Says nothing but that the sender is there. */
    Beat BEAT = new Beat();

    /** The capability of whom may be sent {@link Unreachable}. */
    String UNREACHABLE = "unreachable";

    /** The capability of whom may be sent a quiet {@link Asked}. */
    String QUIET = "quiet";

    /** The capability of whom a client may ask for its ledger, and for what it is at. */
    String READING = "reading";

    /** Asks a replica where it stands. */
    Inquiry INQUIRY = new Inquiry();

    /** Asks a replica what it is at. */
    InspectionQuery INSPECTION_QUERY = new InspectionQuery();

    /**
     * The first on each connection, from both ends.
     *
     * @param version of the protocol that the sender would rather speak
     * @param leastVersion the lowest that it still speaks
     * @param group the id of the group at its founding
     * @param epoch that the sender is in
     * @param capabilities words for what the sender can do beyond its version; unknown ones mean nothing
     */
    record Hello(int version, int leastVersion, Digest group, long epoch, List<String> capabilities) implements Frame {
        public Hello {
            capabilities = List.copyOf(capabilities);
        }
    }

    /** From replica to replica. */
    record Told(Signed<? extends Message> message) implements Frame {}

    /**
     * From a client to a replica.
     *
     * @param quiet whether the client expects the answer from others, and will ask again if it does not come; only to whom
     *     says in its HELLO that it understands it ({@link #QUIET})
     */
    record Asked(SignedRequest request, boolean quiet) implements Frame {}

    /**
     * From a replica to a client: one decision, with all that proves it.
     *
     * @param path from the entry to the ledger root of {@code header}
     * @param prepares replicas that prepared the header, as far as the sender saw
     */
    record Replied(DecisionEntry entry, InclusionPath path, Header header, CommitCertificate certificate, int prepares)
            implements Frame {}

    /**
     * From a replica to a client: it will not have a request decided. Signed by nobody.
     *
     * @param word by which the reason is known
     * @param lasting whether asking the same again is of no use
     */
    record Refused(Digest request, String word, boolean lasting) implements Frame {}

    /** Asks where a replica stands. */
    record Inquiry() implements Frame {}

    /**
     * Where a replica stands, by its own account.
     *
     * @param active whether it takes part in the view
     * @param stable the last stable checkpoint
     * @param executed the last sequence executed
     * @param run in one word, whether it is at work
     */
    record Standing(long view, boolean active, long stable, long executed, String run) implements Frame {}

    /**
     * From replica to replica: where the leader of this view should be, nobody listens any more. Only to whom says in its
     * HELLO that it understands it ({@link #UNREACHABLE}).
     */
    record Unreachable(long view) implements Frame {}

    /**
     * From a client to a replica that can ({@link #READING}): the piece of the ledger with this entry; of one beyond the last,
     * the last piece.
     */
    record LedgerQuery(long index) implements Frame {}

    /**
     * What a replica has of it.
     *
     * @param index that was asked for
     * @param size of the sender's ledger, in entries, by its own account
     * @param piece which proves itself; empty if the sender does not keep it
     */
    record LedgerAnswer(long index, long size, Optional<Committed> piece) implements Frame {}

    /** From a client to a replica that can ({@link #READING}): what it is at. */
    record InspectionQuery() implements Frame {}

    /**
     * What a replica is at, by its own account.
     *
     * @param json as text, in UTF-8
     */
    record InspectionAnswer(Bytes json) implements Frame {}

    /** Keeps a connection that has nothing else to say. */
    record Beat() implements Frame {}
}
