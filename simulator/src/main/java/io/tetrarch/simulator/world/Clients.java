package io.tetrarch.simulator.world;

import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Hash;
import io.tetrarch.pbft.message.Request;
import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Terms;
import io.tetrarch.pbft.message.Validity;
import io.tetrarch.simulator.key.Notary;
import io.tetrarch.simulator.random.Randomness;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The clients: they sign requests, hand them to all replicas, and hand them in again until they learn of a decision.
 * Some behave badly.
 */
public final class Clients {
    private static final long RETRY_MILLIS = 1_500;
    private static final long LEFT_MILLIS = 2_000;

    private final World world;
    private final Randomness randomness;
    private final long[] numbers;
    private final List<SignedRequest> ordered = new ArrayList<>();

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
            world.in(at, () -> make(client, lifeMillis, odd && world.faults().strikes(FaultClass.CLIENT) ? how : -1));
        }
    }

    private void make(int client, long lifeMillis, int how) {
        long number = ++numbers[client];
        SignedRequest request = request(client, number, "standard", world.now() + lifeMillis);
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
            default -> order(request, true);
        }
    }

    /** A request that every judge approves, handed to everybody, to see whether the cluster still decides. */
    SignedRequest probe() {
        SignedRequest request = request(0, ++numbers[0], "standard", world.now() + 1_000_000);
        world.agreeOn(request.digest(), Collections.nCopies(world.config().replicas(), Answer.APPROVE));
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

    private void submit(SignedRequest request, long mask) {
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
     * before its deadline. One that was over before may have been lost with the replicas that had it.
     */
    Optional<RequestId> undecided() {
        long since = World.EPOCH_MILLIS + world.config().load().faultMillis() + LEFT_MILLIS;
        return ordered.stream()
                .filter(request -> request.request().validity().deadlineMillis() >= since)
                .map(SignedRequest::id)
                .filter(id -> world.decisions().of(id).isEmpty())
                .findFirst();
    }

    private SignedRequest request(int client, long number, String tier, long deadlineMillis) {
        String action =
                "{\"kind\":\"test\",\"client\":" + client + ",\"number\":" + number + ",\"tier\":\"" + tier + "\"}";
        Bytes bytes = Bytes.wrap(action.getBytes(StandardCharsets.UTF_8));
        Validity validity = new Validity(World.EPOCH_MILLIS + world.now(), World.EPOCH_MILLIS + deadlineMillis);
        return sign(world.kit().notary(), client, number, tier, bytes, validity);
    }

    /** A client's signed request. */
    public static SignedRequest sign(
            Notary notary, int client, long number, String tier, Bytes action, Validity validity) {
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
