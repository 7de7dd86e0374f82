package io.tetrarch.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.embedded.home.Inspection;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Entry;
import io.tetrarch.proof.decision.ProofVerifier;
import io.tetrarch.proof.decision.Verification;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real processes whose files cannot grow beyond a size, which fails RocksDB's writes as a full disk does. */
@Timeout(300)
class FullDiskTest {
    @TempDir
    Path folder;

    private final List<byte[]> proofs = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(longs = {150_000, 201_234, 333_333})
    void whatWasDecidedBeforeTheDiskWasFullIsThereAndTheGroupGoesOn(long bytes) throws Exception {
        Path data = folder.resolve("data");
        Process process = DecidingProcess.start(data);
        try (BufferedReader out = process.inputReader(StandardCharsets.US_ASCII)) {
            for (String line = out.readLine(); line != null && line.endsWith("."); line = out.readLine()) {
                if (proofs.isEmpty()) {
                    Doomed.limitFiles(process, bytes);
                }
                proofs.add(Base64.getDecoder().decode(line.substring(line.indexOf(' ') + 1, line.length() - 1)));
            }
            assertThat(process.waitFor(60, TimeUnit.SECONDS))
                    .as("it ends by itself")
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(proofs).hasSizeGreaterThan(3);
        try (EmbeddedCluster gate = EmbeddedCluster.builder().storedIn(data).open()) {
            assertThat(gate.decide(DecidingProcess.action("/tmp/after")).isApproved())
                    .isTrue();
            ProofVerifier verifier = new ProofVerifier(gate.group(), Ed25519Provider.BEST.load());
            for (byte[] proof : proofs) {
                Verification.Authentic proven = (Verification.Authentic) verifier.verify(proof);
                var piece = gate.ledger().pieceWith(proven.ledgerIndex()).orElseThrow();
                List<Entry> entries = piece.batches().stream()
                        .flatMap(batch -> batch.entries().stream())
                        .toList();
                DecisionEntry entry = (DecisionEntry) entries.get((int) (proven.ledgerIndex() - piece.firstIndex()));
                assertThat(entry.request().digest())
                        .isEqualTo(proven.entry().request().digest());
            }
        }
        try (Inspection inspection = Inspection.open(data, Ed25519Provider.BEST.load())) {
            assertThat(inspection.convictions()).isEmpty();
        }
    }
}
