package io.tetrarch.cli.run;

import io.tetrarch.client.Decision;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.VerdictVote;
import java.util.List;

/** Why a decision is no approval. */
final class Reasons {
    private Reasons() {}

    /** What the judges say that did not approve. */
    static String of(Decision decision) {
        List<String> said = decision.verdicts().stream()
                .map(VerdictVote::verdict)
                .filter(verdict -> verdict.answer() != Answer.APPROVE)
                .map(verdict -> judge(verdict.judge()) + ": " + verdict.explanation())
                .toList();
        return said.isEmpty() ? "too few judges answered in time" : String.join(" ", said);
    }

    private static String judge(String id) {
        int at = id.indexOf('@');
        return at < 0 ? id : id.substring(0, at);
    }
}
