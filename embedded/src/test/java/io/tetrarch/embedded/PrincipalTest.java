package io.tetrarch.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tetrarch.client.Decision;
import io.tetrarch.client.Submission;
import io.tetrarch.client.UndecidedException;
import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.gate.charter.CharterReader;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.Principal;
import io.tetrarch.proof.action.Action;
import io.tetrarch.proof.decision.ProofFile;
import io.tetrarch.proof.decision.ProofVerifier;
import io.tetrarch.proof.decision.Verification;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** For whom a client asks stands in the signed request, and counts where the charter takes the client's word for it. */
class PrincipalTest {
    private static final Principal ALICE = new Principal("agent-1", Optional.of("alice"), Optional.of("s7"));
    private static final Principal BOB = new Principal("agent-1", Optional.of("bob"), Optional.empty());

    @Test
    void quotasAreCountedForEachPrincipalAcrossRestarts(@TempDir Path folder) throws Exception {
        String charter = charter("quotas: [{decisions: 1, window: 7d}]\n"
                + "principals: [{clients: gate, names: ['agent-*', alice, bob]}]");
        try (EmbeddedCluster gate = open(folder, charter)) {
            assertThat(gate.decide(list(1).withPrincipal(ALICE)).isApproved()).isTrue();
        }
        try (EmbeddedCluster gate = open(folder, charter)) {
            assertThat(gate.decide(list(2).withPrincipal(BOB)).isApproved()).isTrue();
            Decision second = gate.decide(list(3).withPrincipal(ALICE));
            assertThat(second.outcome()).isEqualTo(Outcome.DENIED);
            assertThat(second.verdicts())
                    .anyMatch(vote -> vote.verdict().reasonCode().equals("quota-exceeded"));
            Decision stranger = gate.decide(list(4).withPrincipal(Principal.of("mallory")));
            assertThat(stranger.verdicts())
                    .isNotEmpty()
                    .allMatch(vote -> vote.verdict().reasonCode().equals("principal-not-permitted"));
        }
    }

    @Test
    void aProofTellsForWhomItWasAskedAndVerifies() throws Exception {
        SignatureScheme scheme = Ed25519Provider.BEST.load();
        try (EmbeddedCluster gate = EmbeddedCluster.builder().open()) {
            Decision decision = gate.decide(list(1).withPrincipal(ALICE));
            byte[] file = ProofFile.writeBytes(decision.proof());
            assertThat(new String(file, StandardCharsets.UTF_8)).contains("\"onBehalfOf\": \"alice\"");
            assertThat(new ProofVerifier(gate.group(), scheme).verify(file)).isInstanceOf(Verification.Authentic.class);
            byte[] forged = new String(file, StandardCharsets.UTF_8)
                    .replace("\"onBehalfOf\": \"alice\"", "\"onBehalfOf\": \"clara\"")
                    .getBytes(StandardCharsets.UTF_8);
            assertThat(new ProofVerifier(gate.group(), scheme).verify(forged))
                    .isInstanceOf(Verification.NotAuthentic.class);
        }
    }

    @Test
    void anIdempotencyKeyIsOfOnePrincipal() throws Exception {
        try (EmbeddedCluster gate = EmbeddedCluster.builder().open()) {
            Submission hers = list(1).withIdempotencyKey("k").withPrincipal(ALICE);
            assertThat(gate.ask(hers).decision().toCompletableFuture().get().isApproved())
                    .isTrue();
            assertThatThrownBy(() -> gate.ask(hers.withPrincipal(BOB))).isInstanceOf(UndecidedException.class);
        }
    }

    private static String charter(String more) throws Exception {
        try (InputStream in = CharterReader.class.getResourceAsStream(CharterReader.DEFAULT_FILE)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .replace("version: 1", "version: 1\n" + more);
        }
    }

    private static EmbeddedCluster open(Path folder, String charter) throws Exception {
        return EmbeddedCluster.builder()
                .storedIn(folder)
                .charter(charter.getBytes(StandardCharsets.UTF_8))
                .open();
    }

    private static Submission list(int number) throws Exception {
        return Submission.of(
                Action.parse(("{\"kind\":\"execute_tool\",\"tool\":\"shell\",\"command\":\"ls /tmp/" + number + "\"}")
                        .getBytes(StandardCharsets.UTF_8)));
    }
}
