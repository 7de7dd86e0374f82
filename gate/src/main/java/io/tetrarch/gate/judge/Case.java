package io.tetrarch.gate.judge;

import io.tetrarch.json.JsonObject;
import io.tetrarch.pbft.message.Principal;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.proof.action.Action;
import io.tetrarch.reading.shell.Script;
import io.tetrarch.reading.tool.Finding;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is put before the judges: an action, the terms it would run under, and the facts read off it. The facts are
 * worked out once, whatever the number of judges; a case is immutable.
 */
public final class Case {

    private final Action action;
    private final Facts facts;
    private final Terms terms;
    private final Map<String, Object> variables;
    private final Derived derived;
    private final History history;
    private final Optional<SignedRequest> request;
    private final Optional<Judgement> checked;
    private final boolean factsKnown;

    /**
     * What the request says besides its action.
     *
     * @param tier the charter's tier for the action
     * @param executor who alone may run the action
     * @param client who asks, by name
     * @param principal for whom, as far as the charter takes the client's word for it
     */
    public record Terms(String tier, String executor, String client, Optional<Principal> principal) {
        public Terms(String tier, String executor, String client) {
            this(tier, executor, client, Optional.empty());
        }

        private String text(Function<Principal, Optional<String>> part) {
            return principal.flatMap(part).orElse("");
        }
    }

    /**
     * @param vocabulary how the charter sorts tools and kinds into categories
     * @param tier the charter's tier for the action
     * @param executor who alone may run the action
     * @param client who asks, by name
     */
    public Case(Action action, Vocabulary vocabulary, String tier, String executor, String client) {
        this(action, vocabulary, new Terms(tier, executor, client), KnownPacks.bundled());
    }

    /** @param knowledge that the facts follow from */
    public Case(Action action, Vocabulary vocabulary, Terms terms, KnownPacks knowledge) {
        this.action = action;
        this.terms = terms;
        this.facts = Facts.of(action.json(), vocabulary);
        this.variables = CelVariables.of(action.json(), facts);
        this.derived = new Derived(knowledge);
        this.history = History.EMPTY;
        this.request = Optional.empty();
        this.checked = Optional.empty();
        this.factsKnown = true;
    }

    /** The same case where the facts have to be derived by other knowledge than is here: they cannot be told. */
    public Case withoutFacts() {
        return new Case(this);
    }

    private Case(Case same) {
        this.action = same.action;
        this.facts = same.facts;
        this.terms = same.terms;
        this.variables = same.variables;
        this.derived = same.derived;
        this.history = same.history;
        this.request = same.request;
        this.checked = same.checked;
        this.factsKnown = false;
    }

    private Case(
            Case same, Terms terms, History history, Optional<SignedRequest> request, Optional<Judgement> checked) {
        this.action = same.action;
        this.facts = same.facts;
        this.terms = terms;
        this.variables = same.variables;
        this.derived = same.derived;
        this.history = history;
        this.request = request;
        this.checked = checked;
        this.factsKnown = same.factsKnown;
    }

    /** What takes longer to find, found when it is first asked for. Two threads at once find the same. */
    private static final class Derived {
        private final KnownPacks knowledge;
        private volatile @Nullable List<Finding> findings;
        private volatile @Nullable List<Fact> facts;

        Derived(KnownPacks knowledge) {
            this.knowledge = knowledge;
        }
    }

    /** The same case in the tier of this name. */
    public Case inTier(String tier) {
        return new Case(
                this, new Terms(tier, terms.executor(), terms.client(), terms.principal()), history, request, checked);
    }

    /** What the rule packs say of it, one finding after the other. */
    public List<Finding> findings() {
        List<Finding> found = derived.findings;
        if (found == null) {
            found = List.copyOf(derived.knowledge.findings(this));
            derived.findings = found;
        }
        return found;
    }

    /** What it does, as every replica derives it from the action and the rule packs. */
    public List<Fact> facts() {
        List<Fact> found = derived.facts;
        if (found == null) {
            found = Fact.of(findings());
            derived.facts = found;
        }
        return found;
    }

    /** The same case of a client that was allowed this before. */
    public Case withHistory(History past) {
        return new Case(this, terms, past, request, checked);
    }

    /** The same case as part of this request. */
    public Case withRequest(SignedRequest asked) {
        return new Case(this, terms, history, Optional.of(asked), checked);
    }

    /** The same case of a change of the group itself, that the built-in check found valid and answers so. */
    public Case withChecked(Judgement answer) {
        return new Case(this, terms, history, request, Optional.of(answer));
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

    /** The value of a variable of policies, null if there is none of that name. */
    @Nullable
    Object variable(String name) {
        return switch (name) {
            case "tier" -> terms.tier();
            case "executor" -> terms.executor();
            case "client" -> terms.client();
            case "principal" -> terms.text(who -> Optional.of(who.name()));
            case "behalf" -> terms.text(Principal::onBehalfOf);
            case "session" -> terms.text(Principal::session);
            case "facts" -> factsKnown ? facts().stream().map(Fact::view).toList() : null;
            default -> variables.get(name);
        };
    }
}
