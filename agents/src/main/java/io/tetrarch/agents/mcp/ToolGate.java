package io.tetrarch.agents.mcp;

import io.tetrarch.proof.action.Action;

/** Decides tool calls. */
@FunctionalInterface
public interface ToolGate {
    /**
     * What came of a question.
     *
     * @param approved only this lets a call go on
     * @param explanation for the model: why, and which decision; one text
     */
    record Ruling(boolean approved, String explanation) {}

    /**
     * What came of asking for a call.
     *
     * @param run of whose end the gate is to be told, if the ruling approves
     */
    record Leave(Ruling ruling, ToolRun run) {}

    /** Asks and waits; whatever fails is a ruling that does not approve. */
    Ruling rule(Action action) throws InterruptedException;

    /** Asks for a call, and uses the approval up before it is made. */
    default Leave leave(Action action) throws InterruptedException {
        return new Leave(rule(action), ToolRun.UNRECORDED);
    }
}
