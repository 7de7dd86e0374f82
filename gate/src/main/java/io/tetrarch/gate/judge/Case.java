package io.tetrarch.gate.judge;

import io.tetrarch.json.JsonObject;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.proof.action.Action;
import io.tetrarch.reading.shell.Script;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is put before the judges: an action, the terms it would run under, and the facts read off it. The facts are
 * worked out once, whatever the number of judges; a case is immutable.
 */
public final class Case {

    private final Action action;
    private final Facts facts;
    private final Terms terms;
    private final Map<String, Object> variables;
    private final History history;
    private final Optional<SignedRequest> request;
    private final Optional<Judgement> checked;

    /**
     * What the request says besides its action.
     *
     * @param tier the charter's tier for the action
     * @param executor who alone may run the action
     * @param client who asks, by name
     */
    public record Terms(String tier, String executor, String client) {}

    /**
     * @param vocabulary how the charter sorts tools and kinds into categories
     * @param tier the charter's tier for the action
     * @param executor who alone may run the action
     * @param client who asks, by name
     */
    public Case(Action action, Vocabulary vocabulary, String tier, String executor, String client) {
        this.action = action;
        this.terms = new Terms(tier, executor, client);
        this.facts = Facts.of(action.json(), vocabulary);
        this.variables = CelVariables.of(action.json(), facts, tier, executor, client);
        this.history = History.EMPTY;
        this.request = Optional.empty();
        this.checked = Optional.empty();
    }

    private Case(Case same, History history, Optional<SignedRequest> request, Optional<Judgement> checked) {
        this.action = same.action;
        this.facts = same.facts;
        this.terms = same.terms;
        this.variables = same.variables;
        this.history = history;
        this.request = request;
        this.checked = checked;
    }

    /** The same case of a client that was allowed this before. */
    public Case withHistory(History past) {
        return new Case(this, past, request, checked);
    }

    /** The same case as part of this request. */
    public Case withRequest(SignedRequest asked) {
        return new Case(this, history, Optional.of(asked), checked);
    }

    /** The same case of a change of the group itself, that the built-in check found valid and answers so. */
    public Case withChecked(Judgement answer) {
        return new Case(this, history, request, Optional.of(answer));
    }

    /** What the built-in check makes of a change of the group itself; empty for other actions, or where nobody checked. */
    public Optional<Judgement> checked() {
        return checked;
    }

    /** The request that asks; empty where an action is only tried out. */
    public Optional<SignedRequest> request() {
        return request;
    }

    /** What the client was last allowed to do; empty where nobody keeps count. */
    public History history() {
        return history;
    }

    public Action action() {
        return action;
    }

    /** The category of the action, {@link Vocabulary#UNKNOWN} if the vocabulary has none for it. */
    public String category() {
        return facts.category();
    }

    public Terms terms() {
        return terms;
    }

    /** The kind as named, in lower case with underscores, empty where absent. */
    public String kind() {
        return facts.names().kind();
    }

    /** The tool as named, in lower case with underscores, empty where absent. */
    public String tool() {
        return facts.names().tool();
    }

    /** The action's members, with those of a nested arguments object among them. */
    public JsonObject parameters() {
        return facts.parameters();
    }

    /** Names of parameters that stand twice with different values. */
    public List<String> conflicts() {
        return facts.conflicts();
    }

    /** What the action's shell texts would run; {@link Script#EMPTY} if it has none. */
    public Script script() {
        return facts.texts().script();
    }

    /** The texts of its SQL parameters. */
    public List<String> sql() {
        return facts.texts().sql();
    }

    /**
     * One SQL statement.
     *
     * @param verb its first word, in capitals
     * @param everyRow it changes or removes every row, for want of a condition
     */
    public record Statement(String verb, boolean everyRow) {}

    /** The SQL statements it holds, also those handed to database clients. */
    public List<Statement> statements() {
        return facts.touched().statements().stream()
                .map(statement -> new Statement(statement.verb(), statement.everyRow()))
                .toList();
    }

    /** The paths it names, also inside shell commands, resolved as text. */
    public List<String> paths() {
        return facts.touched().paths();
    }

    /** The addresses it names: {@code url, scheme, host, path, credentials} of each. */
    public List<Map<String, Object>> urls() {
        return facts.touched().urls();
    }

    /** Every text in the action. */
    public List<String> strings() {
        return facts.touched().strings();
    }

    /** Whether some of it was no shell grammar, or too large or too deep to read. */
    public boolean isUnclear() {
        return facts.unclear();
    }

    Map<String, Object> variables() {
        return variables;
    }
}
