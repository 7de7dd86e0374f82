package io.tetrarch.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tetrarch.client.CharterRefused;
import io.tetrarch.client.Decision;
import io.tetrarch.embedded.home.Inspection;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.json.JsonWriter;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.proof.action.Action;
import io.tetrarch.proof.decision.ProofFile;
import io.tetrarch.proof.decision.ProofVerifier;
import io.tetrarch.proof.decision.Verification;
import io.tetrarch.proof.group.Group;
import io.tetrarch.proof.rule.CharterRules;
import io.tetrarch.proof.rule.SwapCharter;
import io.tetrarch.proof.rule.TierRule;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A folder of a group that, when names of tiers were checked in some places only, agreed to a charter with the tier
 * {@code every day} and then to a new key for a seat: from then on its own next group file could not be read.
 */
class HurtFolderTest {
    private static final String TIER = "every day";

    @TempDir
    Path folder;

    @BeforeEach
    void unpack() throws IOException {
        try (InputStream in = HurtFolderTest.class.getResourceAsStream("folder-hurt-by-a-name.zip");
                ZipInputStream zip = new ZipInputStream(Objects.requireNonNull(in))) {
            for (ZipEntry each = zip.getNextEntry(); each != null; each = zip.getNextEntry()) {
                Path file = folder.resolve(each.getName());
                Files.createDirectories(file.getParent());
                Files.copy(zip, file);
                if (each.getName().endsWith(".pem")) {
                    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
                }
            }
        }
    }

    private EmbeddedCluster open() throws Exception {
        return EmbeddedCluster.builder()
                .signatures(EpochChangeTest.SCHEME)
                .storedIn(folder)
                .open();
    }

    private static void proves(Group group, Decision decision) throws JsonRejected {
        assertThat(new ProofVerifier(group, EpochChangeTest.SCHEME)
                        .verify(ProofFile.read(ProofFile.writeBytes(decision.proof()))))
                .isInstanceOf(Verification.Authentic.class);
    }

    @Test
    void itOpensDecidesAndProves() throws Exception {
        try (EmbeddedCluster gate = open()) {
            Decision decision = gate.decide(DecidingProcess.action("/tmp/healed"));

            assertThat(decision.outcome()).isEqualTo(Outcome.APPROVED);
            assertThat(decision.request().request().terms().tier()).isEqualTo(TIER);
            assertThat(gate.group().title().epoch()).isEqualTo(2);
            proves(gate.group(), decision);
            assertThat(EpochChangeTest.audited(gate)).containsExactly(gate.group(1), gate.group());
        }
        try (EmbeddedCluster gate = open()) {
            proves(gate.group(), gate.decide(DecidingProcess.action("/tmp/again")));
        }
        try (Inspection inspection = Inspection.open(folder, EpochChangeTest.SCHEME)) {
            assertThat(inspection.groups()).hasSize(2);
        }
    }

    @Test
    void itComesByACharterWithNamesThatAreGood() throws Exception {
        try (EmbeddedCluster gate = open()) {
            String next = charter(gate).replace("version: 2", "version: 3");
            assertThatThrownBy(() -> gate.proposal(bytes(next)))
                    .isInstanceOf(CharterRefused.class)
                    .hasMessageContaining("tiers[1].name");
            assertThat(gate.decide(gate.proposal(bytes(next.replace(TIER, "every-day"))))
                            .isApproved())
                    .isTrue();
            assertThat(gate.decide(gate.rekeying("creative")).isApproved()).isTrue();
            Decision decision = gate.decide(DecidingProcess.action("/tmp/healed"));
            assertThat(decision.request().request().terms().tier()).isEqualTo("every-day");
            proves(gate.group(decision.request().request().domain().epoch()), decision);
        }
    }

    /** As a client could that does not go by what {@code propose} says. */
    @Test
    void everyReplicaDeniesAnotherSuchCharter() throws Exception {
        try (EmbeddedCluster gate = open()) {
            String good = charter(gate).replace("version: 2", "version: 3").replace(TIER, "every-day");
            SwapCharter swap =
                    SwapCharter.read(Bytes.wrap(gate.proposal(bytes(good)).bytes()));
            SortedMap<String, TierRule> tiers = new TreeMap<>(swap.rules().tiers());
            tiers.put("any day", Objects.requireNonNull(tiers.remove("every-day")));
            SwapCharter bad = new SwapCharter(
                    swap.parent(), swap.digest(), new CharterRules(3, tiers), good.replace("every-day", "any day"));

            Decision decision = gate.decide(Action.parse(JsonWriter.compactBytes(bad.json())));

            assertThat(decision.outcome()).isEqualTo(Outcome.DENIED);
            assertThat(decision.verdicts()).allSatisfy(vote -> {
                assertThat(vote.verdict().reasonCode()).isEqualTo("invalid-charter");
                assertThat(vote.verdict().explanation()).contains("tiers[1].name");
            });
        }
    }

    private static String charter(EmbeddedCluster gate) {
        return new String(gate.charters().current().file().toArray(), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
