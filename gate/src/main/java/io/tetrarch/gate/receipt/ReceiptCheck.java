package io.tetrarch.gate.receipt;

import io.tetrarch.gate.judge.Judgement;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Terms;
import io.tetrarch.proof.action.Action;
import io.tetrarch.proof.receipt.Receipt;

/**
 * What every replica checks of a receipt, in the place of its judge: the form, and that nobody but the executor speaks for
 * itself. Whether the request was approved and has no receipt yet is the replicated state's to say, when it is executed.
 */
public final class ReceiptCheck {
    /** What a verdict on a receipt names as its judge. */
    public static final String ID = "built-in/receipt";

    private ReceiptCheck() {}

    /** Whether this check answers, and no judge: for the tier of receipts and for actions of their kind, however mixed. */
    public static boolean concerns(SignedRequest request) {
        return request.request().terms().tier().equals(Receipt.TIER) || Receipt.isOne(request.action());
    }

    /** @param client who asks, by name; empty if the group has none such */
    public static Judgement judge(SignedRequest request, String client) {
        Terms terms = request.request().terms();
        if (!terms.tier().equals(Receipt.TIER)) {
            return deny("not-a-receipt", "A receipt is decided in its own tier only.");
        }
        if (client.isEmpty() || !client.equals(terms.executor())) {
            return deny("foreign-receipt", "A receipt comes from the executor that it names.");
        }
        try {
            Receipt receipt = Receipt.of(Action.parse(request.action().readOnlyArray()));
            if (receipt.span().endedMillis() < receipt.span().startedMillis()) {
                return deny("malformed-receipt", "It ended before it was begun.");
            }
            return new Judgement(Answer.APPROVE, "receipt", "The executor's own account, well formed.");
        } catch (JsonRejected e) {
            return deny("malformed-receipt", "This is no receipt: " + e.getMessage());
        }
    }

    private static Judgement deny(String reason, String text) {
        return new Judgement(Answer.DENY, reason, text);
    }
}
