package io.tetrarch.console.charter;

import io.javalin.http.Context;
import io.tetrarch.client.CharterRefused;
import io.tetrarch.client.Governance;
import io.tetrarch.console.access.Role;
import io.tetrarch.console.http.Fields;
import io.tetrarch.console.http.Problem;
import io.tetrarch.console.http.Problem.Kind;
import io.tetrarch.console.http.Reply;
import io.tetrarch.console.http.Route;
import io.tetrarch.console.ledger.LedgerView;
import io.tetrarch.gate.charter.Charter;
import io.tetrarch.gate.charter.CharterDiff;
import io.tetrarch.gate.charter.CharterReader;
import io.tetrarch.gate.charter.Tier;
import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonNull;
import io.tetrarch.json.JsonNumber;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonString;
import io.tetrarch.json.JsonValue;
import io.tetrarch.node.observe.Observatory;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.proof.action.Action;
import io.tetrarch.proof.group.Group;
import io.tetrarch.proof.rule.CharterBook;
import io.tetrarch.proof.rule.CharterVersion;
import io.tetrarch.reading.yaml.PolicyRejected;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code /v1/charter}: what is in force, what was before, and what would change. A change is decided like anything else. */
public final class CharterApi {
    private static final Pattern PLACED = Pattern.compile("(\\d+):(\\d+): (.*)", Pattern.DOTALL);

    private final Governance governance;
    private final Observatory observatory;
    private final LedgerView ledger;
    private final Optional<String> foundingText;
    private final Proposals proposals;
    private final ShadowTally shadow;

    /** Asks the gate for an action, and answers as {@code POST /v1/decisions} does. */
    @FunctionalInterface
    public interface Proposals {
        void ask(Context context, Action action) throws Problem, IOException, InterruptedException;
    }

    /** @param foundingText of the charter that the group was founded with, which its replicas do not keep */
    public CharterApi(
            Governance governance,
            Observatory observatory,
            LedgerView ledger,
            Optional<String> foundingText,
            Proposals proposals,
            ShadowTally shadow) {
        this.governance = governance;
        this.observatory = observatory;
        this.ledger = ledger;
        this.foundingText = foundingText;
        this.proposals = proposals;
        this.shadow = shadow;
    }

    public List<Route> routes() {
        return List.of(
                Route.get("/v1/charter", this::get),
                Route.post("/v1/charter/diff", Role.READ, this::diff),
                Route.post("/v1/charter/proposals", Role.SUBMIT, this::propose));
    }

    private void get(Context context) throws IOException {
        SortedMap<String, Map<Outcome, Long>> counts = shadow.byTier();
        Charter charter = observatory.charter();
        CharterBook book = observatory.charters();
        List<JsonValue> tiers = new ArrayList<>();
        charter.tiers().forEach(tier -> tiers.add(json(tier, counts)));
        List<JsonValue> judges = new ArrayList<>();
        charter.judges().forEach(judge -> judges.add(JudgeJson.of(judge)));
        JsonObject.Builder categories = JsonObject.builder();
        charter.vocabulary().categories().forEach((name, kinds) -> categories.put(name, JsonArray.ofStrings(kinds)));
        Reply.json(
                context,
                JsonObject.builder()
                        .put("version", charter.version())
                        .put("digest", book.current().digest().toString())
                        .put("tiers", new JsonArray(tiers))
                        .put("judges", new JsonArray(judges))
                        .put("categories", categories.build())
                        .put("history", history(book))
                        .put(
                                "text",
                                text(book.current())
                                        .<JsonValue>map(JsonString::new)
                                        .orElse(JsonNull.NULL))
                        .build());
    }

    private JsonObject json(Tier tier, SortedMap<String, Map<Outcome, Long>> counts) {
        Group group = observatory.group();
        return JsonObject.builder()
                .put("name", tier.name())
                .put("match", tier.match().form())
                .put("when", tier.when().map(when -> when.expression()).orElse(""))
                .put("demand", tier.demand().word())
                .put("approvals", tier.demand().approvalsNeeded(group.replicas().size(), group.quorum()))
                .put("named", JsonArray.ofStrings(tier.demand().judges()))
                .put("deadlineMillis", tier.limits().deadlineMillis())
                .put("judgeMillis", tier.limits().judgeMillis())
                .put("shadow", tier.shadow() ? shadow(counts.getOrDefault(tier.name(), Map.of())) : JsonNull.NULL)
                .build();
    }

    /** What its decisions would have come to, had it been enforced. */
    private static JsonObject shadow(Map<Outcome, Long> counts) {
        JsonObject.Builder json = JsonObject.builder();
        for (Outcome outcome : Outcome.values()) {
            json.put(outcome.name(), counts.getOrDefault(outcome, 0L));
        }
        return json.build();
    }

    private static JsonObject json(CharterDiff.Change change) {
        return JsonObject.builder()
                .put("path", change.what())
                .put("direction", change.effect().name().toLowerCase(Locale.ROOT))
                .put("before", change.before())
                .put("after", change.after())
                .build();
    }

    /** The latest first, down to the one of the founding; of those that requests may no longer name no digest is kept. */
    private JsonArray history(CharterBook book) throws IOException {
        List<JsonValue> versions = new ArrayList<>();
        for (CharterBook.Amendment amendment : book.amendments().reversed()) {
            versions.add(version(
                    amendment.version(),
                    book.version(amendment.version()).map(CharterVersion::digest),
                    Optional.of(amendment.ledgerIndex())));
        }
        CharterVersion founding = observatory.group().charter().founding();
        versions.add(version(founding.version(), Optional.of(founding.digest()), Optional.empty()));
        return new JsonArray(versions);
    }

    /** @param decision its place in the ledger; empty for the founding */
    private JsonObject version(long version, Optional<Digest> digest, Optional<Long> decision) throws IOException {
        Optional<LedgerView.Found> found = decision.isPresent() ? ledger.find(decision.get()) : Optional.empty();
        return JsonObject.builder()
                .put("version", version)
                .put(
                        "digest",
                        digest.<JsonValue>map(known -> new JsonString(known.toString()))
                                .orElse(JsonNull.NULL))
                .put("decision", orNull(decision))
                .put("sequence", orNull(found.map(entry -> entry.batch().sequence())))
                .put(
                        "askedAt",
                        orNull(found.map(LedgerView.Found::entry)
                                .filter(DecisionEntry.class::isInstance)
                                .map(entry -> ((DecisionEntry) entry)
                                        .request()
                                        .request()
                                        .validity()
                                        .notBeforeMillis())))
                .build();
    }

    private static JsonValue orNull(Optional<Long> number) {
        return number.<JsonValue>map(JsonNumber::of).orElse(JsonNull.NULL);
    }

    private Optional<String> text(CharterVersion version) {
        return version.file().size() > 0
                ? Optional.of(new String(version.file().readOnlyArray(), StandardCharsets.UTF_8))
                : foundingText;
    }

    private void diff(Context context) throws Problem, IOException {
        byte[] text = charter(context);
        try {
            List<JsonValue> changes = CharterDiff.between(observatory.charter(), CharterReader.read(text)).stream()
                    .<JsonValue>map(CharterApi::json)
                    .toList();
            Reply.json(
                    context,
                    JsonObject.builder().put("changes", new JsonArray(changes)).build());
        } catch (PolicyRejected e) {
            throw problem(e);
        }
    }

    private void propose(Context context) throws Problem, IOException, InterruptedException {
        byte[] text = charter(context);
        try {
            proposals.ask(context, governance.proposal(text));
        } catch (CharterRefused e) {
            throw problem(String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            throw new Problem(Kind.BAD_REQUEST, "charter: " + e.getMessage());
        }
    }

    private static byte[] charter(Context context) throws Problem, IOException {
        return Fields.of(context).string("charter").getBytes(StandardCharsets.UTF_8);
    }

    private static Problem problem(PolicyRejected rejected) {
        return problem(String.valueOf(rejected.getMessage()));
    }

    private static Problem problem(String rejected) {
        Matcher placed = PLACED.matcher(rejected);
        if (!placed.matches()) {
            return new Problem(Kind.BAD_REQUEST, "charter: " + rejected);
        }
        return new Problem(Kind.BAD_REQUEST, placed.group(3))
                .with("field", new JsonString("charter"))
                .with("line", JsonNumber.of(Long.parseLong(placed.group(1))))
                .with("column", JsonNumber.of(Long.parseLong(placed.group(2))));
    }
}
