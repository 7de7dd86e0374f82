package io.tetrarch.embedded;

import io.tetrarch.crypto.authentication.Authenticator;
import io.tetrarch.crypto.authentication.MessageSigner;
import io.tetrarch.crypto.authentication.RequestSigner;
import io.tetrarch.node.Work;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts signatures made and verified, and the time that the core's checks take, over all epochs: whoever takes another's
 * place adds to what that one did.
 */
final class Labour {
    /** The client's place among the replicas'. */
    private static final int CLIENT = -1;

    private final Map<Integer, MessageSigner> signers = new HashMap<>();
    private final Map<Integer, Authenticator> authenticators = new HashMap<>();
    private long madeBefore;
    private long verifiedBefore;
    private long rememberedBefore;
    private final LongAdder checkNanos = new LongAdder();

    synchronized MessageSigner add(int replica, MessageSigner signer) {
        Optional.ofNullable(signers.put(replica, signer)).ifPresent(before -> madeBefore += before.signaturesMade());
        return signer;
    }

    synchronized Authenticator add(int replica, Authenticator authenticator) {
        Optional.ofNullable(authenticators.put(replica, authenticator)).ifPresent(before -> {
            verifiedBefore += before.signaturesVerified();
            rememberedBefore += before.signaturesRemembered();
        });
        return authenticator;
    }

    /** Runs the checks of a replica's step, and counts how long they take. */
    void time(Runnable checks) {
        long begun = System.nanoTime();
        checks.run();
        checkNanos.add(System.nanoTime() - begun);
    }

    /** The client's. */
    void add(Authenticator authenticator) {
        add(CLIENT, authenticator);
    }

    synchronized Work work(long messages, RequestSigner client) {
        return new Work(
                messages,
                madeBefore
                        + client.signaturesMade()
                        + signers.values().stream()
                                .mapToLong(MessageSigner::signaturesMade)
                                .sum(),
                verifiedBefore
                        + authenticators.values().stream()
                                .mapToLong(Authenticator::signaturesVerified)
                                .sum(),
                rememberedBefore
                        + authenticators.values().stream()
                                .mapToLong(Authenticator::signaturesRemembered)
                                .sum(),
                checkNanos.sum());
    }
}
