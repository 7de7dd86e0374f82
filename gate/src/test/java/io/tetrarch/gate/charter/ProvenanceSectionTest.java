package io.tetrarch.gate.charter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tetrarch.gate.provenance.ProvenanceTerms;
import io.tetrarch.proof.group.Groups;
import io.tetrarch.reading.yaml.PolicyRejected;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProvenanceSectionTest {
    private static final String KEY =
            HexFormat.of().formatHex(Groups.key(1).verifyingKey().raw());

    private static final String REST = """
        version: 1
        categories:
          file: [fs_read]
        tiers:
          - name: rest
            demand: quorum
            deadlineMillis: 5000
            judgeMillis: 1000
        judges:
          analytical: {about: A, algorithm: analytical}
          creative: {about: B, algorithm: creative}
        """;

    private static final String SECTION = "provenance:\n  rule: most-signers\n  writers: {ann: " + KEY + "}\n";

    @Test
    void aCharterSaysByWhatBranchesAreChosen() throws PolicyRejected {
        ProvenanceTerms terms = read(SECTION).conduct().provenance().orElseThrow();
        assertThat(terms.rule()).isEqualTo(ProvenanceTerms.Rule.MOST_SIGNERS);
        assertThat(terms.writers().get("ann")).hasToString(KEY);
        assertThat(terms.witnesses()).isEmpty();
        assertThat(read("").conduct().provenance()).isEmpty();
    }

    @Test
    void itIsPartOfTheDigest() throws PolicyRejected {
        assertThat(read(SECTION).digest())
                .isNotEqualTo(read("").digest())
                .isNotEqualTo(
                        read(SECTION.replace("most-signers", "longest-valid")).digest())
                .isNotEqualTo(read(SECTION.replace("ann", "bob")).digest())
                .isEqualTo(read(SECTION + "  witnesses: {}\n").digest());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "most-signers|first-come|expected longest-valid, most-signers or earliest-witnessed, found first-come",
                "ann: |bob: xyz, ann: |expected an Ed25519 public key in 64 hex digits",
                "ann: |bob: 0000000000000000000000000000000000000000000000000000000000000000, ann: |expected an"
                        + " Ed25519 public key",
                "writers:|signers:|expected",
            })
    void whatIsWrongIsNamedWithItsPlace(String good, String bad, String message) {
        assertThatThrownBy(() -> read(SECTION.replace(good, bad)))
                .isInstanceOf(PolicyRejected.class)
                .hasMessageContaining(message);
    }

    private static Charter read(String section) throws PolicyRejected {
        return CharterReader.read((REST + section).getBytes(StandardCharsets.UTF_8));
    }
}
