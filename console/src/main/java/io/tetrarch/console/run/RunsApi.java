package io.tetrarch.console.run;

import io.javalin.http.Context;
import io.tetrarch.client.Admission;
import io.tetrarch.client.GovernedGate;
import io.tetrarch.client.GuardedExecutor;
import io.tetrarch.client.Permit;
import io.tetrarch.client.RunFailure;
import io.tetrarch.console.access.Role;
import io.tetrarch.console.http.Body;
import io.tetrarch.console.http.GateSocket;
import io.tetrarch.console.http.Problem;
import io.tetrarch.console.http.Problem.Kind;
import io.tetrarch.console.http.Reply;
import io.tetrarch.console.http.Route;
import io.tetrarch.console.ledger.LedgerView;
import io.tetrarch.json.JsonCursor;
import io.tetrarch.json.JsonLimits;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.proof.action.Action;
import io.tetrarch.proof.decision.DecisionProof;
import io.tetrarch.proof.receipt.Receipt.Ending;
import io.tetrarch.proof.receipt.Receipt.Output;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code /v1/runs}: an approval is used up, durably and once, before another process runs what it is for; and what came of it
 * goes to the ledger. By the socket alone: who tells of a run is believed.
 */
public final class RunsApi implements AutoCloseable {
    private static final int MOST_CODE = 255;

    private final GovernedGate gate;
    private final LedgerView ledger;
    private final OpenRuns open = new OpenRuns();
    private @Nullable GuardedExecutor executor;

    public RunsApi(GovernedGate gate, LedgerView ledger) {
        this.gate = gate;
        this.ledger = ledger;
    }

    public List<Route> routes() {
        return List.of(
                Route.post("/v1/runs", Role.SUBMIT, this::begin),
                Route.post("/v1/runs/{id}/end", Role.SUBMIT, this::end));
    }

    private void begin(Context context) throws Problem, IOException {
        requireSocket(context);
        long index;
        try {
            index = JsonCursor.parse(Body.json(context), JsonLimits.FILE)
                    .onlyMembers(Set.of("decision"))
                    .member("decision")
                    .integer(0, Long.MAX_VALUE);
        } catch (JsonRejected e) {
            throw Problem.of(e);
        }
        LedgerView.Found found = ledger.find(index)
                .filter(each -> each.entry() instanceof DecisionEntry)
                .orElseThrow(() -> new Problem(Kind.NOT_FOUND, "entry " + index + " of the ledger is no decision"));
        DecisionProof proof = ledger.proof(found, (DecisionEntry) found.entry());
        switch (admission(proof)) {
            case Admission.Refused refused ->
                throw new Problem(Kind.CONFLICT, refused.refusal() + ": " + refused.explanation());
            case Admission.Admitted admitted -> {
                context.status(201);
                Reply.json(
                        context,
                        JsonObject.builder()
                                .put("run", open.put(admitted.permit()))
                                .build());
            }
        }
    }

    private Admission admission(DecisionProof proof) throws Problem, IOException {
        try {
            return executor().admit(Action.parse(proof.action().toArray()), proof);
        } catch (JsonRejected e) {
            throw new IllegalStateException("what was decided was read before", e);
        } catch (RunFailure.NotBegun e) {
            throw new Problem(Kind.UNAVAILABLE, "the approval cannot be used up: " + e.getMessage());
        }
    }

    private void end(Context context) throws Problem, IOException {
        requireSocket(context);
        Told told = told(Body.json(context));
        Permit permit = open.take(context.pathParam("id"))
                .orElseThrow(() -> new Problem(Kind.NOT_FOUND, "no run of this id is open"));
        try (permit) {
            if (!(told.ending() instanceof Ending.Unknown)) {
                executor().receipts().file(permit.end(told.ending(), told.output()));
            }
        }
        context.status(204);
    }

    private record Told(Ending ending, Output output) {}

    private static Told told(byte[] body) throws Problem {
        try {
            JsonCursor said = JsonCursor.parse(body, JsonLimits.FILE);
            JsonCursor ending = said.member("ending");
            return switch (ending.string()) {
                case "exited" ->
                    new Told(new Ending.Exited((int) said.member("exitCode").integer(0, MOST_CODE)), output(said));
                case "failed" -> new Told(new Ending.Failed(), output(said));
                case "unknown" -> new Told(new Ending.Unknown(), Output.NONE);
                default -> throw ending.rejected("expected exited, failed or unknown");
            };
        } catch (JsonRejected e) {
            throw Problem.of(e);
        }
    }

    private static Output output(JsonCursor said) throws JsonRejected {
        JsonCursor stdout = said.member("stdout");
        JsonCursor sha3 = stdout.member("sha3");
        if (!sha3.string().matches("[0-9a-f]{64}")) {
            throw sha3.rejected("expected 64 hexadecimal digits");
        }
        return new Output(
                new Output.Stream(stdout.member("bytes").integer(0, Long.MAX_VALUE), Digest.ofHex(sha3.string())),
                Output.Stream.EMPTY);
    }

    private static void requireSocket(Context context) throws Problem {
        if (!GateSocket.brought(context)) {
            throw new Problem(Kind.FORBIDDEN, "expected the socket in the group's folder");
        }
    }

    /** Opened when it is first needed: whoever only asks has no journal. */
    private synchronized GuardedExecutor executor() throws IOException {
        @Nullable GuardedExecutor known = executor;
        if (known == null) {
            known = gate.executor();
            executor = known;
        }
        return known;
    }

    /** What still runs ends unknown, as after a crash. */
    @Override
    public synchronized void close() throws IOException {
        open.close();
        if (executor != null) {
            executor.close();
        }
    }
}
