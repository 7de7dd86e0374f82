package io.tetrarch.pbft;

import io.tetrarch.pbft.message.Accusation;
import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.Body;
import io.tetrarch.pbft.message.Checkpoint;
import io.tetrarch.pbft.message.CheckpointCertificate;
import io.tetrarch.pbft.message.Chunk;
import io.tetrarch.pbft.message.Commit;
import io.tetrarch.pbft.message.CommitCertificate;
import io.tetrarch.pbft.message.Committed;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Entry;
import io.tetrarch.pbft.message.Evidence;
import io.tetrarch.pbft.message.EvidenceEntry;
import io.tetrarch.pbft.message.Fetch;
import io.tetrarch.pbft.message.Forward;
import io.tetrarch.pbft.message.Message;
import io.tetrarch.pbft.message.MessageType;
import io.tetrarch.pbft.message.NewView;
import io.tetrarch.pbft.message.PrePrepare;
import io.tetrarch.pbft.message.Prepare;
import io.tetrarch.pbft.message.PreparedCertificate;
import io.tetrarch.pbft.message.Relay;
import io.tetrarch.pbft.message.Reminder;
import io.tetrarch.pbft.message.Request;
import io.tetrarch.pbft.message.Signatures;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Stable;
import io.tetrarch.pbft.message.Status;
import io.tetrarch.pbft.message.Succession;
import io.tetrarch.pbft.message.Verdict;
import io.tetrarch.pbft.message.Verdicts;
import io.tetrarch.pbft.message.ViewChange;
import io.tetrarch.pbft.message.Vote;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Messages and certificates in the paper's letters: v the view, n the sequence, d the digest of what is voted on, by its
 * first eight hex digits. Neither an action nor a judge's explanation is shown.
 */
final class MessageTrace {
    private MessageTrace() {}

    static String of(Message message) {
        return name(message.type())
                + switch (message) {
                    case PrePrepare proposal -> slot(proposal) + " " + contents(proposal.batch());
                    case Prepare prepare -> slot(prepare);
                    case Commit commit -> slot(commit);
                    case Verdicts verdicts -> " " + of(verdicts.verdicts());
                    case Checkpoint checkpoint -> " " + of(checkpoint);
                    case ViewChange change ->
                        " v=" + change.view()
                                + change.stable()
                                        .map(stable -> ", stable " + of(stable))
                                        .orElse("")
                                + change.prepared()
                                        .map(held -> ", prepared " + of(held))
                                        .orElse("");
                    case NewView newView ->
                        " v=" + newView.view() + ", V of "
                                + set(newView.viewChanges().stream()
                                        .map(change -> change.sender())
                                        .toList());
                    case Status status ->
                        " v=" + status.view() + (status.active() ? "" : " awaited") + " h=" + status.stable()
                                + " executed n=" + status.executed()
                                + (status.learning() ? ", learns" : "")
                                + (status.challenge() == 0 ? "" : ", and asks");
                    case Relay relay -> " " + of(relay.request());
                    case Forward forward ->
                        " of " + forward.original().sender() + ": "
                                + of(forward.original().message());
                    case Fetch fetch -> " " + of(fetch.wanted());
                    case Body body -> " " + of(body.batch());
                    case Committed committed -> " " + range(committed.batches()) + ", " + of(committed.certificate());
                    case Stable stable -> " " + of(stable.certificate());
                    case Chunk chunk ->
                        " " + chunk.path().index() + " of " + chunk.path().size() + " of the state at n="
                                + chunk.sequence();
                    case Accusation accusation -> " " + of(accusation.evidence());
                    case Succession succession -> " " + of(succession);
                    case Reminder reminder ->
                        " to " + reminder.of() + ": executed n=" + reminder.executed() + ", "
                                + reminder.votes().size() + " votes, "
                                + reminder.change()
                                        .map(change -> "VIEW-CHANGE v="
                                                + change.message().view() + ", ")
                                        .orElse("")
                                + reminder.verdicts().size() + " verdicts";
                };
    }

    /** As the paper writes it. */
    private static String name(MessageType type) {
        return type.name().replace('_', '-');
    }

    private static String slot(Vote vote) {
        return " " + slot(vote.view(), vote.sequence(), vote.digest());
    }

    static String slot(long view, long sequence, Digest digest) {
        return "v=" + view + " n=" + sequence + " d=" + digest.abbreviated();
    }

    private static String contents(Batch batch) {
        return "on " + batch.header().parent().abbreviated() + " "
                + batch.entries().stream().map(MessageTrace::of).toList();
    }

    private static String of(Entry entry) {
        return switch (entry) {
            case DecisionEntry decision ->
                decision.outcome() + " " + decision.request().digest().abbreviated();
            case EvidenceEntry conviction -> "evidence against " + of(conviction.evidence());
        };
    }

    static String of(Batch batch) {
        return "n=" + batch.sequence() + " d=" + batch.digest().abbreviated() + " " + contents(batch);
    }

    /** The sequences of batches that follow on each other. */
    static String range(List<Batch> batches) {
        long first = batches.getFirst().sequence();
        long last = batches.getLast().sequence();
        return first == last ? "n=" + first : "n=" + first + ".." + last;
    }

    static String of(SignedRequest signed) {
        Request request = signed.request();
        return signed.digest().abbreviated() + " number " + request.id().number() + " of client "
                + request.id().client().abbreviated() + ", tier "
                + request.terms().tier();
    }

    static String of(List<Verdict> verdicts) {
        return verdicts.stream()
                .map(verdict -> verdict.answer() + " " + verdict.reasonCode() + " on "
                        + verdict.request().abbreviated())
                .collect(Collectors.joining(", "));
    }

    private static String of(Checkpoint checkpoint) {
        return "n=" + checkpoint.sequence() + " state " + checkpoint.stateRoot().abbreviated()
                + checkpoint
                        .successor()
                        .map(group -> " last of its epoch, next group " + group.abbreviated())
                        .orElse("");
    }

    static String of(CheckpointCertificate certificate) {
        return of(certificate.checkpoint()) + by(certificate.signatures());
    }

    static String of(PreparedCertificate certificate) {
        return slot(certificate.view(), certificate.sequence(), certificate.digest())
                + by(certificate.prepares())
                + (certificate.prePrepare().isPresent() ? " and the leader's PRE-PREPARE" : "");
    }

    static String of(CommitCertificate certificate) {
        return "committed" + slot(certificate.commit()) + by(certificate.signatures());
    }

    private static String by(Signatures signatures) {
        return " by " + set(signatures.bySigner().keySet());
    }

    private static String set(Iterable<Integer> replicas) {
        TreeSet<Integer> sorted = new TreeSet<>();
        replicas.forEach(sorted::add);
        return sorted.stream().map(String::valueOf).collect(Collectors.joining(" ", "{", "}"));
    }

    private static String of(Fetch.Wanted wanted) {
        return switch (wanted) {
            case Fetch.WantedBatch batch -> "the batch d=" + batch.digest().abbreviated();
            case Fetch.WantedRequest request ->
                "the request " + request.digest().abbreviated();
            case Fetch.WantedProposal proposal -> "the proposal v=" + proposal.view() + " n=" + proposal.sequence();
            case Fetch.WantedChunk chunk -> "chunk " + chunk.index() + " of the state at n=" + chunk.sequence();
        };
    }

    static String of(Evidence evidence) {
        Evidence.Slot slot = evidence.slot();
        return "replica " + slot.replica() + ": two "
                + switch (evidence) {
                    case Evidence.ConflictingVotes votes ->
                        name(slot.type()) + " v=" + slot.view() + " n=" + slot.sequence() + ", d="
                                + votes.first().digest().abbreviated() + " and d="
                                + votes.second().digest().abbreviated();
                    case Evidence.ConflictingVerdicts verdicts ->
                        "verdicts on " + slot.request().abbreviated() + ", "
                                + verdicts.first().verdict().answer() + " and "
                                + verdicts.second().verdict().answer();
                };
    }

    static String of(Succession succession) {
        return "epoch " + succession.ended().epoch() + " ended, " + of(succession.certificate());
    }
}
