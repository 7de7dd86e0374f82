package io.tetrarch.gate.charter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tetrarch.reading.yaml.PolicyRejected;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NewCharterTest {
    private static final String CHARTER = """
        version: 1
        acknowledge: correlated-judges
        submit: [agent]
        quotas: [{clients: [bot], decisions: 10, window: 1h}]
        categories: {file: [fs_read]}
        tiers:
          - {name: deploys, match: {kind: deploy}, demand: quorum, deadlineMillis: 60000, judgeMillis: 20000}
          - {name: ordinary, demand: quorum, deadlineMillis: 60000, judgeMillis: 20000}
        judges:
          analyst:
            about: Agrees.
            policy: {rules: [], otherwise: {answer: approve, reason: fine, text: Fine.}}
          owner:
            about: Is asked.
            person: {device: phone}
        """;

    private static void read(String yaml) throws PolicyRejected {
        CharterReader.readNew(yaml.getBytes(UTF_8));
    }

    @Test
    void oneWithinTheBoundsIsTaken() {
        assertThatCode(() -> read(CHARTER)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name: deploys | name: every day | 7:12: at tiers[0].name: expected a name of 1 to 64 letters",
                "name: deploys | name: receipt | 7:12: at tiers[0].name: expected another name",
                "name: deploys | name: .deploys | 7:12: at tiers[0].name: expected a name of 1 to 64 letters",
                "analyst: | 'the analyst:' | at judges.the analyst: expected a name of 1 to 64 letters",
                "device: phone | device: my phone | device: expected a name of 1 to 64 letters",
                "submit: [agent] | submit: [my agent] | 3:9: at submit: expected a name of 1 to 64 letters",
                "clients: [bot] | clients: [b/t] | clients: expected a name of 1 to 64 letters",
                "kind: deploy}, demand: quorum, deadlineMillis: 60000 | kind: deploy}, demand: quorum, deadlineMillis:"
                        + " 604800001 | at tiers[0].deadlineMillis: expected a whole number from 100 to 604800000",
                "kind: deploy}, demand: quorum, deadlineMillis: 60000 | kind: deploy}, demand: quorum, deadlineMillis:"
                        + " 99 | at tiers[0].deadlineMillis: expected a whole number from 100 to 604800000",
                "judgeMillis: 20000} | judgeMillis: 99} | judgeMillis: expected a whole number from 100 to 604800000",
            })
    void oneOutsideThemIsRefusedAnewWithItsPlaceAndStaysReadable(String good, String bad, String message)
            throws Exception {
        String changed = CHARTER.replace(good, bad);
        assertThat(changed).isNotEqualTo(CHARTER);
        assertThatThrownBy(() -> read(changed))
                .isInstanceOf(PolicyRejected.class)
                .hasMessageContaining(message);
        assertThat(CharterReader.read(changed.getBytes(UTF_8)).version()).isEqualTo(1);
    }

    @Test
    void aReasonCodeAndTheNumberOfTiersAreBounded() throws Exception {
        String reason = CHARTER.replace("reason: fine", "reason: " + "r".repeat(65));
        assertThatThrownBy(() -> read(reason)).hasMessageContaining("at most 64 characters, found 65");
        StringBuilder tiers = new StringBuilder();
        for (int i = 0; i < 63; i++) {
            tiers.append("  - {name: t")
                    .append(i)
                    .append(", match: {kind: k}, demand: quorum, deadlineMillis: 60000, judgeMillis: 20000}\n");
        }
        String many = CHARTER.replace("tiers:\n", "tiers:\n" + tiers);
        assertThatThrownBy(() -> read(many)).hasMessageContaining("at tiers: expected from 1 to 64 tiers, found 65");
        for (String changed : new String[] {reason, many}) {
            assertThat(CharterReader.read(changed.getBytes(UTF_8)).version()).isEqualTo(1);
        }
    }
}
