package io.tetrarch.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.client.Decision;
import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Entry;
import io.tetrarch.proof.decision.ProofVerifier;
import io.tetrarch.proof.decision.Verification;
import io.tetrarch.proof.group.Group;
import io.tetrarch.proof.group.GroupFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes, killed at moments of no one's choosing, on one data folder. */
class KilledProcessTest {
    private static final int KILLS = 4;

    @TempDir
    Path folder;

    private final Random random = new Random(9);
    private final List<byte[]> proofs = new ArrayList<>();

    @Test
    void whatWasReportedDecidedSurvivesEveryKillAndNoReplicaContradictsItself() throws Exception {
        Path data = folder.resolve("data");
        OwnVotes votes = new OwnVotes();
        for (int kill = 0; kill < KILLS; kill++) {
            killAfter(data, 1 + random.nextInt(40));
            votes.scan(data, group(data));
        }

        try (EmbeddedCluster gate = EmbeddedCluster.builder().storedIn(data).open()) {
            Decision after = gate.decide(DecidingProcess.action("/tmp/after"));

            assertThat(after.isApproved()).isTrue();
            assertEachReportIsInTheLedgerOf(gate);
            System.getLogger(KilledProcessTest.class.getName())
                    .log(
                            System.Logger.Level.INFO,
                            "opened after {0} kills and {1} decisions in {2} ms",
                            KILLS,
                            proofs.size(),
                            gate.openedIn().toMillis());
            assertThat(gate.openedIn()).isPositive();
        }
        votes.scan(data, group(data));
        assertThat(votes.size()).isGreaterThan(4 * proofs.size());
    }

    private void killAfter(Path data, int decisions) throws IOException, InterruptedException {
        Process process = DecidingProcess.start(data);
        try (BufferedReader out = process.inputReader(StandardCharsets.US_ASCII)) {
            for (int i = 0; i < decisions; i++) {
                note(out.readLine());
            }
            // by its handle, which leaves open what it wrote: all of that was reported as well
            process.toHandle().destroyForcibly();
            for (String line = out.readLine(); line != null && isWhole(line); line = out.readLine()) {
                note(line);
            }
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    /** The last line may be cut off. */
    private static boolean isWhole(String line) {
        return line.endsWith(".");
    }

    private void note(String line) {
        assertThat(line).as("the process ended by itself").isNotNull();
        proofs.add(Base64.getDecoder().decode(line.substring(line.indexOf(' ') + 1, line.length() - 1)));
    }

    private void assertEachReportIsInTheLedgerOf(EmbeddedCluster gate) throws IOException {
        ProofVerifier verifier = new ProofVerifier(gate.group(), Ed25519Provider.BEST.load());
        for (byte[] proof : proofs) {
            Verification verification = verifier.verify(proof);
            assertThat(verification).isInstanceOf(Verification.Authentic.class);
            Verification.Authentic proven = (Verification.Authentic) verification;
            assertThat(requestAt(gate, proven.ledgerIndex()))
                    .isEqualTo(proven.entry().request().digest().toString());
        }
        assertThat(proofs).hasSizeGreaterThanOrEqualTo(KILLS);
    }

    private static String requestAt(EmbeddedCluster gate, long index) throws IOException {
        var piece = gate.ledger().pieceWith(index).orElseThrow();
        List<Entry> entries = piece.batches().stream()
                .flatMap(batch -> batch.entries().stream())
                .toList();
        return ((DecisionEntry) entries.get((int) (index - piece.firstIndex())))
                .request()
                .digest()
                .toString();
    }

    private static Group group(Path data) throws Exception {
        return GroupFile.read(Files.readAllBytes(data.resolve("group.json")), Ed25519Provider.BEST.load());
    }
}
