package io.tetrarch.bench;

import io.tetrarch.crypto.ed25519.Ed25519Seed;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.crypto.signature.SigningKey;
import java.security.SecureRandom;

/** What one signature and one verification cost on one thread, in microseconds. */
record SignatureCost(double signMicros, double verifyMicros) {
    /** As long as what is signed for a vote. */
    private static final int MESSAGE_BYTES = 150;

    private static final int BATCHES = 25;
    private static final int PER_BATCH = 200;

    /** The best of several batches: whatever disturbs only adds. */
    static SignatureCost measure(SignatureScheme scheme) {
        SigningKey key = scheme.signingKey(Ed25519Seed.generate(new SecureRandom()));
        byte[] message = new byte[MESSAGE_BYTES];
        byte[] signature = key.sign(message);
        double sign = Double.MAX_VALUE;
        double verify = Double.MAX_VALUE;
        for (int batch = 0; batch < BATCHES; batch++) {
            sign = Math.min(sign, micros(() -> key.sign(message)));
            verify = Math.min(verify, micros(() -> {
                if (!key.verifyingKey().verify(message, signature)) {
                    throw new IllegalStateException("a good signature was refused");
                }
            }));
        }
        return new SignatureCost(sign, verify);
    }

    private static double micros(Runnable operation) {
        long start = System.nanoTime();
        for (int i = 0; i < PER_BATCH; i++) {
            operation.run();
        }
        return (System.nanoTime() - start) / 1000.0 / PER_BATCH;
    }
}
