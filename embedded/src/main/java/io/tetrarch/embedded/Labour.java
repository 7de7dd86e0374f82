package io.tetrarch.embedded;

import io.tetrarch.crypto.authentication.Authenticator;
import io.tetrarch.crypto.authentication.MessageSigner;
import io.tetrarch.node.observe.Work;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts signatures made and verified, and the time that the core's checks take, over all epochs: whoever takes another's
 * place adds to what that one did. Places are replicas' indexes, or any others.
 */
final class Labour {
    private final Map<Integer, MessageSigner> signers = new HashMap<>();
    private final Map<Integer, Authenticator> authenticators = new HashMap<>();
    private long madeBefore;
    private long verifiedBefore;
    private long rememberedBefore;
    private final LongAdder checkNanos = new LongAdder();

    synchronized MessageSigner add(int place, MessageSigner signer) {
        Optional.ofNullable(signers.put(place, signer)).ifPresent(before -> madeBefore += before.signaturesMade());
        return signer;
    }

    synchronized Authenticator add(int place, Authenticator authenticator) {
        Optional.ofNullable(authenticators.put(place, authenticator)).ifPresent(before -> {
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

    /** With no messages. */
    synchronized Work work() {
        return new Work(
                0,
                madeBefore
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
