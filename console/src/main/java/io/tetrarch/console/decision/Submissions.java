package io.tetrarch.console.decision;

import io.javalin.http.Context;
import io.tetrarch.client.Decision;
import io.tetrarch.client.Submission;
import io.tetrarch.client.UndecidedException;
import io.tetrarch.console.access.Asker;
import io.tetrarch.console.http.Body;
import io.tetrarch.console.http.Problem;
import io.tetrarch.console.http.Problem.Kind;
import io.tetrarch.console.http.Reply;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Hash;
import io.tetrarch.pbft.message.Principal;
import io.tetrarch.proof.action.Action;
import io.tetrarch.proof.bound.Bounds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Takes actions in, and waits for their decisions as long as the asker wants to. */
final class Submissions {
    private static final long LONGEST_LIFE_SECONDS = Bounds.REQUEST_LIFE_MILLIS / 1_000;

    private final Tickets tickets;
    private final DecisionLookup lookup;
    private final CompletableFuture<Void> stopping = new CompletableFuture<>();

    Submissions(Tickets tickets, DecisionLookup lookup) {
        this.tickets = tickets;
        this.lookup = lookup;
    }

    /** Sends away whoever waits. */
    void stop() {
        stopping.complete(null);
    }

    void post(Context context) throws Problem, IOException, InterruptedException {
        ask(context, submission(context));
    }

    void ask(Context context, Submission submission) throws Problem, IOException, InterruptedException {
        Preference preference = Preference.of(context.header("Prefer"));
        Optional<Tickets.Key> key = key(context);
        Tickets.Ticket ticket = tickets.ask(submission, fingerprint(submission), key);
        preference.applied().ifPresent(applied -> context.header("Preference-Applied", applied));
        await(ticket, preference.seconds());
        answer(context, ticket);
    }

    /** Asks under no key. */
    Tickets.Ticket ticket(Submission submission) throws Problem {
        return tickets.ask(submission, fingerprint(submission), Optional.empty());
    }

    private static Submission submission(Context context) throws Problem, IOException {
        try {
            Submission submission = Submission.of(Action.parse(Body.json(context)));
            Optional<Principal> principal = principal(context);
            if (principal.isPresent()) {
                submission = submission.withPrincipal(principal.get());
            }
            String executor = context.queryParam("executor");
            if (executor != null) {
                submission = submission.withExecutor(executor);
            }
            String life = context.queryParam("lifeSeconds");
            return life == null ? submission : submission.withLife(life(life));
        } catch (JsonRejected e) {
            throw Problem.of(e);
        }
    }

    /** Whoever has a token is whom it names, and can be nobody else. */
    private static Optional<Principal> principal(Context context) throws Problem {
        Asker asker = Asker.of(context);
        String said = context.queryParam("principal");
        Optional<String> onBehalfOf = Optional.ofNullable(context.queryParam("onBehalfOf"));
        Optional<String> session = Optional.ofNullable(context.queryParam("session"));
        if (said != null && asker.isNamed() && !said.equals(asker.name())) {
            throw new Problem(Kind.BAD_REQUEST, "principal: expected " + asker.name() + ", whom the token names");
        }
        String name = asker.isNamed() ? asker.name() : said;
        if (name == null) {
            if (onBehalfOf.isPresent() || session.isPresent()) {
                throw new Problem(Kind.BAD_REQUEST, "onBehalfOf, session: expected principal with them");
            }
            return Optional.empty();
        }
        try {
            return Optional.of(new Principal(name, onBehalfOf, session));
        } catch (IllegalArgumentException e) {
            throw new Problem(Kind.BAD_REQUEST, String.valueOf(e.getMessage()));
        }
    }

    private static Duration life(String text) throws Problem {
        if (text.matches("[0-9]{1,6}")) {
            long seconds = Long.parseLong(text);
            if (seconds >= 1 && seconds <= LONGEST_LIFE_SECONDS) {
                return Duration.ofSeconds(seconds);
            }
        }
        throw new Problem(Kind.BAD_REQUEST, "lifeSeconds: expected from 1 to " + LONGEST_LIFE_SECONDS);
    }

    private static Optional<Tickets.Key> key(Context context) throws Problem {
        String value = context.header("Idempotency-Key");
        if (value == null) {
            return Optional.empty();
        }
        if (!value.matches("[\\x21-\\x7e]{1,255}")) {
            throw new Problem(Kind.BAD_REQUEST, "Idempotency-Key: expected 1 to 255 visible ASCII characters");
        }
        return Optional.of(new Tickets.Key(Asker.of(context).name(), value));
    }

    private static Digest fingerprint(Submission submission) {
        String all = submission.action().hash() + "|" + submission.executor() + "|" + submission.life() + "|"
                + submission.toolDefinition() + "|" + submission.principal();
        return Hash.sha3(all.getBytes(StandardCharsets.UTF_8));
    }

    private void await(Tickets.Ticket ticket, long seconds) throws InterruptedException {
        try {
            CompletableFuture.anyOf(ticket.decision(), stopping).get(seconds, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return; // the ticket says which
        }
    }

    /** What there is to say of a ticket now. */
    void answer(Context context, Tickets.Ticket ticket) throws Problem, IOException, InterruptedException {
        CompletableFuture<Decision> made = ticket.decision();
        if (!made.isDone()) {
            if (stopping.isDone()) {
                throw new Problem(Kind.UNAVAILABLE, "the server is stopping; nothing is decided yet").retryAfter(5);
            }
            context.status("POST".equals(context.req().getMethod()) ? 202 : 200)
                    .header("Location", "/v1/decisions/" + ticket.id())
                    .header("Retry-After", "1");
            Reply.json(context, pending(ticket));
            return;
        }
        try {
            Decision decision = made.get();
            context.status("POST".equals(context.req().getMethod()) ? 201 : 200)
                    .header("Location", "/v1/decisions/" + decision.ledgerIndex());
            Reply.json(context, lookup.whole(decision));
        } catch (ExecutionException e) {
            throw undecided(e.getCause());
        }
    }

    private static JsonObject pending(Tickets.Ticket ticket) {
        return JsonObject.builder()
                .put("id", ticket.id())
                .put("status", "PENDING")
                .build();
    }

    private static Problem undecided(@Nullable Throwable cause) {
        if (!(cause instanceof UndecidedException undecided)) {
            throw new IllegalStateException("asking fails in one way only", cause);
        }
        String why = String.valueOf(undecided.getMessage());
        return switch (undecided.reason()) {
            case REFUSED, WITHDRAWN, KEY_IN_USE -> new Problem(Kind.REFUSED, why);
            case NO_QUORUM -> new Problem(Kind.NO_QUORUM, why);
            case OVERLOADED -> new Problem(Kind.UNAVAILABLE, why).retryAfter(1);
            case CLOSED -> new Problem(Kind.UNAVAILABLE, why).retryAfter(5);
        };
    }
}
