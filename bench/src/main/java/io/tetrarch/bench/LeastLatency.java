package io.tetrarch.bench;

import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.embedded.EmbeddedCluster;
import io.tetrarch.embedded.home.HomeRefused;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The least that one caller's durable decision can take on this machine, as it is now.
 *
 * @param syncMicros what the disk takes to make a small record durable, for four files at once
 * @param floorMicros CPU time of one round's signatures and verifications
 */
public record LeastLatency(double syncMicros, double floorMicros) {
    private static final int DECISIONS = 200;

    /** @param folder where to write, on the disk that is meant */
    public static LeastLatency measure(SignatureScheme scheme, Path folder)
            throws IOException, HomeRefused, InterruptedException {
        double signatures;
        double verifications;
        try (EmbeddedCluster gate = EmbeddedCluster.builder()
                .signatures(scheme)
                .charter(RoundCharter.small().file())
                .inMemory()
                .open()) {
            var before = gate.work();
            new Load(gate).alone(DECISIONS);
            var work = gate.work().minus(before);
            signatures = (double) work.signatures() / DECISIONS;
            verifications = (double) work.verifications() / DECISIONS;
        }
        SignatureCost cost = SignatureCost.measure(scheme);
        return new LeastLatency(
                SyncCost.medianMicros(folder), signatures * cost.signMicros() + verifications * cost.verifyMicros());
    }

    /** The syncs that a decision waits for one after the other, and the floor. */
    public double micros() {
        return RoundReport.SYNCS_IN_A_ROW * syncMicros + floorMicros;
    }
}
