package io.tetrarch.wire;

import io.tetrarch.pbft.message.Evidence;
import io.tetrarch.pbft.message.Evidence.ConflictingVerdicts;
import io.tetrarch.pbft.message.Evidence.ConflictingVotes;
import io.tetrarch.pbft.message.Evidence.SignedVote;
import io.tetrarch.pbft.message.MessageType;
import io.tetrarch.wire.schema.ConflictingVerdictsMessage;
import io.tetrarch.wire.schema.ConflictingVotesMessage;
import io.tetrarch.wire.schema.EvidenceMessage;
import io.tetrarch.wire.schema.SignedVoteMessage;
import io.tetrarch.wire.schema.VoteMessage;
import io.tetrarch.wire.schema.VoteType;
import java.util.Map;

/** Evidence of equivocations. */
record EvidenceCodec(Checks checks, RequestCodec requests) {
    private static final Map<MessageType, VoteType> VOTE_TYPES = Map.of(
            MessageType.PRE_PREPARE, VoteType.VOTE_PRE_PREPARE,
            MessageType.PREPARE, VoteType.VOTE_PREPARE,
            MessageType.COMMIT, VoteType.VOTE_COMMIT);

    static EvidenceMessage encode(Evidence evidence) {
        return switch (evidence) {
            case ConflictingVotes votes ->
                EvidenceMessage.newBuilder()
                        .setVotes(ConflictingVotesMessage.newBuilder()
                                .setReplica(votes.replica())
                                .setFirst(encode(votes.first()))
                                .setSecond(encode(votes.second())))
                        .build();
            case ConflictingVerdicts verdicts ->
                EvidenceMessage.newBuilder()
                        .setVerdicts(ConflictingVerdictsMessage.newBuilder()
                                .setFirst(RequestCodec.encode(verdicts.first()))
                                .setSecond(RequestCodec.encode(verdicts.second())))
                        .build();
        };
    }

    Evidence decode(EvidenceMessage from) throws MalformedException {
        checks.known(from);
        return switch (from.getEvidenceCase()) {
            case VOTES -> decode(from.getVotes());
            case VERDICTS -> decode(from.getVerdicts());
            case EVIDENCE_NOT_SET -> throw Checks.noneOf(from);
        };
    }

    private ConflictingVotes decode(ConflictingVotesMessage from) throws MalformedException {
        checks.known(from);
        return new ConflictingVotes(
                checks.replica(from.getReplica(), "replica"),
                decode(checks.known(from.hasFirst(), from.getFirst())),
                decode(checks.known(from.hasSecond(), from.getSecond())));
    }

    private ConflictingVerdicts decode(ConflictingVerdictsMessage from) throws MalformedException {
        checks.known(from);
        return new ConflictingVerdicts(
                requests.decode(checks.known(from.hasFirst(), from.getFirst())),
                requests.decode(checks.known(from.hasSecond(), from.getSecond())));
    }

    static SignedVoteMessage encode(SignedVote vote) {
        return SignedVoteMessage.newBuilder()
                .setType(encode(vote.type()))
                .setVote(VoteMessage.newBuilder()
                        .setView(vote.view())
                        .setSequence(vote.sequence())
                        .setDigest(Checks.bytes(vote.digest())))
                .setSignature(Checks.bytes(vote.signature()))
                .build();
    }

    SignedVote decode(SignedVoteMessage from) throws MalformedException {
        checks.known(from);
        VoteMessage vote = checks.known(from.hasVote(), from.getVote());
        return new SignedVote(
                decode(from.getType()),
                checks.number(vote.getView(), "view"),
                checks.number(vote.getSequence(), "sequence"),
                checks.digest(vote.getDigest(), "digest"),
                checks.signature(from.getSignature()));
    }

    private static VoteType encode(MessageType type) {
        VoteType encoded = VOTE_TYPES.get(type);
        if (encoded == null) {
            throw new IllegalArgumentException("a signed vote is a vote, not " + type);
        }
        return encoded;
    }

    private static MessageType decode(VoteType from) throws MalformedException {
        return switch (from) {
            case VOTE_PRE_PREPARE -> MessageType.PRE_PREPARE;
            case VOTE_PREPARE -> MessageType.PREPARE;
            case VOTE_COMMIT -> MessageType.COMMIT;
            case VOTE_UNSPECIFIED, UNRECOGNIZED -> throw new MalformedException("type of a vote is of no known kind");
        };
    }
}
