package io.tetrarch.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tetrarch.client.Decision;
import io.tetrarch.node.observe.Await;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.proof.group.ClientMember;
import io.tetrarch.proof.group.Group;
import io.tetrarch.proof.group.LineageFile;
import io.tetrarch.proof.group.Role;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A client joins a group by its decision, with its next epoch, and stays across restarts. */
@Timeout(120)
class JoiningClientTest {
    private static final ClientMember CI = new ClientMember(
            "ci",
            Bytes.wrap(EpochChangeTest.SCHEME
                    .signingKey(new byte[32])
                    .verifyingKey()
                    .raw()),
            new TreeSet<>(List.of(Role.SUBMIT, Role.EXECUTE)));

    @TempDir
    Path folder;

    private EmbeddedCluster open(byte[] charter) throws Exception {
        return EmbeddedCluster.builder()
                .signatures(EpochChangeTest.SCHEME)
                .charter(charter)
                .storedIn(folder.resolve("data"))
                .open();
    }

    private static byte[] charter() {
        return """
            version: 1
            acknowledge: correlated-judges
            categories: {file: [fs_write], governance: [change_membership]}
            tiers: [{name: all, demand: quorum, deadlineMillis: 30000, judgeMillis: 5000}]
            judges:
              analytical: {about: a, policy: {rules: [], otherwise: {answer: approve, reason: fine, text: Fine.}}}
              creative: {about: b, policy: {rules: [], otherwise: {answer: approve, reason: fine, text: Fine.}}}
              adversarial: {about: c, policy: {rules: [], otherwise: {answer: approve, reason: fine, text: Fine.}}}
              domain_expert: {about: d, policy: {rules: [], otherwise: {answer: approve, reason: fine, text: Fine.}}}
            """.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void itIsInTheNextEpochAndInTheLineage() throws Exception {
        Group first;
        try (EmbeddedCluster gate = open(charter())) {
            first = gate.group();
            assertThat(gate.decide(gate.joining(CI)).isApproved()).isTrue();
            Await.until(gate, () -> gate.group().title().epoch() == 2);
            assertThat(gate.group().clients()).endsWith(CI);
            assertThat(gate.decide(DecidingProcess.action("/tmp/second")).isApproved())
                    .isTrue();
            assertThatThrownBy(() -> gate.joining(CI))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("found ci");
        }
        try (EmbeddedCluster gate = open(charter())) {
            assertThat(gate.group().clients()).endsWith(CI);
            assertThat(gate.decide(DecidingProcess.action("/tmp/third")).isApproved())
                    .isTrue();
        }
        List<Group> lineage = LineageFile.read(
                Files.readAllBytes(folder.resolve("data").resolve("lineage.json")), first, EpochChangeTest.SCHEME);
        assertThat(lineage).hasSize(2);
        assertThat(lineage.getLast().clients()).endsWith(CI);
    }

    /** No algorithm can tell in whose hands a key is. */
    @Test
    void theAlgorithmsOfTheDefaultCharterAbstain() throws Exception {
        try (EmbeddedCluster gate =
                EmbeddedCluster.builder().signatures(EpochChangeTest.SCHEME).open()) {
            Decision decision = gate.decide(gate.joining(CI));
            assertThat(decision.outcome()).isEqualTo(Outcome.DENIED);
            assertThat(decision.reasons())
                    .allSatisfy(reason -> assertThat(reason.code()).isEqualTo("changes-the-group"));
        }
    }
}
