package io.tetrarch.console.decision;

import io.javalin.http.Context;
import io.tetrarch.client.Decision;
import io.tetrarch.console.http.Problem;
import io.tetrarch.console.http.Problem.Kind;
import io.tetrarch.console.http.Query;
import io.tetrarch.console.http.Reply;
import io.tetrarch.console.ledger.LedgerView;
import io.tetrarch.console.live.Timelines;
import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonNull;
import io.tetrarch.json.JsonNumber;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonValue;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.proof.decision.DecisionProof;
import io.tetrarch.proof.decision.ProofFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Looks decisions up in the ledger. */
final class DecisionLookup {
    private static final long PAGE = 50;
    private static final int MOST = 200;
    /** Entries that one request looks through at most; a filter that finds little goes on in the next page. */
    private static final int LOOKED_THROUGH = 5_000;

    private final LedgerView ledger;
    private final Timelines timelines;
    private final DecisionJson json;

    /** A decision with its place. */
    private record Placed(LedgerView.Found found, DecisionEntry entry) {}

    DecisionLookup(LedgerView ledger, Timelines timelines, DecisionJson json) {
        this.ledger = ledger;
        this.timelines = timelines;
        this.json = json;
    }

    /** One line of a list; empty if there is no decision at this place. */
    Optional<JsonObject> summary(long index) throws IOException {
        return decision(index).map(placed -> json.summary(placed.found, placed.entry));
    }

    /** All there is to say of a decision. */
    JsonObject whole(Decision decision) throws Problem, IOException {
        return whole(decision.ledgerIndex());
    }

    JsonObject whole(long index) throws Problem, IOException {
        Placed placed = known(index);
        return json.whole(
                placed.found,
                placed.entry,
                ledger.proof(placed.found, placed.entry),
                new DecisionJson.Aftermath(
                        timelines.of(
                                placed.entry.request().digest(),
                                placed.found.batch().sequence()),
                        ledger.receipt(placed.entry)));
    }

    /** The file that proves a decision. */
    void proof(Context context) throws Problem, IOException {
        long index = Query.index(context.pathParam("id"))
                .orElseThrow(() -> new Problem(Kind.NOT_FOUND, "expected the number of a decision"));
        Placed placed = known(index);
        DecisionProof proof = ledger.proof(placed.found, placed.entry);
        context.contentType("application/json")
                .header("Cache-Control", "no-store")
                .header("Content-Disposition", "attachment; filename=\"decision-" + index + ".json\"")
                .result(ProofFile.writeBytes(proof));
    }

    /** The latest decisions first. */
    void list(Context context) throws Problem, IOException {
        Query query = new Query(context);
        int limit = query.number("limit", 1, MOST).orElse(PAGE).intValue();
        Optional<Outcome> outcome = outcome(query.text("outcome"));
        Optional<String> tool = query.text("tool");
        Optional<String> text = query.text("text").map(word -> word.toLowerCase(Locale.ROOT));
        long size = ledger.size();
        long index = Math.min(size, query.number("before", 0, Long.MAX_VALUE).orElse(size)) - 1;
        long stop = Math.max(-1, index - LOOKED_THROUGH);
        List<JsonValue> lines = new ArrayList<>();
        index = ledger.backwards(index, found -> {
            if (found.entry() instanceof DecisionEntry entry && fits(new Placed(found, entry), outcome, tool, text)) {
                lines.add(json.summary(found, entry));
            }
            return found.index() - 1 > stop && lines.size() < limit;
        });
        Reply.json(
                context,
                JsonObject.builder()
                        .put("decisions", new JsonArray(lines))
                        .put("size", size)
                        .put("next", index < 0 ? JsonNull.NULL : JsonNumber.of(index + 1))
                        .build());
    }

    private boolean fits(Placed placed, Optional<Outcome> outcome, Optional<String> tool, Optional<String> text) {
        return outcome.map(wanted -> placed.entry.outcome() == wanted).orElse(true)
                && tool.map(wanted -> wanted.equals(DecisionJson.toolOf(placed.entry)))
                        .orElse(true)
                && text.map(wanted -> actionText(placed.entry).contains(wanted)).orElse(true);
    }

    private static String actionText(DecisionEntry entry) {
        return new String(entry.request().action().readOnlyArray(), StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
    }

    private static Optional<Outcome> outcome(Optional<String> word) throws Problem {
        if (word.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Arrays.stream(Outcome.values())
                .filter(outcome -> outcome.name().equals(word.get()))
                .findFirst()
                .orElseThrow(() -> new Problem(
                        Kind.BAD_REQUEST, "outcome: expected one of " + Arrays.toString(Outcome.values()))));
    }

    private Placed known(long index) throws Problem, IOException {
        return decision(index)
                .orElseThrow(() -> new Problem(Kind.NOT_FOUND, "entry " + index + " of the ledger is no decision"));
    }

    private Optional<Placed> decision(long index) throws IOException {
        return ledger.find(index)
                .filter(found -> found.entry() instanceof DecisionEntry)
                .map(found -> new Placed(found, (DecisionEntry) found.entry()));
    }
}
