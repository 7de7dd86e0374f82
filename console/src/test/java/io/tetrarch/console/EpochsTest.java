package io.tetrarch.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.embedded.EmbeddedCluster;
import io.tetrarch.embedded.EmbeddedClusterBuilder;
import io.tetrarch.node.replica.ReplicaState;
import io.tetrarch.proof.action.Action;
import io.tetrarch.proof.decision.ProofVerifier;
import io.tetrarch.proof.decision.Verification;
import io.tetrarch.proof.group.Group;
import io.tetrarch.proof.group.GroupFile;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A group that has changed, as the API shows it. */
class EpochsTest {
    private static final SignatureScheme SCHEME = Ed25519Provider.BEST.load();

    private static EmbeddedClusterBuilder builder() {
        List<String> names = List.of("laptop", "phone", "tablet", "desktop");
        StringBuilder charter = new StringBuilder("""
            version: 1
            acknowledge: correlated-judges
            categories: {file_write: [fs_write]}
            tiers: [{name: all, demand: quorum, deadlineMillis: 60000, judgeMillis: 20000}]
            judges:
            """);
        names.forEach(name -> charter.append("  ").append(name).append("""
            :
                about: Nothing is held against anything.
                policy: {rules: [], otherwise: {answer: approve, reason: fine, text: Fine.}}
            """));
        return EmbeddedCluster.builder()
                .replicas(names)
                .charter(charter.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aProofOfEachEpochVerifiesByThatEpochsGroupFile() throws Exception {
        try (Server server = new Server(builder())) {
            Action action = Action.parse(Server.ACTION.getBytes(StandardCharsets.UTF_8));
            assertThat(server.cluster.decide(action).isApproved()).isTrue();
            assertThat(server.cluster.decide(server.cluster.removal("phone")).isApproved())
                    .isTrue();
            assertThat(server.cluster.decide(action).isApproved()).isTrue();

            assertThat(verify(server, "/v1/decisions/0/proof", "/v1/group?epoch=1"))
                    .isInstanceOf(Verification.Authentic.class);
            assertThat(verify(server, "/v1/decisions/1/proof", "/v1/group?epoch=1"))
                    .isInstanceOf(Verification.Authentic.class);
            assertThat(verify(server, "/v1/decisions/2/proof", "/v1/group?epoch=2"))
                    .isInstanceOf(Verification.Authentic.class);
            assertThat(verify(server, "/v1/decisions/2/proof", "/v1/group")).isInstanceOf(Verification.Authentic.class);
            assertThat(verify(server, "/v1/decisions/2/proof", "/v1/group?epoch=1"))
                    .isInstanceOf(Verification.NotAuthentic.class);
            assertThat(server.get("/v1/group?epoch=3").statusCode()).isEqualTo(400);
        }
    }

    private static Verification verify(Server server, String proof, String groupFile) throws Exception {
        Group group = GroupFile.read(server.get(groupFile).body(), SCHEME);
        return new ProofVerifier(group, SCHEME).verify(server.get(proof).body());
    }

    @Test
    void aVacantSeatIsShownAsOneAndCannotBeHaltedOrStarted() throws Exception {
        try (Server server = new Server(builder())) {
            assertThat(server.cluster.decide(server.cluster.removal("phone")).isApproved())
                    .isTrue();
            Server.await("a vacant seat", () -> server.cluster.replicas().get(1).run() == ReplicaState.Run.VACANT);

            assertThat(Server.text(server.get("/v1/replicas")))
                    .containsPattern("\"key\": ?null")
                    .contains("VACANT");
            for (String order : List.of("halt", "start")) {
                HttpResponse<byte[]> refused = server.drill("phone", order);
                assertThat(refused.statusCode()).isEqualTo(409);
                assertThat(Server.text(refused)).contains("nobody has the seat of phone in this epoch");
            }
        }
    }
}
