package io.tetrarch.client.request;

import io.tetrarch.client.DecidedEntry;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Domain;
import io.tetrarch.pbft.message.SignedRequest;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/** A request that waits for its decision. */
final class OpenRequest {
    private static final long FIRST_RESEND_NANOS = 1_000_000_000L;

    private SignedRequest request;
    private final Set<Digest> digests = new HashSet<>();
    private boolean closed;
    private final GroupClient.Ask ask;
    private final Set<Integer> refusedBy = new HashSet<>();
    private long resendAfterNanos = FIRST_RESEND_NANOS;

    OpenRequest(SignedRequest request, GroupClient.Ask ask) {
        this.request = request;
        this.digests.add(request.digest());
        this.ask = ask;
    }

    GroupClient.Ask ask() {
        return ask;
    }

    /** As it was asked last. */
    synchronized SignedRequest request() {
        return request;
    }

    /** By which it was ever asked: one for each epoch that it was open in. */
    synchronized Set<Digest> digests() {
        return Set.copyOf(digests);
    }

    /** Asks for the same in a later epoch; empty if it was asked for there already. */
    synchronized Optional<SignedRequest> askAnew(Domain epoch, UnaryOperator<SignedRequest> sign) {
        if (closed || request.request().domain().epoch() >= epoch.epoch()) {
            return Optional.empty();
        }
        request = sign.apply(request);
        digests.add(request.digest());
        refusedBy.clear();
        return Optional.of(request);
    }

    /** Whoever closes it answers it; false if it was closed before. */
    synchronized boolean close() {
        boolean first = !closed;
        closed = true;
        return first;
    }

    synchronized boolean isClosed() {
        return closed;
    }

    CompletableFuture<DecidedEntry> answer() {
        return ask.answer();
    }

    long ageNanos(long nowNanos) {
        return nowNanos - ask.askedNanos();
    }

    /** How many replicas have refused it, with this one. */
    synchronized int refusedBy(int replica) {
        refusedBy.add(replica);
        return refusedBy.size();
    }

    boolean isOver(long nowNanos, long graceNanos) {
        return ageNanos(nowNanos) > ask.lifeNanos() + graceNanos;
    }

    /** Whether it is time to send it again; the pauses double. */
    synchronized boolean isDueAgain(long nowNanos) {
        if (ageNanos(nowNanos) < resendAfterNanos) {
            return false;
        }
        resendAfterNanos *= 2;
        return true;
    }
}
