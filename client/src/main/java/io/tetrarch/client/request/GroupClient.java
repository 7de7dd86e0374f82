package io.tetrarch.client.request;

import io.tetrarch.client.DecidedEntry;
import io.tetrarch.client.GateSettings;
import io.tetrarch.client.UndecidedException;
import io.tetrarch.crypto.authentication.Authenticator;
import io.tetrarch.crypto.authentication.RequestSigner;
import io.tetrarch.pbft.Configuration;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Domain;
import io.tetrarch.pbft.message.SignedRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A client of the group: signs requests, sends them to every replica, and waits for the first answer that proves itself.
 * What is asked while others are being signed or answered is signed together, by one signature. Sends again what stays
 * unanswered, and gives up some time after the deadline ({@link GateSettings#grace}), whatever it waits for, since whoever is not answered by then
 * must not act. When an epoch ends, what is still open is asked anew under the next, with the same number and deadline.
 *
 * <p>For any thread.
 */
public final class GroupClient {

    /** Requests signed together at most; their paths have six hashes then. */
    private static final int TOGETHER = 64;

    /** More open requests than this are not looked at in every tick, but after a pause. */
    private static final int MANY = 1024;

    private static final long PAUSE_NANOS = 100_000_000;

    private final Drafts drafts;
    private final Consumer<SignedRequest> replicas;
    private final Executor workers;
    private final Clocks clocks;
    private final long graceNanos;
    private final RequestWindow<Ask> window;
    private final Map<Digest, OpenRequest> open = new ConcurrentHashMap<>();

    private final SendingLine line;

    /** Nothing before it is closed; what was first said of it stays. */
    private final AtomicReference<@Nullable Closing> closed = new AtomicReference<>();

    /** The ticker's alone. */
    private long lookedAtNanos;

    private volatile Epoch epoch;
    /** Who has begun which epoch, of the latest ones. Guarded by this. */
    private final Map<Long, Set<Integer>> begunBy = new TreeMap<>();

    /** What was decided at its end may be told of after the next has begun. */
    private volatile Epoch before;

    /**
     * What a client goes by in one epoch.
     *
     * @param configuration of any replica of the group
     * @param authenticator the client's own, since it believes no replica
     */
    public record Epoch(Configuration configuration, Authenticator authenticator) {
        Domain domain() {
            return configuration.domain();
        }
    }

    /** Who asks. */
    public record Client(RequestSigner signer, RequestNumbers numbers) {}

    /** @param askedNanos from when on its life counts */
    record Ask(Question question, CompletableFuture<DecidedEntry> answer, long askedNanos) {
        long lifeNanos() {
            return TimeUnit.MILLISECONDS.toNanos(question.lifeMillis());
        }

        boolean isOver(long nowNanos) {
            return nowNanos - askedNanos > lifeNanos();
        }
    }

    /** With the settings that hold unless something else is said. */
    public GroupClient(Client client, Epoch first, Consumer<SignedRequest> replicas, Executor workers, Clocks clocks) {
        this(client, first, replicas, workers, clocks, GateSettings.DEFAULT);
    }

    /**
     * @param first the epoch to begin in
     * @param replicas sends to all of them; never blocks
     * @param workers runs soon what callers wait for
     * @param settings of which window and grace are the client's
     */
    public GroupClient(
            Client client,
            Epoch first,
            Consumer<SignedRequest> replicas,
            Executor workers,
            Clocks clocks,
            GateSettings settings) {
        this.drafts = new Drafts(client, clocks);
        this.epoch = first;
        this.before = first;
        this.replicas = replicas;
        this.workers = workers;
        this.line = new SendingLine(this::sendWaiting, workers);
        this.clocks = clocks;
        this.graceNanos = settings.grace().toNanos();
        this.lookedAtNanos = nanos();
        this.window = new RequestWindow<>(
                client.numbers(),
                RequestWindow.Bound.of(first.configuration().limits(), settings.window()),
                ask -> ask.question().action().size());
    }

    /**
     * Asks for a decision. The answer comes on a worker's thread, which dependent stages must not block; it fails with
     * {@link UndecidedException} alone.
     */
    public CompletableFuture<DecidedEntry> submit(Question question) {
        CompletableFuture<DecidedEntry> answer = new CompletableFuture<>();
        Closing before = closed.get();
        if (before != null) {
            answer.completeExceptionally(before.exception());
        } else if (window.add(new Ask(question, answer, nanos()))) {
            line.asked();
            Closing meanwhile = closed.get();
            if (meanwhile != null) {
                failWaiting(meanwhile);
            }
        } else {
            answer.completeExceptionally(window.bound().exceeded());
        }
        return answer;
    }

    /**
     * Signs a request under the next number, to be kept before {@link #take} sends it.
     *
     * @throws IOException if no number can be had
     */
    public SignedRequest draw(Question question) throws IOException {
        return drafts.draw(epoch.domain(), question);
    }

    /**
     * Asks for what was signed before, be it by an earlier process; nobody may ask for the same meanwhile. The answer comes
     * as that of {@link #submit} does.
     */
    public CompletableFuture<DecidedEntry> take(SignedRequest signed) {
        Ask ask = drafts.ask(signed);
        if (window.admit(ask)) {
            send(signed, ask);
        } else {
            ask.answer().completeExceptionally(window.bound().exceeded());
        }
        return ask.answer();
    }

    /** What is kept free of the bounds is for this: whoever has too much open must be able to take some back. */
    private CompletableFuture<DecidedEntry> insist(SignedRequest signed) {
        Ask ask = drafts.ask(signed);
        window.admitAnyway(ask);
        send(signed, ask);
        return ask.answer();
    }

    /**
     * Takes back what is not decided yet, by a request of the same number: so one of the two is decided, and never both.
     *
     * @param charterVersion in force
     * @return the decision on this; fails where the other one came first, or no quorum answers
     */
    public CompletableFuture<DecidedEntry> withdraw(SignedRequest request, long charterVersion) {
        return insist(drafts.withdrawal(epoch.domain(), request, charterVersion));
    }

    /** Waits no longer for it, if it is open; the replicas go on. */
    public void giveUp(SignedRequest request, UndecidedException why) {
        OpenRequest opened = open.get(request.digest());
        if (opened != null) {
            fail(opened, why);
        }
    }

    private void sendWaiting() {
        try {
            for (var next = window.next(TOGETHER); !next.isEmpty(); next = window.next(TOGETHER)) {
                send(next);
            }
        } catch (IOException e) {
            close("request numbers cannot be reserved: " + e.getMessage(), e);
        }
    }

    private void send(List<RequestWindow.Numbered<Ask>> together) {
        List<SignedRequest> signed = drafts.sign(epoch.domain(), together);
        for (int i = 0; i < signed.size(); i++) {
            send(signed.get(i), together.get(i).value());
        }
    }

    private void send(SignedRequest signed, Ask ask) {
        OpenRequest opened = new OpenRequest(signed, ask);
        open.put(signed.digest(), opened);
        replicas.accept(signed);
        // an epoch that began meanwhile may have found nothing to ask anew here
        askAnew(opened, epoch);
        Closing closing = closed.get();
        if (closing != null) {
            fail(opened, closing.exception());
        }
    }

    /**
     * A replica has begun this epoch. What is open is asked anew when a quorum has, since those that are not there yet hear
     * nothing of what the others say; and again when another comes after.
     */
    public void onEpochBegun(int replica, Epoch begun) {
        synchronized (this) {
            long number = begun.domain().epoch();
            begunBy.merge(number, new TreeSet<>(List.of(replica)), (all, one) -> {
                all.addAll(one);
                return all;
            });
            if (begunBy.getOrDefault(number, new TreeSet<>()).size()
                    < begun.configuration().quorum()) {
                return;
            }
            if (number > epoch.domain().epoch()) {
                before = epoch;
                epoch = begun;
                begunBy.keySet().removeIf(old -> old < number);
            }
        }
        Epoch now = epoch;
        for (OpenRequest request : Set.copyOf(open.values())) {
            askAnew(request, now);
            replicas.accept(request.request());
        }
    }

    private void askAnew(OpenRequest opened, Epoch now) {
        opened.askAnew(now.domain(), old -> drafts.anew(now.domain(), old)).ifPresent(signed -> {
            open.put(signed.digest(), opened);
            if (opened.isClosed()) {
                open.remove(signed.digest());
            } else {
                replicas.accept(signed);
            }
        });
    }

    /** A replica tells what was decided. The first that can prove what it says is believed. */
    public void onReply(Reply reply) {
        concerned(reply).ifPresent(epochThen -> workers.execute(() -> answer(reply, epochThen)));
    }

    /** The epoch that it was decided in, if something open was decided. */
    private Optional<Epoch> concerned(Reply reply) {
        return reply.first(decision -> open.containsKey(decision.request().digest()))
                .map(decision -> decision.request().request().domain())
                .flatMap(domain -> Stream.of(epoch, before)
                        .filter(each -> each.domain().equals(domain))
                        .findFirst());
    }

    private void answer(Reply reply, Epoch then) {
        reply.check(then.configuration().quorum(), then.authenticator())
                .ifPresent(certified -> line.answered(
                        () -> certified.byIndex().forEach((index, entry) -> {
                            OpenRequest request = open.get(entry.request().digest());
                            if (request != null && close(request)) {
                                request.answer().complete(certified.decided(index, entry, request.ageNanos(nanos())));
                            }
                        }),
                        certified.byIndex().size()));
    }

    private long nanos() {
        return clocks.nanos().getAsLong();
    }

    private boolean close(OpenRequest request) {
        if (!request.close()) {
            return false;
        }
        request.digests().forEach(open::remove);
        window.close(request.ask());
        return true;
    }

    /** A replica refused a request. When f+1 did, an honest one did, and the others will for the same reason. */
    public void onRefused(int replica, Digest digest, Refusal reason) {
        OpenRequest request = open.get(digest);
        if (request != null
                && request.request().digest().equals(digest)
                && reason.lasting()
                && request.refusedBy(replica) >= epoch.configuration().weakQuorum()) {
            fail(
                    request,
                    new UndecidedException(
                            UndecidedException.Reason.REFUSED, "the replicas refused it: " + reason.word()));
        }
    }

    /** Sends again, and gives up. To be called several times a second. */
    public void tick() {
        long now = nanos();
        if (open.size() > MANY && now - lookedAtNanos < PAUSE_NANOS) {
            return;
        }
        lookedAtNanos = now;
        window.takeBack(ask -> ask.isOver(now)).forEach(ask -> ask.answer().completeExceptionally(noQuorum()));
        for (Map.Entry<Digest, OpenRequest> each : open.entrySet()) {
            OpenRequest request = each.getValue();
            if (!request.request().digest().equals(each.getKey())) {
                continue; // as it was asked in an earlier epoch
            }
            if (request.isOver(now, graceNanos)) {
                fail(request, noQuorum());
            } else if (request.isDueAgain(now)) {
                replicas.accept(request.request());
            }
        }
    }

    private void fail(OpenRequest request, UndecidedException why) {
        if (close(request)) {
            request.answer().completeExceptionally(why);
        }
    }

    private static UndecidedException noQuorum() {
        return new UndecidedException(UndecidedException.Reason.NO_QUORUM, "no quorum decided it by its deadline");
    }

    private void failWaiting(Closing closing) {
        window.takeBack(any -> true).forEach(ask -> ask.answer().completeExceptionally(closing.exception()));
    }

    /** Fails everything that is open or comes later. */
    public void close(String why) {
        close(new Closing(why, Optional.empty()));
    }

    /** The same, if something went wrong; it is the cause of what callers get. */
    public void close(String why, Throwable cause) {
        close(new Closing(why, Optional.of(cause)));
    }

    private void close(Closing wanted) {
        Closing first = closed.compareAndExchange(null, wanted);
        Closing closing = first == null ? wanted : first;
        failWaiting(closing);
        open.values().forEach(request -> fail(request, closing.exception()));
    }
}
