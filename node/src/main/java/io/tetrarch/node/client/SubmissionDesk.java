package io.tetrarch.node.client;

import io.tetrarch.crypto.authentication.Authenticator;
import io.tetrarch.crypto.authentication.RequestSigner;
import io.tetrarch.crypto.tree.Frontier;
import io.tetrarch.node.replica.Executed;
import io.tetrarch.node.replica.ReplicaListener.Refusal;
import io.tetrarch.node.replica.TimeSource;
import io.tetrarch.node.replica.Workers;
import io.tetrarch.pbft.Configuration;
import io.tetrarch.pbft.Rejection;
import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Entry;
import io.tetrarch.pbft.message.Request;
import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Validity;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * A client of the group: signs requests, sends them to every replica, and waits for the first answer that proves itself.
 * Sends again what stays unanswered, and gives up a little after the deadline, since whoever is not answered by then must
 * not act.
 *
 * <p>For any thread.
 */
public final class SubmissionDesk {
    /** Open requests per client; the replicas' window is no narrower. */
    private static final int WINDOW = 1000;

    private static final int WAITING = 1 << 16;

    private final Client client;
    private final Consumer<SignedRequest> replicas;
    private final Workers workers;
    private final TimeSource time;
    private final RequestWindow<Ask> window;
    private final Map<Digest, OpenRequest> open = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /**
     * @param configuration of any replica of the group
     * @param authenticator the client's own, since it believes no replica
     */
    public record Client(
            Configuration configuration, RequestSigner signer, Authenticator authenticator, RequestNumbers numbers) {}

    private record Ask(Question question, CompletableFuture<DecidedEntry> answer) {}

    /** @param replicas sends to all of them; never blocks */
    public SubmissionDesk(Client client, Consumer<SignedRequest> replicas, Workers workers, TimeSource time) {
        this.client = client;
        this.replicas = replicas;
        this.workers = workers;
        this.time = time;
        this.window = new RequestWindow<>(client.numbers(), WINDOW, WAITING);
    }

    /**
     * Asks for a decision. The answer comes on a worker's thread, which dependent stages must not block; it fails with
     * {@link UndecidedException} alone.
     */
    public CompletableFuture<DecidedEntry> submit(Question question) {
        CompletableFuture<DecidedEntry> answer = new CompletableFuture<>();
        if (closed) {
            answer.completeExceptionally(gateClosed());
        } else if (window.add(new Ask(question, answer))) {
            sendWaiting();
        } else {
            answer.completeExceptionally(new UndecidedException(
                    UndecidedException.Reason.OVERLOADED, WAITING + " requests wait already; ask again later"));
        }
        return answer;
    }

    private void sendWaiting() {
        try {
            for (var next = window.next(); next.isPresent(); next = window.next()) {
                send(next.get().number(), next.get().value());
            }
        } catch (IOException e) {
            close("request numbers cannot be reserved: " + e.getMessage());
        }
    }

    private void send(long number, Ask ask) {
        long startNanos = time.nanos();
        long now = time.wallMillis();
        Question question = ask.question();
        Request request = new Request(
                client.configuration().domain(),
                new RequestId(client.signer().client(), number),
                question.actionHash(),
                question.terms(),
                new Validity(now, now + question.lifeMillis()),
                question.toolDefinition());
        SignedRequest signed = client.signer().sign(request, question.action());
        OpenRequest opened = new OpenRequest(signed, ask.answer(), startNanos, question.lifeMillis());
        open.put(signed.digest(), opened);
        replicas.accept(signed);
        if (closed) {
            fail(opened, gateClosed());
        }
    }

    /** A replica executed batches. The first that can prove what it says is believed. */
    public void onExecuted(Executed executed) {
        if (executed.before().isPresent() && concerns(executed)) {
            workers.executeNext(() -> answer(executed, executed.before().get()));
        }
    }

    private boolean concerns(Executed executed) {
        for (Batch batch : executed.batches()) {
            for (Entry entry : batch.entries()) {
                if (entry instanceof DecisionEntry decision
                        && open.containsKey(decision.request().digest())) {
                    return true;
                }
            }
        }
        return false;
    }

    private void answer(Executed executed, Frontier before) {
        CertifiedLedger.check(executed, before, client.configuration().quorum(), client.authenticator())
                .ifPresent(certified -> certified.decisions().forEach((index, entry) -> {
                    OpenRequest request = open.remove(entry.request().digest());
                    if (request != null) {
                        window.close(entry.request().id().number());
                        request.answer().complete(certified.decided(index, entry, request.ageNanos(time.nanos())));
                    }
                }));
        sendWaiting();
    }

    /** A replica refused a request. When f+1 did, an honest one did, and the others will for the same reason. */
    public void onRefused(int replica, Digest digest, Refusal reason) {
        OpenRequest request = open.get(digest);
        if (request != null
                && isFinal(reason)
                && request.refusedBy(replica) >= client.configuration().weakQuorum()) {
            fail(
                    request,
                    new UndecidedException(
                            UndecidedException.Reason.REFUSED, "the replicas refused it: " + word(reason)));
        }
    }

    /** A full replica has room later; one that has decided it, or thinks it too late, leaves the answer to the chain. */
    private static boolean isFinal(Refusal refusal) {
        return switch (refusal) {
            case Refusal.NotAuthentic notAuthentic -> true;
            case Refusal.Rejected rejected ->
                rejected.reason() == Rejection.NOT_PERMITTED || rejected.reason() == Rejection.UNKNOWN_TERMS;
        };
    }

    private static String word(Refusal refusal) {
        return switch (refusal) {
            case Refusal.NotAuthentic notAuthentic -> notAuthentic.reason().name();
            case Refusal.Rejected rejected -> rejected.reason().name();
        };
    }

    /** Sends again, and gives up. To be called several times a second. */
    public void tick() {
        long now = time.nanos();
        for (OpenRequest request : open.values()) {
            if (request.isOver(now)) {
                fail(
                        request,
                        new UndecidedException(
                                UndecidedException.Reason.NO_QUORUM, "no quorum decided it by its deadline"));
            } else if (request.isDueAgain(now)) {
                replicas.accept(request.request());
            }
        }
    }

    private void fail(OpenRequest request, UndecidedException why) {
        if (open.remove(request.request().digest(), request)) {
            window.close(request.request().id().number());
            request.answer().completeExceptionally(why);
            sendWaiting();
        }
    }

    private static UndecidedException gateClosed() {
        return new UndecidedException(UndecidedException.Reason.CLOSED, "the gate is closed");
    }

    /** Fails everything that is open or comes later. */
    public void close(String why) {
        closed = true;
        open.values().forEach(request -> fail(request, new UndecidedException(UndecidedException.Reason.CLOSED, why)));
    }
}
