package io.tetrarch.gate.charter;

import io.tetrarch.gate.judge.Condition;

/**
 * A class of actions and what a decision on them takes.
 *
 * @param when which actions are of this tier
 */
public record Tier(String name, Condition when, Demand demand, Limits limits) {

    /**
     * @param deadlineMillis how long after its submission a request is still decided
     * @param judgeMillis how long a judge may take before it counts as abstaining
     */
    public record Limits(long deadlineMillis, long judgeMillis) {}
}
