package io.tetrarch.simulator.world;

import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Hash;
import io.tetrarch.pbft.message.Request;
import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Terms;
import io.tetrarch.pbft.message.Validity;
import io.tetrarch.proof.rule.WithdrawRequest;
import io.tetrarch.simulator.key.KeyAuthority;
import io.tetrarch.simulator.random.Randomness;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The clients: they sign requests, hand them to all replicas, and hand them in again until they learn of a decision.
 * Some behave badly.
 */
public final class Clients {
    private static final long RETRY_MILLIS = 1_500;
    private static final long LEFT_MILLIS = 2_000;

    /** Time that a request has at least when it is made anew, since its epoch ended. */
    private static final long ANEW_MILLIS = 10_000;

    /** Per thousand of the requests that wait for people, those whose client takes them back. */
    private static final int TIRED = 400;

    private static final long LONGEST_PATIENCE_MILLIS = 4_000;

    private final World world;
    private final Randomness randomness;
    private final long[] numbers;
    private final List<SignedRequest> ordered = new ArrayList<>();

    /** Changes of the group: all judges approve of them. */
    private final Set<RequestId> agreed = new TreeSet<>();

    Clients(World world, Randomness randomness) {
        this.world = world;
        this.randomness = randomness;
        this.numbers = new long[world.config().load().clients()];
    }

    /** Puts all requests of the time of faults on the agenda. */
    void schedule() {
        long horizon = world.config().load().faultMillis();
        for (int i = 0; i < world.config().load().requests(); i++) {
            int client = randomness.below(numbers.length);
            long at = randomness.between(1, horizon * 3 / 4);
            boolean odd = randomness.chance(world.config().profile().rate(FaultClass.CLIENT));
            int how = randomness.below(5);
            long lifeMillis = randomness.chance(250) ? randomness.between(300, 2_500) : horizon + LEFT_MILLIS - at;
            String tier = tier();
            world.in(
                    at,
                    () -> make(client, tier, lifeMillis, odd && world.faults().strikes(FaultClass.CLIENT) ? how : -1));
        }
    }

    private String tier() {
        int rate = world.config().profile().rate(FaultClass.PERSON);
        return rate > 0 && randomness.chance(rate) && world.faults().strikes(FaultClass.PERSON)
                ? Judges.PERSON
                : "standard";
    }

    private void make(int client, String tier, long lifeMillis, int how) {
        long number = ++numbers[client];
        SignedRequest request = request(client, number, tier, world.now() + lifeMillis);
        switch (how) {
            case 0 -> {
                // handed in a second time when it is old
                order(request, true);
                world.in(randomness.between(1, 3_000), () -> submit(request, -1L));
            }
            case 1 -> submit(request, randomness.next());
            case 2 -> {
                // two bodies under one number: at most one may be decided, and neither is owed
                submit(request, randomness.next());
                submit(request(client, number, "urgent", world.now() + lifeMillis), randomness.next());
            }
            case 3 -> submit(request(client, number, "unknown", world.now() + lifeMillis), -1L);
            case 4 -> order(request(client, number, "closing", world.now() + lifeMillis), true);
            default -> {
                order(request, true);
                if (tier.equals(Judges.PERSON) && randomness.chance(TIRED)) {
                    world.in(randomness.between(1, LONGEST_PATIENCE_MILLIS), () -> withdraw(request, client));
                }
            }
        }
    }

    /** Takes a request back, if it is not decided by then, and insists on that; whichever is decided ends both. */
    private void withdraw(SignedRequest request, int client) {
        if (world.decisions().of(request.id()).isPresent()) {
            return;
        }
        KeyAuthority notary = world.epochs().latest().notary();
        SignedRequest withdrawal = sign(
                notary,
                client,
                request.id().number(),
                WithdrawRequest.TIER,
                new WithdrawRequest(request.digest()).action(),
                new Validity(World.EPOCH_MILLIS + world.now(), World.EPOCH_MILLIS + world.now() + 1_000_000));
        submit(withdrawal, -1L);
        world.in(RETRY_MILLIS, () -> retry(withdrawal));
    }

    /** A change of the group, asked for until it is decided; what it changed may have changed otherwise meanwhile. */
    void change(String tier) {
        SignedRequest request = request(0, ++numbers[0], tier, world.now() + 1_000_000);
        agreed.add(request.id());
        submit(request, -1L);
        world.in(RETRY_MILLIS, () -> retry(request));
    }

    /** A request that every judge approves, handed to everybody, to see whether the cluster still decides. */
    SignedRequest probe() {
        SignedRequest request = request(0, ++numbers[0], "standard", world.now() + 1_000_000);
        agreed.add(request.id());
        order(request, true);
        return request;
    }

    private void order(SignedRequest request, boolean retried) {
        ordered.add(request);
        submit(request, -1L);
        if (retried) {
            world.in(RETRY_MILLIS, () -> retry(request));
        }
    }

    private void retry(SignedRequest request) {
        if (world.decisions().of(request.id()).isEmpty()) {
            submit(request, -1L);
            world.in(RETRY_MILLIS, () -> retry(request));
        }
    }

    /** Under the epoch of the day: what was asked for before it and not decided is asked for anew. */
    private void submit(SignedRequest first, long mask) {
        KeyAuthority notary = world.epochs().latest().notary();
        SignedRequest request = first.request().domain().equals(notary.domain()) ? first : anew(notary, first);
        if (agreed.contains(request.id())) {
            world.agreeOn(request.digest(), Collections.nCopies(world.config().replicas(), Answer.APPROVE));
        }
        world.say(() -> "client submits " + request.request());
        for (int i = 0; i < world.config().replicas(); i++) {
            if ((mask >>> i & 1) == 1) {
                world.submit(request, i, 1 + randomness.below(6));
            }
        }
    }

    /** Whatever is still undecided is handed in once more. */
    void insist() {
        for (SignedRequest request : ordered) {
            if (world.decisions().of(request.id()).isEmpty()) {
                submit(request, -1L);
            }
        }
    }

    /**
     * The first request that must be decided and is not: one that was handed to all replicas while they were well,
     * before its deadline. One that was over before may have been lost with the replicas that had it, and one that none had
     * room for was never let in. Replicas are well once they have come to their epoch: before, it may have no quorum.
     */
    Optional<RequestId> undecided() {
        long wellMillis =
                Math.max(world.config().load().faultMillis(), world.epochs().lastEnteredMillis());
        long since = World.EPOCH_MILLIS + wellMillis + LEFT_MILLIS;
        return ordered.stream()
                .filter(request -> request.request().validity().deadlineMillis() >= since)
                .map(SignedRequest::id)
                .filter(id -> world.decisions().of(id).isEmpty()
                        && !world.witness().doors().keptOut(id))
                .findFirst();
    }

    private SignedRequest request(int client, long number, String tier, long deadlineMillis) {
        String action =
                "{\"kind\":\"test\",\"client\":" + client + ",\"number\":" + number + ",\"tier\":\"" + tier + "\"}";
        Bytes bytes = Bytes.wrap(action.getBytes(StandardCharsets.UTF_8));
        Validity validity = new Validity(World.EPOCH_MILLIS + world.now(), World.EPOCH_MILLIS + deadlineMillis);
        return sign(world.epochs().latest().notary(), client, number, tier, bytes, validity);
    }

    private SignedRequest anew(KeyAuthority notary, SignedRequest old) {
        int client = 0;
        while (!notary.client(client).equals(old.id().client())) {
            client++;
        }
        Request request = old.request();
        long now = World.EPOCH_MILLIS + world.now();
        Validity validity = new Validity(now, Math.max(request.validity().deadlineMillis(), now + ANEW_MILLIS));
        return sign(notary, client, request.id().number(), request.terms().tier(), old.action(), validity);
    }

    /** A client's signed request. */
    public static SignedRequest sign(
            KeyAuthority notary, int client, long number, String tier, Bytes action, Validity validity) {
        Request request = new Request(
                notary.domain(),
                new RequestId(notary.client(client), number),
                Hash.sha3(action.readOnlyArray()),
                new Terms("executor", tier, 1),
                validity,
                Optional.empty());
        return notary.sign(client, request, action);
    }
}
