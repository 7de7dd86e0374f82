package io.tetrarch.console.hook;

import io.javalin.http.Context;
import io.tetrarch.agents.hook.HookAction;
import io.tetrarch.agents.hook.HookAnswer;
import io.tetrarch.agents.hook.HookCall;
import io.tetrarch.agents.hook.HookHost;
import io.tetrarch.client.Decision;
import io.tetrarch.client.Submission;
import io.tetrarch.client.UndecidedException;
import io.tetrarch.console.access.Asker;
import io.tetrarch.console.access.Role;
import io.tetrarch.console.http.Body;
import io.tetrarch.console.http.Problem;
import io.tetrarch.console.http.Problem.Kind;
import io.tetrarch.console.http.Route;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.pbft.message.Principal;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/** {@code /v1/hooks/AGENT}: takes what an agent tells its hook, and answers what the hook's launcher understands. */
public final class HooksApi {
    /** Less than the launcher waits, so that it hears of what is still open. */
    private static final long WAIT_SECONDS = 15;

    private static final String NONCE = "[0-9a-f]{32}";

    private final Asking asking;
    private final LongSupplier wallMillis;
    private final Unfinished unfinished = new Unfinished();

    /** Where a question goes. */
    @FunctionalInterface
    public interface Asking {
        /**
         * Asks; the decision fails with {@link UndecidedException} alone.
         *
         * @throws Problem if too many wait
         */
        CompletableFuture<Decision> ask(Submission submission) throws Problem;
    }

    public HooksApi(Asking asking, LongSupplier wallMillis) {
        this.asking = asking;
        this.wallMillis = wallMillis;
    }

    public List<Route> routes() {
        return List.of(Route.post("/v1/hooks/{agent}", Role.SUBMIT, this::post));
    }

    private void post(Context context) throws Problem, IOException, InterruptedException {
        HookHost host = HookHost.named(context.pathParam("agent"))
                .orElseThrow(() ->
                        new Problem(Kind.NOT_FOUND, "expected an agent among " + String.join(", ", HookHost.words())));
        String nonce = context.queryParam("nonce");
        if (nonce == null || !nonce.matches(NONCE)) {
            throw new Problem(Kind.BAD_REQUEST, "nonce: expected 32 hexadecimal digits");
        }
        HookAnswer answer = answer(host, Asker.of(context), Body.json(context));
        context.contentType("text/plain; charset=utf-8")
                .header("Cache-Control", "no-store")
                .result(answer.text(host, nonce));
    }

    private HookAnswer answer(HookHost host, Asker asker, byte[] told) throws Problem, InterruptedException {
        Submission submission;
        try {
            HookCall call = HookCall.read(host, told);
            submission = Submission.of(HookAction.of(host, call)).withPrincipal(principal(host, asker, call));
        } catch (JsonRejected e) {
            return HookAnswer.deny("denied: " + e.in("what " + host.title() + " told its hook"));
        }
        String call = host.word() + "|" + submission.action().hash() + "|" + submission.principal();
        CompletableFuture<Decision> decision = unfinished.take(call).orElse(null);
        if (decision == null || isOutdated(decision)) {
            decision = asking.ask(submission);
        }
        try {
            return HookAnswer.of(decision.get(WAIT_SECONDS, TimeUnit.SECONDS));
        } catch (TimeoutException e) {
            unfinished.put(call, decision);
            return HookAnswer.deny("PENDING: not decided within " + WAIT_SECONDS
                    + " seconds, somebody may have to approve it; nothing was approved yet, make the same call again");
        } catch (ExecutionException e) {
            String why = e.getCause() instanceof UndecidedException undecided
                    ? undecided.reason() + ": " + undecided.getMessage()
                    : "a fault";
            return HookAnswer.deny("UNDECIDED: there is no decision (" + why + "); nothing was approved");
        }
    }

    /** The agent in its session; who is known by a token acts, and then nothing is said on the agent's word but the session. */
    private static Principal principal(HookHost host, Asker asker, HookCall call) {
        return new Principal(asker.isNamed() ? asker.name() : host.word(), Optional.empty(), call.session());
    }

    /** What was approved for a while ago is asked for again. */
    private boolean isOutdated(CompletableFuture<Decision> decision) {
        return decision.isCompletedExceptionally()
                || decision.isDone()
                        && decision.join().request().request().validity().deadlineMillis() < wallMillis.getAsLong();
    }
}
