package io.tetrarch.agents.hook;

import io.tetrarch.client.Decision;
import io.tetrarch.json.JsonObject;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Verdict;
import io.tetrarch.pbft.message.VerdictVote;
import java.util.ArrayList;
import java.util.List;

/**
 * What the launcher is answered.
 *
 * <p>Its text has four lines: {@code tetrarch-hook/1 NONCE allow} or {@code … deny}; what the agent reads on stdout, or
 * nothing; what is said on stderr; and {@code end NONCE}. Whatever is not of this form, or has another nonce, is no answer,
 * so that neither half an answer nor somebody else's is taken for an approval.
 *
 * @param reason for the model and its user; one line
 */
public record HookAnswer(boolean allowed, String reason) {
    private static final int LONGEST = 1_500;
    private static final int MOST_VERDICTS = 4;

    public HookAnswer {
        reason = oneLine(reason);
    }

    public static HookAnswer deny(String reason) {
        return new HookAnswer(false, reason);
    }

    /** By what was decided; APPROVED alone allows. */
    public static HookAnswer of(Decision decision) {
        String id = "decision " + decision.ledgerIndex() + " of the gate";
        return switch (decision.outcome()) {
            case APPROVED -> new HookAnswer(true, "APPROVED: " + id);
            case DENIED -> deny("DENIED: " + id + ": " + why(decision.verdicts()));
            case EXPIRED -> deny("EXPIRED: " + id + ": too few judges answered in time; nothing was approved");
        };
    }

    /** The judges' reasons against it. */
    public static String why(List<VerdictVote> verdicts) {
        List<String> reasons = new ArrayList<>();
        for (VerdictVote vote : verdicts) {
            Verdict verdict = vote.verdict();
            if (verdict.answer() != Answer.APPROVE && reasons.size() < MOST_VERDICTS) {
                String judge = verdict.judge();
                int at = judge.indexOf('@');
                reasons.add((at < 0 ? judge : judge.substring(0, at)) + " (" + verdict.reasonCode() + "): "
                        + verdict.explanation());
            }
        }
        return reasons.isEmpty() ? "too few judges approved it" : String.join("; ", reasons);
    }

    /** @param nonce by which the launcher knows that it is the answer to its question */
    public String text(HookHost host, String nonce) {
        String json = (allowed ? host.consent() : host.refusal(reason))
                .map(JsonObject::toJson)
                .orElse("");
        return "tetrarch-hook/1 " + nonce + (allowed ? " allow" : " deny") + "\n" + json + "\n" + reason + "\nend "
                + nonce + "\n";
    }

    private static String oneLine(String text) {
        StringBuilder line = new StringBuilder();
        text.codePoints().limit(LONGEST).forEach(point -> line.appendCodePoint(isPlain(point) ? point : ' '));
        return line.toString().strip();
    }

    /** Nothing that ends a line, that a terminal obeys, or that has no place in UTF-8. */
    private static boolean isPlain(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
