package io.tetrarch.wire;

import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Domain;
import io.tetrarch.pbft.message.EntryShape;
import io.tetrarch.pbft.message.InclusionPath;
import io.tetrarch.pbft.message.Principal;
import io.tetrarch.pbft.message.Request;
import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Terms;
import io.tetrarch.pbft.message.Validity;
import io.tetrarch.pbft.message.Verdict;
import io.tetrarch.pbft.message.VerdictVote;
import io.tetrarch.pbft.message.Verdicts;
import io.tetrarch.wire.schema.AnswerCode;
import io.tetrarch.wire.schema.InclusionPathMessage;
import io.tetrarch.wire.schema.PrincipalMessage;
import io.tetrarch.wire.schema.RequestMessage;
import io.tetrarch.wire.schema.SignedRequestMessage;
import io.tetrarch.wire.schema.VerdictMessage;
import io.tetrarch.wire.schema.VerdictVoteMessage;
import io.tetrarch.wire.schema.VerdictsMessage;
import java.util.Optional;

/** Requests and verdicts. */
record RequestCodec(Checks checks) {
    static SignedRequestMessage encode(SignedRequest signed) {
        Request request = signed.request();
        RequestMessage.Builder to = RequestMessage.newBuilder()
                .setGroupId(Checks.bytes(request.domain().groupId()))
                .setEpoch(request.domain().epoch())
                .setClient(Checks.bytes(request.id().client()))
                .setNumber(request.id().number())
                .setActionHash(Checks.bytes(request.actionHash()))
                .setExecutor(request.terms().executor())
                .setTier(request.terms().tier())
                .setCharterVersion(request.terms().charterVersion())
                .setNotBeforeMillis(request.validity().notBeforeMillis())
                .setDeadlineMillis(request.validity().deadlineMillis());
        request.toolDefinition().ifPresent(digest -> to.setToolDefinition(Checks.bytes(digest)));
        request.terms().principal().ifPresent(principal -> to.setPrincipal(encode(principal)));
        return SignedRequestMessage.newBuilder()
                .setRequest(to)
                .setPath(encode(signed.path()))
                .setSignature(Checks.bytes(signed.signature()))
                .setAction(Checks.bytes(signed.action()))
                .build();
    }

    SignedRequest decode(SignedRequestMessage from) throws MalformedException {
        checks.known(from);
        return new SignedRequest(
                decode(checks.known(from.hasRequest(), from.getRequest())),
                decode(checks.known(from.hasPath(), from.getPath())),
                checks.signature(from.getSignature()),
                checks.action(from.getAction()));
    }

    private Request decode(RequestMessage from) throws MalformedException {
        Optional<Digest> toolDefinition = from.hasToolDefinition()
                ? Optional.of(checks.digest(from.getToolDefinition(), "tool_definition"))
                : Optional.empty();
        return new Request(
                new Domain(checks.digest(from.getGroupId(), "group_id"), checks.number(from.getEpoch(), "epoch")),
                new RequestId(checks.digest(from.getClient(), "client"), checks.number(from.getNumber(), "number")),
                checks.digest(from.getActionHash(), "action_hash"),
                new Terms(
                        checks.text(from.getExecutorBytes(), "executor"),
                        checks.text(from.getTierBytes(), "tier"),
                        checks.number(from.getCharterVersion(), "charter_version"),
                        from.hasPrincipal() ? Optional.of(decode(from.getPrincipal())) : Optional.empty()),
                new Validity(
                        checks.number(from.getNotBeforeMillis(), "not_before_millis"),
                        checks.number(from.getDeadlineMillis(), "deadline_millis")),
                toolDefinition);
    }

    private static PrincipalMessage encode(Principal principal) {
        PrincipalMessage.Builder to = PrincipalMessage.newBuilder().setName(principal.name());
        principal.onBehalfOf().ifPresent(to::setOnBehalfOf);
        principal.session().ifPresent(to::setSession);
        return to.build();
    }

    private Principal decode(PrincipalMessage from) throws MalformedException {
        checks.known(from);
        try {
            return new Principal(
                    checks.text(from.getNameBytes(), "name"),
                    from.hasOnBehalfOf()
                            ? Optional.of(checks.text(from.getOnBehalfOfBytes(), "on_behalf_of"))
                            : Optional.empty(),
                    from.hasSession() ? Optional.of(checks.text(from.getSessionBytes(), "session")) : Optional.empty());
        } catch (IllegalArgumentException e) {
            throw new MalformedException(String.valueOf(e.getMessage()));
        }
    }

    static VerdictMessage encode(Verdict verdict) {
        return VerdictMessage.newBuilder()
                .setRequest(Checks.bytes(verdict.request()))
                .setAnswer(encode(verdict.answer()))
                .setJudge(verdict.judge())
                .setCharterVersion(verdict.charterVersion())
                .setReasonCode(verdict.reasonCode())
                .setExplanation(verdict.explanation())
                .build();
    }

    Verdict decode(VerdictMessage from) throws MalformedException {
        checks.known(from);
        return new Verdict(
                checks.digest(from.getRequest(), "request"),
                decode(from.getAnswer()),
                checks.text(from.getJudgeBytes(), "judge"),
                checks.number(from.getCharterVersion(), "charter_version"),
                checks.text(from.getReasonCodeBytes(), "reason_code"),
                checks.text(from.getExplanationBytes(), "explanation"));
    }

    static VerdictsMessage encode(Verdicts verdicts) {
        return VerdictsMessage.newBuilder()
                .addAllVerdicts(
                        verdicts.verdicts().stream().map(RequestCodec::encode).toList())
                .build();
    }

    Verdicts decode(VerdictsMessage from) throws MalformedException {
        checks.known(from);
        checks.count(from.getVerdictsCount(), 1, checks.limits().elements(), "verdicts");
        return new Verdicts(checks.list(from.getVerdictsList(), this::decode));
    }

    static InclusionPathMessage encode(InclusionPath path) {
        return InclusionPathMessage.newBuilder()
                .setIndex(path.index())
                .setSize(path.size())
                .addAllHashes(path.hashes().stream().map(Checks::bytes).toList())
                .build();
    }

    InclusionPath decode(InclusionPathMessage from) throws MalformedException {
        checks.count(from.getHashesCount(), 0, EntryShape.MOST_PATH_HASHES, "hashes of an inclusion path");
        return new InclusionPath(
                checks.number(from.getIndex(), "index"),
                checks.number(from.getSize(), "size"),
                checks.list(from.getHashesList(), hash -> checks.digest(hash, "hash")));
    }

    static VerdictVoteMessage encode(VerdictVote vote) {
        return VerdictVoteMessage.newBuilder()
                .setReplica(vote.replica())
                .setVerdict(encode(vote.verdict()))
                .setPath(encode(vote.path()))
                .setSignature(Checks.bytes(vote.signature()))
                .build();
    }

    VerdictVote decode(VerdictVoteMessage from) throws MalformedException {
        checks.known(from);
        return new VerdictVote(
                checks.replica(from.getReplica(), "replica"),
                decode(checks.known(from.hasVerdict(), from.getVerdict())),
                decode(checks.known(from.hasPath(), from.getPath())),
                checks.signature(from.getSignature()));
    }

    private static AnswerCode encode(Answer answer) {
        return switch (answer) {
            case APPROVE -> AnswerCode.ANSWER_APPROVE;
            case DENY -> AnswerCode.ANSWER_DENY;
            case ABSTAIN -> AnswerCode.ANSWER_ABSTAIN;
        };
    }

    private static Answer decode(AnswerCode from) throws MalformedException {
        return switch (from) {
            case ANSWER_APPROVE -> Answer.APPROVE;
            case ANSWER_DENY -> Answer.DENY;
            case ANSWER_ABSTAIN -> Answer.ABSTAIN;
            case ANSWER_UNSPECIFIED, UNRECOGNIZED -> throw new MalformedException("answer is of no known kind");
        };
    }
}
