package io.tetrarch.console.decision;

import io.tetrarch.client.Decision;
import io.tetrarch.client.Gate;
import io.tetrarch.client.Submission;
import io.tetrarch.client.UndecidedException;
import io.tetrarch.console.http.Problem;
import io.tetrarch.console.http.Problem.Kind;
import io.tetrarch.pbft.message.Digest;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * What was asked through this server, while it runs: each request has a ticket to look its decision up with, and a
 * request that was sent twice under one key is asked once. Bounded: settled tickets are forgotten, the first to be settled
 * first, however long others stay open.
 *
 * <p>For any number of threads.
 */
final class Tickets {
    private static final int KEPT = 10_000;

    /** No fewer than a gate may have open. */
    private static final int OPEN = 16_000;

    private final Gate gate;
    private final Consumer<Decision> decided;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Ticket> byId = new HashMap<>();
    private final Deque<Ticket> settled = new ArrayDeque<>();
    private final Map<Key, Ticket> byKey = new HashMap<>();
    private int open;

    /**
     * A request that was asked.
     *
     * @param decision fails with {@link UndecidedException} alone
     */
    record Ticket(String id, Optional<Key> key, Digest fingerprint, CompletableFuture<Decision> decision) {}

    /** An idempotency key; two askers may use the same one. */
    record Key(String asker, String value) {}

    /** @param decided told of every decision; must return soon */
    Tickets(Gate gate, Consumer<Decision> decided) {
        this.gate = gate;
        this.decided = decided;
    }

    /**
     * Asks, unless it was asked before under this key.
     *
     * @param fingerprint of all that the request says
     * @throws Problem if the key was used for another request, or too many wait
     */
    Ticket ask(Submission submission, Digest fingerprint, Optional<Key> key) throws Problem {
        Ticket ticket;
        synchronized (this) {
            Ticket before = key.isPresent() ? byKey.get(key.get()) : null;
            if (before != null) {
                if (!before.fingerprint.equals(fingerprint)) {
                    throw new Problem(Kind.KEY_REUSED, "Idempotency-Key: expected the same request as the first time");
                }
                return before;
            }
            if (open >= OPEN) {
                throw new Problem(Kind.UNAVAILABLE, OPEN + " requests wait already").retryAfter(1);
            }
            ticket = new Ticket(newId(), key, fingerprint, new CompletableFuture<>());
            open++;
            keep(ticket);
        }
        gate.decideAsync(submission).whenComplete((decision, failure) -> settle(ticket, decision, failure));
        return ticket;
    }

    private void settle(Ticket ticket, Decision decision, Throwable failure) {
        synchronized (this) {
            open--;
            settled.add(ticket);
            while (settled.size() > KEPT) {
                forget(settled.remove());
            }
            if (failure != null && isRetryable(failure)) {
                ticket.key.ifPresent(byKey::remove);
            }
        }
        if (failure == null) {
            decided.accept(decision);
            ticket.decision.complete(decision);
        } else {
            ticket.decision.completeExceptionally(failure);
        }
    }

    /** It was not asked at all, so asking it again under the same key is no repetition. */
    private static boolean isRetryable(Throwable failure) {
        return failure instanceof UndecidedException undecided
                && undecided.reason() == UndecidedException.Reason.OVERLOADED;
    }

    synchronized Optional<Ticket> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    private void keep(Ticket ticket) {
        byId.put(ticket.id, ticket);
        ticket.key.ifPresent(key -> byKey.put(key, ticket));
    }

    private void forget(Ticket old) {
        byId.remove(old.id);
        old.key.ifPresent(key -> byKey.remove(key, old));
    }

    private String newId() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return "t" + HexFormat.of().formatHex(bytes);
    }
}
