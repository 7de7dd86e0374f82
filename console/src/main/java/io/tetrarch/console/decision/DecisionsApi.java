package io.tetrarch.console.decision;

import io.javalin.http.Context;
import io.tetrarch.client.Decision;
import io.tetrarch.client.Gate;
import io.tetrarch.client.Submission;
import io.tetrarch.console.access.Role;
import io.tetrarch.console.http.Problem;
import io.tetrarch.console.http.Problem.Kind;
import io.tetrarch.console.http.Query;
import io.tetrarch.console.http.Reply;
import io.tetrarch.console.http.Route;
import io.tetrarch.console.ledger.LedgerView;
import io.tetrarch.console.live.Timelines;
import io.tetrarch.json.JsonObject;
import io.tetrarch.node.observe.Observatory;
import io.tetrarch.proof.action.Action;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** {@code /v1/decisions}. */
public final class DecisionsApi {
    private final Tickets tickets;
    private final Submissions submissions;
    private final DecisionLookup lookup;

    /** @param decided told of every decision that was asked for here */
    public DecisionsApi(
            Gate gate, Observatory observatory, LedgerView ledger, Timelines timelines, Consumer<Decision> decided) {
        this.tickets = new Tickets(gate, decided);
        this.lookup = new DecisionLookup(
                ledger,
                timelines,
                new DecisionJson(
                        observatory.group(),
                        new Masks(() -> observatory.charter().conduct().redaction())));
        this.submissions = new Submissions(tickets, lookup);
    }

    public List<Route> routes() {
        return List.of(
                Route.post("/v1/decisions", Role.SUBMIT, submissions::post),
                Route.get("/v1/decisions", lookup::list),
                Route.get("/v1/decisions/{id}", this::get),
                Route.get("/v1/decisions/{id}/proof", lookup::proof));
    }

    /** Asks for an action that does not stand in the body by itself, and answers as if it did. */
    public void ask(Context context, Action action) throws Problem, IOException, InterruptedException {
        submissions.ask(context, Submission.of(action));
    }

    /**
     * Asks, and leaves the waiting to the asker.
     *
     * @throws Problem if too many wait
     */
    public CompletableFuture<Decision> ask(Submission submission) throws Problem {
        return submissions.ticket(submission).decision();
    }

    /** One line about the decision at this place of the ledger; empty if there is none. */
    public Optional<JsonObject> summary(long index) throws IOException {
        return lookup.summary(index);
    }

    /** Sends away whoever waits for a decision. */
    public void stop() {
        submissions.stop();
    }

    private void get(Context context) throws Problem, IOException, InterruptedException {
        String id = context.pathParam("id");
        Optional<Long> index = Query.index(id);
        if (index.isPresent()) {
            Reply.json(context, lookup.whole(index.get()));
            return;
        }
        Tickets.Ticket ticket = tickets.find(id)
                .orElseThrow(() -> new Problem(
                        Kind.NOT_FOUND,
                        "expected the number of a decision, or the id of one asked for since the start"));
        submissions.answer(context, ticket);
    }
}
