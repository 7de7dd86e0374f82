package io.tetrarch.proof.ledger;

import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Domain;
import io.tetrarch.pbft.message.Entry;
import io.tetrarch.pbft.message.Evidence;
import io.tetrarch.pbft.message.EvidenceEntry;
import io.tetrarch.pbft.message.InclusionPath;
import io.tetrarch.pbft.message.MessageType;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.Principal;
import io.tetrarch.pbft.message.Request;
import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Terms;
import io.tetrarch.pbft.message.Validity;
import io.tetrarch.pbft.message.Verdict;
import io.tetrarch.pbft.message.VerdictVote;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads an entry from its canonical encoding (docs/proof-format.md), strictly: bytes that the encoder would not have
 * written are refused, so an entry has one encoding and an encoding one meaning.
 */
public final class EntryDecoder {
    /** Bytes of a verdict vote whose fields of variable length are all empty. */
    private static final int LEAST_VOTE = 4 + 32 + 1 + 4 + 8 + 4 + 4 + 8 + 8 + 4 + 4;

    private static final int DECISION = 1;
    private static final int EVIDENCE = 2;
    private static final int VOTES = 1;
    private static final int VERDICTS = 2;

    private EntryDecoder() {}

    /**
     * Reads an entry.
     *
     * @param action what a decision is about; it travels beside the encoding, which holds its hash only. It is not
     *     compared here: see {@link SignedRequest#isWhole}
     * @throws IllegalArgumentException saying at which byte what was expected
     */
    public static Entry decode(Bytes encoded, Bytes action) {
        CanonicalReader from = new CanonicalReader(encoded.readOnlyArray());
        int kind = from.u8();
        Entry entry = switch (kind) {
            case DECISION -> decision(from, action);
            case EVIDENCE -> new EvidenceEntry(evidence(from));
            default -> throw new IllegalArgumentException("at byte 0: expected an entry of kind 1 or 2, found " + kind);
        };
        from.end();
        if (!Arrays.equals(entry.encoded(), encoded.readOnlyArray())) {
            throw new IllegalArgumentException("at byte 0: expected an entry in its canonical encoding");
        }
        return entry;
    }

    private static DecisionEntry decision(CanonicalReader from, Bytes action) {
        Request request = request(from.bytes());
        return new DecisionEntry(
                new SignedRequest(request, path(from), from.bytes(), action),
                from.constant(Outcome.values(), Outcome::code),
                from.list(LEAST_VOTE, EntryDecoder::vote));
    }

    /**
     * Reads a request.
     *
     * @throws IllegalArgumentException saying at which byte what was expected
     */
    public static Request request(Bytes encoded) {
        CanonicalReader from = new CanonicalReader(encoded.readOnlyArray());
        Domain domain = from.domain();
        RequestId id = new RequestId(from.digest(), from.u64());
        Digest actionHash = from.digest();
        Terms terms = new Terms(from.string(), from.string(), from.u64());
        Validity validity = new Validity(from.u64(), from.u64());
        Optional<Digest> toolDefinition = from.optional(CanonicalReader::digest);
        Optional<Principal> principal = from.trailing(EntryDecoder::principal);
        from.end();
        return new Request(
                domain,
                id,
                actionHash,
                new Terms(terms.executor(), terms.tier(), terms.charterVersion(), principal),
                validity,
                toolDefinition);
    }

    private static Principal principal(CanonicalReader from) {
        return new Principal(
                from.string(), from.optional(CanonicalReader::string), from.optional(CanonicalReader::string));
    }

    private static VerdictVote vote(CanonicalReader from) {
        return new VerdictVote(from.u32(), verdict(from), path(from), from.bytes());
    }

    private static Verdict verdict(CanonicalReader from) {
        return new Verdict(
                from.digest(),
                from.constant(Answer.values(), Answer::code),
                from.string(),
                from.u64(),
                from.string(),
                from.string());
    }

    private static InclusionPath path(CanonicalReader from) {
        return new InclusionPath(from.u64(), from.u64(), from.list(32, CanonicalReader::digest));
    }

    private static Evidence evidence(CanonicalReader from) {
        int kind = from.u8();
        return switch (kind) {
            case VOTES -> new Evidence.ConflictingVotes(from.u32(), signedVote(from), signedVote(from));
            case VERDICTS -> new Evidence.ConflictingVerdicts(vote(from), vote(from));
            default -> throw new IllegalArgumentException("at byte 1: expected evidence of kind 1 or 2, found " + kind);
        };
    }

    private static Evidence.SignedVote signedVote(CanonicalReader from) {
        return new Evidence.SignedVote(
                from.constant(MessageType.values(), MessageType::code),
                from.u64(),
                from.u64(),
                from.digest(),
                from.bytes());
    }
}
