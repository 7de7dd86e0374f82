package io.tetrarch.gate.service;

import io.tetrarch.gate.judge.Judgement;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.proof.rule.SystemKind;
import io.tetrarch.proof.rule.WithdrawRequest;
import java.util.Optional;

/**
 * How every replica judges a withdrawal, in the place of its judge: by its form. That it is its client's own follows from
 * its number, which no one else can ask under; that nothing was decided before it, from its being decided at all.
 */
public final class WithdrawalCheck {
    /** What a verdict names as its judge when it is this check that speaks. */
    public static final String JUDGE = "built-in/withdraw-request";

    private WithdrawalCheck() {}

    /** Whether this check answers, and no judge: in the tier of withdrawals, and for actions of their kind in any. */
    public static boolean concerns(SignedRequest request) {
        return request.request().terms().tier().equals(WithdrawRequest.TIER)
                || SystemKind.of(request.action()).equals(Optional.of(SystemKind.WITHDRAW_REQUEST));
    }

    /** Of a request that concerns it. */
    public static Judgement judge(SignedRequest request) {
        if (!WithdrawRequest.isOne(request)) {
            return new Judgement(
                    Answer.DENY, "not-a-withdrawal", "A withdrawal, and nothing else, is decided in its own tier.");
        }
        try {
            WithdrawRequest.read(request.action());
            return new Judgement(Answer.APPROVE, "withdrawal", "Its client takes back what it asked.");
        } catch (JsonRejected e) {
            return new Judgement(Answer.DENY, "malformed-withdrawal", "This is no withdrawal: " + e.getMessage());
        }
    }
}
