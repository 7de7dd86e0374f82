package io.tetrarch.console.cluster;

import io.javalin.http.Context;
import io.tetrarch.console.http.Problem;
import io.tetrarch.console.http.Query;
import io.tetrarch.console.http.Reply;
import io.tetrarch.console.http.Route;
import io.tetrarch.console.ledger.LedgerView;
import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonNull;
import io.tetrarch.json.JsonNumber;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonValue;
import io.tetrarch.pbft.message.Evidence;
import io.tetrarch.pbft.message.EvidenceEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** {@code /v1/evidence}: equivocations on the ledger, and those that were found since and are not on it yet. */
public final class EvidenceApi {
    private static final int PAGE = 200;

    private final LedgerView ledger;
    private final ReplicaWatch watch;
    private final List<String> names;

    public EvidenceApi(LedgerView ledger, ReplicaWatch watch, List<String> names) {
        this.ledger = ledger;
        this.watch = watch;
        this.names = names;
    }

    public List<Route> routes() {
        return List.of(Route.get("/v1/evidence", this::list));
    }

    private void list(Context context) throws Problem, IOException {
        long size = ledger.size();
        long before = Math.min(
                size, new Query(context).number("before", 0, Long.MAX_VALUE).orElse(size));
        List<Long> places = ledger.convictionsBefore(before);
        List<Long> page = places.subList(0, Math.min(PAGE, places.size()));
        TreeSet<Evidence.Slot> seen = new TreeSet<>();
        List<JsonValue> all = new ArrayList<>();
        for (long index : page) {
            if (ledger.find(index).map(LedgerView.Found::entry).orElse(null) instanceof EvidenceEntry entry) {
                seen.add(entry.evidence().slot());
                all.add(json(entry.evidence(), JsonNumber.of(index)));
            }
        }
        for (Evidence evidence : watch.evidence()) {
            if (before == size && seen.add(evidence.slot())) {
                all.add(json(evidence, JsonNull.NULL));
            }
        }
        Reply.json(
                context,
                JsonObject.builder()
                        .put("evidence", new JsonArray(all))
                        .put("next", page.size() == places.size() ? JsonNull.NULL : JsonNumber.of(page.getLast()))
                        .build());
    }

    private JsonObject json(Evidence evidence, JsonValue index) {
        Evidence.Slot slot = evidence.slot();
        JsonObject.Builder json = JsonObject.builder()
                .put("culprit", names.get(slot.replica()))
                .put("type", slot.type().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .put("view", slot.view())
                .put("sequence", slot.sequence())
                .put("index", index);
        switch (evidence) {
            case Evidence.ConflictingVotes votes ->
                json.put("first", json(votes.first())).put("second", json(votes.second()));
            case Evidence.ConflictingVerdicts verdicts ->
                json.put("first", answer(verdicts.first().verdict().answer().name()))
                        .put(
                                "second",
                                answer(verdicts.second().verdict().answer().name()));
        }
        return json.build();
    }

    private static JsonObject json(Evidence.SignedVote vote) {
        return JsonObject.builder()
                .put("digest", vote.digest().toString())
                .put("signature", vote.signature().toString())
                .build();
    }

    private static JsonObject answer(String answer) {
        return JsonObject.builder().put("answer", answer).build();
    }
}
