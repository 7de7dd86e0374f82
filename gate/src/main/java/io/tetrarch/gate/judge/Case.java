package io.tetrarch.gate.judge;

import io.tetrarch.gate.action.Action;
import java.util.Map;

/**
 * What is put before the judges: an action, the terms it would run under, and the facts read off it. The facts are
 * worked out once, whatever the number of judges; a case is immutable.
 */
public final class Case {

    private final Action action;
    private final Facts facts;
    private final Map<String, Object> variables;

    /**
     * @param vocabulary how the charter sorts tools and kinds into categories
     * @param tier the charter's tier for the action
     * @param executor who alone may run the action
     * @param client who asks, by name
     */
    public Case(Action action, Vocabulary vocabulary, String tier, String executor, String client) {
        this.action = action;
        this.facts = Facts.of(action.json(), vocabulary);
        this.variables = CelVariables.of(action.json(), facts, tier, executor, client);
    }

    public Action action() {
        return action;
    }

    /** The category of the action, {@link Vocabulary#UNKNOWN} if the vocabulary has none for it. */
    public String category() {
        return facts.category();
    }

    Map<String, Object> variables() {
        return variables;
    }
}
