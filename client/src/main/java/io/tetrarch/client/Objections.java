package io.tetrarch.client;

import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Verdict;
import io.tetrarch.pbft.message.VerdictVote;
import io.tetrarch.proof.decision.Permission;
import io.tetrarch.proof.decision.Verification;
import io.tetrarch.proof.rule.JudgePins;
import java.util.List;
import java.util.stream.Collectors;

/** Which judges kept an action from running, as the proof has it. */
final class Objections {
    /** Characters of one sentence: it goes to people and into the prompts of models. */
    private static final int MOST = 300;

    private Objections() {}

    /** Words that follow an explanation; none where it was not the judges. */
    static String of(Verification.Authentic proof, Permission.Reason reason) {
        boolean byJudges = reason == Permission.Reason.DENIED || reason == Permission.Reason.EXPIRED;
        List<VerdictVote> against = proof.entry().verdicts().stream()
                .filter(vote -> vote.verdict().answer() != Answer.APPROVE)
                .toList();
        return !byJudges || against.isEmpty()
                ? ""
                : ": " + against.stream().map(vote -> said(vote.verdict())).collect(Collectors.joining("; "));
    }

    private static String said(Verdict verdict) {
        String sentence = verdict.explanation();
        return JudgePins.nameOf(verdict.judge())
                + (verdict.answer() == Answer.DENY ? " denies" : " abstains")
                + " (" + verdict.reasonCode() + ")"
                + (sentence.isEmpty() || sentence.length() > MOST ? "" : " " + sentence);
    }
}
