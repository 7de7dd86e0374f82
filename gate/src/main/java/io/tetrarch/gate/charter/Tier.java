package io.tetrarch.gate.charter;

import io.tetrarch.reading.yaml.Condition;
import java.util.Optional;

/**
 * A class of actions and what a decision on them takes. An action is of a tier if the match fits and the condition holds.
 *
 * @param when what the match cannot say; absent where the match says all
 * @param shadow decisions are made and recorded, and keep nothing from running
 */
public record Tier(String name, Match match, Optional<Condition> when, Demand demand, Limits limits, boolean shadow) {

    /**
     * @param deadlineMillis how long after its submission a request is still decided
     * @param judgeMillis how long a judge may take before it counts as abstaining
     */
    public record Limits(long deadlineMillis, long judgeMillis) {}

    /**
     * Match and condition as one, in CEL. A tier that is not judged takes nothing that cannot be read or that no category
     * lists, and everything that the action touches has to fit.
     */
    Condition condition() {
        boolean observed = demand.isObserved();
        String fits = match.expression(observed) + (observed ? " && category != 'unknown' && !unclear" : "");
        return when.map(own ->
                        // the author's part first, one column to the right, so that errors still name its place
                        new Condition("(" + own.expression() + "\n) && " + fits, own.line(), own.column() - 1))
                .orElseGet(() -> new Condition(fits, 1, 1));
    }
}
