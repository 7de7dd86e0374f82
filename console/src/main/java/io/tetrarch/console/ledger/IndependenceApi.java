package io.tetrarch.console.ledger;

import io.javalin.http.Context;
import io.tetrarch.console.http.Reply;
import io.tetrarch.console.http.Route;
import io.tetrarch.gate.judge.Correlation;
import io.tetrarch.json.JsonNull;
import io.tetrarch.json.JsonNumber;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonValue;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.VerdictVote;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code /v1/independence}: how many independent votes the verdicts of the latest decisions are worth. */
public final class IndependenceApi {
    private static final int LOOKED_THROUGH = 2_000;

    private final LedgerView ledger;
    private final List<String> names;

    /** @param names of the replicas, by index */
    public IndependenceApi(LedgerView ledger, List<String> names) {
        this.ledger = ledger;
        this.names = names;
    }

    public List<Route> routes() {
        return List.of(Route.get("/v1/independence", this::get));
    }

    private void get(Context context) throws IOException {
        Correlation correlation = Correlation.of(votes());
        JsonValue effective = correlation
                .effective()
                .<JsonValue>map(number -> new JsonNumber(Math.round(number * 100) / 100.0))
                .orElse(JsonNull.NULL);
        Reply.json(
                context,
                JsonObject.builder()
                        .put("effective", effective)
                        .put("judges", names.size())
                        .put("decisions", correlation.decisions())
                        .put("needed", Correlation.FEWEST)
                        .build());
    }

    private List<Map<String, Answer>> votes() throws IOException {
        long size = ledger.size();
        List<Map<String, Answer>> votes = new ArrayList<>();
        for (long index = Math.max(0, size - LOOKED_THROUGH); index < size; index++) {
            if (ledger.find(index).map(LedgerView.Found::entry).orElse(null) instanceof DecisionEntry decision) {
                Map<String, Answer> answers = new TreeMap<>();
                for (VerdictVote vote : decision.verdicts()) {
                    if (vote.replica() < names.size()) {
                        answers.put(names.get(vote.replica()), vote.verdict().answer());
                    }
                }
                votes.add(answers);
            }
        }
        return votes;
    }
}
