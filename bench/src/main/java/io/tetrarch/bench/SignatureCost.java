package io.tetrarch.bench;

import io.tetrarch.crypto.ed25519.Ed25519Seed;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.crypto.signature.SigningKey;
import java.security.SecureRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * What one signature and one verification cost on one thread, in microseconds.
 *
 * @param checksPerSecond how often all processors together, with nothing else to do, sign something and verify it
 *     {@value #REPLICAS} times: as often as requests could be decided that are each signed by themselves, if that were all
 */
record SignatureCost(double signMicros, double verifyMicros, double checksPerSecond) {
    private static final int REPLICAS = 4;

    /** As long as what is signed for a vote. */
    private static final int MESSAGE_BYTES = 150;

    private static final int BATCHES = 25;
    private static final int PER_BATCH = 200;
    private static final int ROUNDS = 5;
    private static final int CHECKS = 500;

    /** The best of several batches: whatever disturbs only adds. */
    static SignatureCost measure(SignatureScheme scheme) {
        SigningKey key = scheme.signingKey(Ed25519Seed.generate(new SecureRandom()));
        byte[] message = new byte[MESSAGE_BYTES];
        byte[] signature = key.sign(message);
        double sign = Double.MAX_VALUE;
        double verify = Double.MAX_VALUE;
        for (int batch = 0; batch < BATCHES; batch++) {
            sign = Math.min(sign, micros(() -> key.sign(message)));
            verify = Math.min(verify, micros(() -> verify(key, message, signature)));
        }
        return new SignatureCost(sign, verify, checksPerSecond(key, message));
    }

    /** The best of several rounds, for the same reason. */
    private static double checksPerSecond(SigningKey key, byte[] message) {
        int threads = Runtime.getRuntime().availableProcessors();
        double best = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            try (ExecutorService all = Executors.newFixedThreadPool(threads)) {
                for (int thread = 0; thread < threads; thread++) {
                    all.execute(() -> check(key, message));
                }
            }
            best = Math.max(best, threads * CHECKS * 1e9 / (System.nanoTime() - start));
        }
        return best;
    }

    private static void check(SigningKey key, byte[] message) {
        for (int i = 0; i < CHECKS; i++) {
            byte[] signature = key.sign(message);
            for (int replica = 0; replica < REPLICAS; replica++) {
                verify(key, message, signature);
            }
        }
    }

    private static void verify(SigningKey key, byte[] message, byte[] signature) {
        if (!key.verifyingKey().verify(message, signature)) {
            throw new IllegalStateException("a good signature was refused");
        }
    }

    private static double micros(Runnable operation) {
        long start = System.nanoTime();
        for (int i = 0; i < PER_BATCH; i++) {
            operation.run();
        }
        return (System.nanoTime() - start) / 1000.0 / PER_BATCH;
    }
}
