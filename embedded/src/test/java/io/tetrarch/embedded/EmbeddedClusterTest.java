package io.tetrarch.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tetrarch.client.Decision;
import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.embedded.home.HomeRefused;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.proof.action.Action;
import io.tetrarch.proof.decision.Permission;
import io.tetrarch.proof.decision.ProofFile;
import io.tetrarch.proof.decision.ProofVerifier;
import io.tetrarch.proof.decision.Verification;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedClusterTest {
    @TempDir
    Path folder;

    @Test
    void anActionIsDecidedAndItsProofVerifiesOffline() throws Exception {
        Action action = action("/tmp/report.md");
        try (EmbeddedCluster gate = EmbeddedCluster.builder().open()) {
            Decision decision = gate.decide(action);

            assertThat(decision.outcome()).isEqualTo(Outcome.APPROVED);
            assertThat(decision.actionHash())
                    .hasToString("0f64eba132b54b4c48f562748d6941796a629cdc16dec84a40d8787ffd01b4ec");
            assertThat(decision.commits()).isGreaterThanOrEqualTo(decision.quorum());
            ProofVerifier verifier = new ProofVerifier(gate.group(), Ed25519Provider.BEST.load());
            byte[] file = ProofFile.writeBytes(decision.proof());
            Action other = action("/etc/passwd");
            assertThat(verifier.verify(file)).isInstanceOfSatisfying(Verification.Authentic.class, proof -> {
                long now = System.currentTimeMillis();
                assertThat(proof.permits(action, "gate", now)).isEqualTo(new Permission.Permitted());
                assertThat(proof.permits(other, "gate", now)).isInstanceOf(Permission.NotPermitted.class);
            });
        }
    }

    @Test
    void aClusterOpenedAgainGoesOnWithItsLedger() throws Exception {
        try (EmbeddedCluster gate = open()) {
            assertThat(gate.decide(action("/tmp/1")).ledgerIndex()).isZero();
        }
        try (EmbeddedCluster gate = open()) {
            Decision second = gate.decide(action("/tmp/2"));

            assertThat(second.ledgerIndex()).isEqualTo(1);
            assertThat(gate.ledger().size()).isEqualTo(2);
            assertThat(gate.ledger().pieceWith(0).orElseThrow().firstIndex()).isZero();
        }
    }

    @Test
    void aFolderInUseIsRefusedInOneLine() throws Exception {
        try (EmbeddedCluster gate = open()) {
            assertThat(gate.group().replicaNames())
                    .containsExactly("analytical", "creative", "adversarial", "domain_expert");
            assertThatThrownBy(this::open)
                    .isInstanceOf(HomeRefused.class)
                    .hasMessage(folder + " is in use by this process already");
        }
    }

    private EmbeddedCluster open() throws IOException, HomeRefused {
        return EmbeddedCluster.builder().storedIn(folder).open();
    }

    private static Action action(String path) throws JsonRejected {
        return Action.parse(
                ("{\"kind\":\"execute_tool\",\"tool\":\"fs_write\",\"path\":\"" + path + "\",\"bytes\":4096}")
                        .getBytes(StandardCharsets.UTF_8));
    }
}
