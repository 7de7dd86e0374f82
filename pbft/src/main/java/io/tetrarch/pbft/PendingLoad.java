package io.tetrarch.pbft;

import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.SignedRequest;
import java.util.TreeMap;

/**
 * How much is pending, in all and of each client, in requests and in bytes of their actions. Of the whole room the last
 * quarter is for clients that have less than their share pending: so a few that ask without end leave the others theirs.
 */
final class PendingLoad {
    /** So many requests, with so many bytes of actions. */
    record Amount(int requests, long bytes) {
        static final Amount NONE = new Amount(0, 0);

        Amount plus(SignedRequest request) {
            return new Amount(requests + 1, bytes + request.action().size());
        }

        Amount minus(SignedRequest request) {
            return new Amount(requests - 1, bytes - request.action().size());
        }
    }

    private final Limits limits;
    private final TreeMap<Digest, Amount> perClient = new TreeMap<>();
    private Amount all = Amount.NONE;

    PendingLoad(Limits limits) {
        this.limits = limits;
    }

    Amount all() {
        return all;
    }

    Amount of(Digest client) {
        return perClient.getOrDefault(client, Amount.NONE);
    }

    /** @param room how often the bounds fit in what may be held */
    boolean isFull(SignedRequest request, int room) {
        Amount own = of(request.id().client()).plus(request);
        Amount total = all.plus(request);
        if (own.requests() > room * limits.pendingPerClient()
                || own.bytes() > room * limits.pendingBytesPerClient()
                || total.requests() > room * limits.pendingRequests()
                || total.bytes() > room * limits.pendingBytes()) {
            return true;
        }
        boolean lastQuarter = total.requests() > room * (limits.pendingRequests() / 4) * 3
                || total.bytes() > room * (limits.pendingBytes() / 4) * 3;
        return lastQuarter && (own.requests() > limits.share() || own.bytes() > limits.shareBytes());
    }

    void add(SignedRequest request) {
        perClient.put(request.id().client(), of(request.id().client()).plus(request));
        all = all.plus(request);
    }

    void remove(SignedRequest request) {
        Digest client = request.id().client();
        Amount left = of(client).minus(request);
        if (left.requests() == 0) {
            perClient.remove(client);
        } else {
            perClient.put(client, left);
        }
        all = all.minus(request);
    }
}
