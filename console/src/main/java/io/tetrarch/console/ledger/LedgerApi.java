package io.tetrarch.console.ledger;

import io.javalin.http.Context;
import io.tetrarch.console.http.Problem;
import io.tetrarch.console.http.Problem.Kind;
import io.tetrarch.console.http.Query;
import io.tetrarch.console.http.Reply;
import io.tetrarch.console.http.Route;
import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonObject;
import io.tetrarch.node.observe.Observatory;
import io.tetrarch.pbft.message.Digest;
import java.io.IOException;
import java.util.List;

/** {@code /v1/ledger}: its head, and proofs about it (RFC 9162). */
public final class LedgerApi {
    private final Observatory observatory;
    private final LedgerView ledger;

    public LedgerApi(Observatory observatory, LedgerView ledger) {
        this.observatory = observatory;
        this.ledger = ledger;
    }

    public List<Route> routes() {
        return List.of(
                Route.get("/v1/ledger", this::head),
                Route.get("/v1/ledger/inclusion", this::inclusion),
                Route.get("/v1/ledger/consistency", this::consistency));
    }

    private void head(Context context) throws IOException {
        LedgerView.Head head = ledger.head();
        Reply.json(
                context,
                JsonObject.builder()
                        .put("group", observatory.group().id().toString())
                        .put("size", head.size())
                        .put("root", head.root().toString())
                        .put("sequence", ledger.sequence(head.size()))
                        .build());
    }

    private void inclusion(Context context) throws Problem, IOException {
        Query query = new Query(context);
        long size = query.number("size", 1, ledger.size()).orElse(ledger.size());
        if (size == 0) {
            throw new Problem(Kind.NOT_FOUND, "the ledger is empty");
        }
        long index = query.neededNumber("index", 0, size - 1);
        Digest leaf = ledger.find(index)
                .orElseThrow(() -> new Problem(Kind.NOT_FOUND, "entry " + index + " is not kept here"))
                .entry()
                .leafHash();
        Reply.json(
                context,
                JsonObject.builder()
                        .put("index", index)
                        .put("size", size)
                        .put("leaf", leaf.toString())
                        .put("root", ledger.root(size).toString())
                        .put("hashes", hashes(ledger.inclusion(index, size).hashes()))
                        .build());
    }

    private void consistency(Context context) throws Problem, IOException {
        Query query = new Query(context);
        long to = query.number("to", 0, ledger.size()).orElse(ledger.size());
        long from = query.neededNumber("from", 0, to);
        Reply.json(
                context,
                JsonObject.builder()
                        .put("from", from)
                        .put("to", to)
                        .put("fromRoot", ledger.root(from).toString())
                        .put("toRoot", ledger.root(to).toString())
                        .put("hashes", hashes(ledger.consistency(from, to).hashes()))
                        .build());
    }

    private static JsonArray hashes(List<Digest> hashes) {
        return JsonArray.ofStrings(hashes.stream().map(Digest::toString).toList());
    }
}
