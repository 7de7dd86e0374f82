package io.tetrarch.pbft.message;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The shape that an entry, and what it is made of, has wherever it is met: in a proposal, on the wire, in a store, in a
 * proof. One predicate for all of them, since what one takes and another refuses would be decided and could not be kept or
 * proven. Whether signatures are good, and whether the outcome follows, is asked elsewhere.
 */
public final class EntryShape {
    /** Of a text, as UTF-8. */
    public static final int MOST_TEXT_BYTES = 4096;

    public static final int MOST_ACTION_BYTES = 256 << 10;

    /** A tree of 2^63 leaves is no higher. */
    public static final int MOST_PATH_HASHES = 64;

    private static final Set<MessageType> VOTES =
            EnumSet.of(MessageType.PRE_PREPARE, MessageType.PREPARE, MessageType.COMMIT);

    private EntryShape() {}

    /**
     * What is wrong with an entry, in a few words; empty if nothing is.
     *
     * @param replicas n
     */
    public static Optional<String> flaw(Entry entry, int replicas) {
        return switch (entry) {
            case DecisionEntry decision -> flaw(decision, replicas);
            case EvidenceEntry conviction -> flaw(conviction.evidence(), replicas);
        };
    }

    private static Optional<String> flaw(DecisionEntry entry, int replicas) {
        Optional<String> flaw = flaw(entry.request());
        int previous = -1;
        for (VerdictVote vote : entry.verdicts()) {
            if (vote.replica() <= previous || vote.replica() >= replicas) {
                return Optional.of("verdicts are expected in ascending order of the group's replicas, one each");
            }
            previous = vote.replica();
            if (!vote.verdict().request().equals(entry.request().digest())) {
                return Optional.of("the verdict of replica " + previous + " is on another request");
            }
            flaw = flaw.or(() -> flaw(vote));
        }
        return flaw;
    }

    /** What is wrong with a request, whoever signed it. */
    public static Optional<String> flaw(SignedRequest signed) {
        Request request = signed.request();
        Terms terms = request.terms();
        return number(request.id().number(), "number")
                .or(() -> number(request.domain().epoch(), "epoch"))
                .or(() -> number(terms.charterVersion(), "charter version"))
                .or(() -> number(request.validity().notBeforeMillis(), "beginning"))
                .or(() -> number(request.validity().deadlineMillis(), "deadline"))
                .or(() -> text(terms.executor(), "executor"))
                .or(() -> text(terms.tier(), "tier"))
                .or(() -> path(signed.path()))
                .or(() -> signed.action().size() > MOST_ACTION_BYTES
                        ? Optional.of("the action has more than " + MOST_ACTION_BYTES + " bytes")
                        : Optional.empty());
    }

    /** What is wrong with a verdict, whoever gave it. */
    public static Optional<String> flaw(Verdict verdict) {
        return number(verdict.charterVersion(), "charter version")
                .or(() -> text(verdict.judge(), "judge"))
                .or(() -> text(verdict.reasonCode(), "reason code"))
                .or(() -> text(verdict.explanation(), "explanation"));
    }

    private static Optional<String> flaw(VerdictVote vote) {
        return flaw(vote.verdict()).or(() -> path(vote.path()));
    }

    private static Optional<String> flaw(Evidence evidence, int replicas) {
        if (!evidence.isConflict()) {
            return Optional.of("the evidence is of no conflict");
        }
        return switch (evidence) {
            case Evidence.ConflictingVotes votes ->
                replica(votes.replica(), replicas).or(() -> flaw(votes.first())).or(() -> flaw(votes.second()));
            case Evidence.ConflictingVerdicts verdicts ->
                replica(verdicts.first().replica(), replicas)
                        .or(() -> flaw(verdicts.first()))
                        .or(() -> flaw(verdicts.second()));
        };
    }

    private static Optional<String> flaw(Evidence.SignedVote vote) {
        return VOTES.contains(vote.type())
                ? number(vote.view(), "view").or(() -> number(vote.sequence(), "sequence"))
                : Optional.of("a " + vote.type() + " is no vote on a batch");
    }

    private static Optional<String> replica(int replica, int replicas) {
        return replica < 0 || replica >= replicas
                ? Optional.of("replica " + replica + " is not among the " + replicas)
                : Optional.empty();
    }

    private static Optional<String> path(InclusionPath path) {
        List<Digest> hashes = path.hashes();
        return number(path.index(), "index of a path")
                .or(() -> number(path.size(), "size of a path"))
                .or(() -> hashes.size() > MOST_PATH_HASHES
                        ? Optional.of("a path has more than " + MOST_PATH_HASHES + " hashes")
                        : Optional.empty());
    }

    private static Optional<String> number(long number, String what) {
        return number < 0 ? Optional.of("the " + what + " is negative") : Optional.empty();
    }

    private static Optional<String> text(String text, String what) {
        boolean surelyFits = text.length() <= MOST_TEXT_BYTES / 3;
        return surelyFits || text.getBytes(StandardCharsets.UTF_8).length <= MOST_TEXT_BYTES
                ? Optional.empty()
                : Optional.of("the " + what + " has more than " + MOST_TEXT_BYTES + " bytes");
    }
}
