package io.tetrarch.proof.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tetrarch.json.JsonRejected;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.proof.group.Groups;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProofFileTest {
    private final Round round = Round.embedded();
    private final DecisionProof proof = round.approved();
    private final byte[] file = ProofFile.writeBytes(proof);
    private final ProofVerifier verifier = new ProofVerifier(round.group, Groups.SCHEME);

    @Test
    void aProofComesBackFromItsFile() throws JsonRejected {
        assertThat(ProofFile.read(file)).isEqualTo(proof);
        assertThat(verifier.verify(file)).isInstanceOf(Verification.Authentic.class);
    }

    @Test
    void theFileShowsPeopleWhatWasDecided() {
        assertThat(ProofFile.write(proof))
                .contains("\"outcome\": \"APPROVED\"", "\"replica\": \"domain_expert\",\n        \"answer\": \"DENY\"")
                .contains("\"explanation\": \"It says so.\"");
    }

    /** White space between tokens is the only thing in the file that nobody relies on. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void whateverByteIsAlteredTheProofIsRefused(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < file.length; i++) {
            byte[] altered = file.clone();
            do {
                altered[i] = (byte) (seed == 1 ? file[i] ^ 1 << random.nextInt(8) : random.nextInt(256));
            } while (altered[i] == file[i]);
            Verification result = verifier.verify(altered);
            if (isSpace(file[i]) && isSpace(altered[i])) {
                assertThat(result).isInstanceOf(Verification.Authentic.class);
            } else {
                assertThat(result).as("byte %d altered", i).isInstanceOf(Verification.NotAuthentic.class);
            }
        }
    }

    @Test
    void aTruncatedFileIsRefused() {
        for (int length = 0; length < file.length - 1; length += 5) {
            assertThat(verifier.verify(Arrays.copyOf(file, length)))
                    .isInstanceOfSatisfying(
                            Verification.NotAuthentic.class,
                            failed -> assertThat(failed.check()).isEqualTo(Check.FORMAT));
        }
    }

    @Test
    void randomBytesAreRefused() {
        Random random = new Random(4);
        for (int i = 0; i < 500; i++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            assertThat(verifier.verify(bytes)).isInstanceOf(Verification.NotAuthentic.class);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"format\": \"tetrarch.decision-proof.v1\" | \"format\": \"tetrarch.decision-proof.v2\" | format |"
                        + " 2:13: at format: expected \"tetrarch.decision-proof.v1\"",
                "\"epoch\": 1, | \"epoch\": 1, \"trusted\": true, | format | at group.trusted: expected only the"
                        + " members id, name, epoch, mode, operators",
                "\"mode\": \"embedded\" | \"mode\": \"magic\" | format | expected embedded, processes or distributed",
                "\"index\": 3 | \"index\": -3 | format | at inclusion.index: expected an integer from 0",
                "\"index\": 3 | \"index\": 3.5 | format | 64:14: expected a whole number of digits alone",
                "\"index\": 3 | \"index\": 3.0 | format | 64:14: expected a whole number of digits alone",
                "\"index\": 3 | \"index\": 3e0 | format | 64:14: expected a whole number of digits alone",
                "\"index\": 3 | \"index\": 3.0000000000000000000001 | format | expected a whole number of digits alone",
                "\"sequence\": 3 | \"sequence\": 9007199254740992 | format | expected a whole number of digits alone",
                "\"outcome\": \"APPROVED\" | \"outcome\": \"DENIED\" | entry | differs from the entry at entry.outcome",
                "\"answer\": \"DENY\" | \"answer\": \"APPROVE\" | entry | differs from the entry at"
                        + " entry.verdicts[3].answer",
                "\"tier\": \"standard\" | \"tier\": \"unanimous\" | entry | at entry.request.tier",
                "\"tier\": \"standard\" | \"tier\": \"standard\", \"trusted\": true | entry | at entry.request",
            })
    void whatIsWrongIsNamed(String good, String bad, String check, String explanation) {
        String text = new String(file, StandardCharsets.UTF_8);
        assertThat(text).contains(good);
        Verification result = verifier.verify(text.replace(good, bad).getBytes(StandardCharsets.UTF_8));
        assertThat(result).isInstanceOfSatisfying(Verification.NotAuthentic.class, failed -> {
            assertThat(failed.check().word()).isEqualTo(check);
            assertThat(failed.explanation()).contains(explanation);
        });
    }

    @Test
    void aSecondSpellingOfHexOrBase64IsRefused() {
        String text = new String(file, StandardCharsets.UTF_8);
        String id = round.group.id().toString();
        assertThatThrownBy(() -> read(text.replace(id, id.toUpperCase(Locale.ROOT))))
                .isInstanceOf(JsonRejected.class)
                .hasMessage("4:11: at group.id: expected 64 lower-case hex digits");
        int end = text.indexOf("==\"");
        String spare = text.substring(0, end - 1) + (char) (text.charAt(end - 1) + 1) + text.substring(end);
        assertThatThrownBy(() -> read(spare)).hasMessageContaining("expected base64 with padding and no spare bits");
        assertThatThrownBy(() -> read(text.replaceFirst("==\"", "\"")))
                .hasMessageContaining("expected base64 with padding and no spare bits");
    }

    @Test
    void theOrderOfMembersDoesNotMatter() {
        String text = new String(file, StandardCharsets.UTF_8)
                .replace("\"format\": \"tetrarch.decision-proof.v1\",", "")
                .replace("\n}\n", ",\"format\": \"tetrarch.decision-proof.v1\"}")
                .replace("\"outcome\": \"APPROVED\",", "")
                .replace("\"canonical\":", "\"outcome\": \"APPROVED\", \"canonical\":");
        assertThat(verifier.verify(text.getBytes(StandardCharsets.UTF_8))).isInstanceOf(Verification.Authentic.class);
    }

    @Test
    void numbersBeyondThoseOfJsonAreWrittenAsDigits() {
        var request = round.request(Long.MAX_VALUE);
        String text = ProofFile.write(Round.embedded().proof(round.entry(request, Outcome.APPROVED, "AAA-")));
        assertThat(text).contains("\"number\": \"9223372036854775807\"");
        assertThat(verifier.verify(text.getBytes(StandardCharsets.UTF_8))).isInstanceOf(Verification.Authentic.class);
    }

    private static DecisionProof read(String text) throws JsonRejected {
        return ProofFile.read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }
}
