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

    /** Asks and waits; whatever fails is a ruling that does not approve. */
    Ruling rule(Action action) throws InterruptedException;
}
