package io.tetrarch.gate.charter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tetrarch.gate.judge.Judgement;
import io.tetrarch.gate.service.Asked;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Domain;
import io.tetrarch.pbft.message.Hash;
import io.tetrarch.pbft.message.Request;
import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.pbft.message.Terms;
import io.tetrarch.pbft.message.Validity;
import io.tetrarch.reading.yaml.PolicyRejected;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a charter is applied: who may, how often, and what a tier that only observes says. */
class ConductTest {

    private static final String CHARTER = """
        version: 1
        submit: [agent, ci]
        execute: runner
        quotas:
          - clients: agent
            decisions: 2
            window: 1m
        redaction:
          parameters: [iban]
          patterns: ['ACME-[0-9]{4}']
        categories:
          file: [fs_read]
        tiers:
          - name: read
            match: {category: file}
            demand: observe
            deadlineMillis: 5000
            judgeMillis: 1000
          - name: rest
            demand: quorum
            shadow: true
            deadlineMillis: 5000
            judgeMillis: 1000
        judges:
          analytical: {about: A, algorithm: analytical}
          creative: {about: B, algorithm: creative}
        """;

    private static final Digest AGENT = Hash.sha3(new byte[] {1});

    private final Charter charter = read(CHARTER);
    private final Admission admission = new Admission(charter);
    private final List<Asked.Request> decided = new ArrayList<>();
    private final QuotaMeter meter = new QuotaMeter((client, principal) -> new Asked(decided));

    @Test
    void anObservedActionIsApprovedWithoutAskingAndAnyOtherIsForTheJudge() {
        assertThat(ruling(1, 0, "read", "ci").map(Judgement::answer)).contains(Answer.APPROVE);
        assertThat(ruling(2, 0, "rest", "ci")).isEmpty();
    }

    @Test
    void whoeverTheCharterDoesNotNameIsDeniedEvenWhereItOnlyObserves() {
        assertThat(ruling(1, 0, "read", "stranger").map(Judgement::reasonCode)).contains("submitter-not-permitted");
        assertThat(admission
                        .ruling(request(1, 0, "shell"), tier("read"), "ci", meter)
                        .map(Judgement::reasonCode))
                .contains("executor-not-permitted");
    }

    @Test
    void aQuotaStopsOneClientUntilItsWindowHasPassed() {
        assertThat(ruling(1, 1_000, "rest", "agent")).isEmpty();
        assertThat(ruling(2, 2_000, "rest", "agent")).isEmpty();
        assertThat(ruling(3, 3_000, "rest", "agent").map(Judgement::reasonCode)).contains("quota-exceeded");
        assertThat(ruling(4, 61_001, "rest", "agent")).isEmpty();
        assertThat(ruling(5, 61_002, "rest", "agent").map(Judgement::reasonCode))
                .contains("quota-exceeded");
    }

    @Test
    void aRequestThatComesAgainCountsOnceAndOneThatWasLetThroughStaysSo() {
        assertThat(ruling(1, 1_000, "rest", "agent")).isEmpty();
        assertThat(ruling(1, 1_000, "rest", "agent")).isEmpty();
        assertThat(ruling(2, 1_000, "rest", "agent")).isEmpty();
        assertThat(ruling(1, 1_000, "rest", "agent")).isEmpty();
    }

    @Test
    void neitherAnOlderDateNorALowerNumberGetsRoundAQuota() {
        assertThat(ruling(10, 50_000, "rest", "agent")).isEmpty();
        assertThat(ruling(9, 50_000, "rest", "agent")).isEmpty();
        assertThat(ruling(8, 1_000, "rest", "agent").map(Judgement::reasonCode)).contains("quota-exceeded");
    }

    @Test
    void aQuotaOfOneClientIsNoneOfAnothers() {
        for (int number = 1; number <= 10; number++) {
            assertThat(ruling(number, 1_000, "rest", "ci")).isEmpty();
        }
    }

    @Test
    void whatAJudgeSaysIsMaskedBeforeItIsKept() {
        Judgement said = new Judgement(Answer.DENY, "no", "It sends ACME-1234 and password=hunter22.");
        assertThat(admission.masked(said).explanation()).isEqualTo("It sends [redacted] and password=[redacted]");
        Judgement plain = new Judgement(Answer.DENY, "no", "It deletes everything.");
        assertThat(admission.masked(plain)).isSameAs(plain);
    }

    @Test
    void whatTheLedgerHasCountsAndWhatIsOnlyJustDecidedCountsOnce() {
        assertThat(ruling(1, 1_000, "rest", "agent")).isEmpty();
        decided.add(new Asked.Request(1_000, 1));
        assertThat(ruling(2, 1_000, "rest", "agent")).isEmpty();
        decided.add(new Asked.Request(1_000, 2));
        assertThat(new QuotaMeter((client, principal) -> new Asked(decided))
                        .exceeded(
                                request(3, 1_000, "runner"),
                                Optional.empty(),
                                "agent",
                                charter.conduct().quotas()))
                .isPresent();
    }

    @Test
    void whatWasLetThroughHereAndStoppedByTheGroupIsGivenUp() {
        assertThat(ruling(1, 1_000, "rest", "agent")).isEmpty();
        assertThat(ruling(2, 1_000, "rest", "agent")).isEmpty();
        meter.settle(AGENT, id -> id.number() == 2);
        assertThat(ruling(3, 1_000, "rest", "agent")).isEmpty();
        assertThat(ruling(4, 1_000, "rest", "agent").map(Judgement::reasonCode)).contains("quota-exceeded");
    }

    @Test
    void aTierIsInShadowModeOnlyIfItSaysSo() {
        assertThat(tier("rest").shadow()).isTrue();
        assertThat(tier("read").shadow()).isFalse();
        assertThat(CharterReader.defaultCharter().tiers()).noneMatch(Tier::shadow);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "shadow: true        | shadow: maybe      | 21:13: at tiers[1].shadow: expected true or false",
                "submit: [agent, ci] | submit: []         | 2:9: at submit: expected at least one name",
                "window: 1m          | window: 1 minute   | 7:13: at quotas[0].window: expected a span of time up to"
                        + " 31d",
                "window: 1m          | window: 32d        | 7:13: at quotas[0].window: expected a span of time up to"
                        + " 31d",
                "decisions: 2        | decisions: 0       | 6:16: at quotas[0].decisions: expected a whole number",
                "'ACME-[0-9]{4}'     | 'ACME-[0-9'       | 10:14: at redaction.patterns[0]: expected an RE2 pattern",
                "'ACME-[0-9]{4}'     | 'a*'              | 10:14: at redaction.patterns[0]: expected an RE2 pattern",
                "algorithm: creative | algorithm: analytical | 25:3: at judges: expected judges of more than one kind"
                        + " or family, found only algorithm analytical",
            })
    void whatCannotBeMeantIsRefusedWithItsPlace(String before, String after, String message) {
        String changed = CHARTER.replace(before, after);
        assertThat(changed).isNotEqualTo(CHARTER);
        assertThatThrownBy(() -> CharterReader.read(changed.getBytes(UTF_8)))
                .isInstanceOf(PolicyRejected.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void neitherWhatIsOnlyObservedNorWhatChangesTheGroupCanBeInShadowMode() {
        assertThatThrownBy(
                        () -> CharterReader.read(CHARTER.replace("demand: observe", "demand: observe\n    shadow: true")
                                .getBytes(UTF_8)))
                .hasMessageStartingWith("17:13: at tiers[0].shadow: expected a tier that is judged");
        String governance = CHARTER.replace("file: [fs_read]", "governance: [swap_charter]")
                .replace("category: file", "category: governance")
                .replace("demand: observe", "demand: unanimous\n    shadow: true");
        assertThatThrownBy(() -> CharterReader.read(governance.getBytes(UTF_8)))
                .hasMessageStartingWith("17:13: at tiers[0].shadow: expected another tier: what changes the group");
    }

    @Test
    void judgesOfOneKindAreTakenFromWhoeverKnowsIt() {
        String same = CHARTER.replace("algorithm: creative", "algorithm: analytical");
        assertThat(read(same + "acknowledge: [correlated-judges]\n").conduct().acknowledged())
                .containsExactly(Conduct.Danger.CORRELATED_JUDGES);
    }

    @ParameterizedTest
    @CsvSource({
        "shadow: true, shadow: false",
        "execute: runner, execute: other",
        "decisions: 2, decisions: 3",
        "window: 1m, window: 2m",
        "[iban], [bic]",
        "demand: observe, demand: quorum",
        "category: file, tool: fs_read",
    })
    void theDigestCoversAllOfIt(String before, String after) {
        String changed = CHARTER.replace(before, after);
        assertThat(changed).isNotEqualTo(CHARTER);
        assertThat(read(changed).digest()).isNotEqualTo(charter.digest());
    }

    private Optional<Judgement> ruling(long number, long beginMillis, String tier, String client) {
        return admission.ruling(request(number, beginMillis, "runner"), tier(tier), client, meter);
    }

    private Tier tier(String name) {
        return charter.tier(name).orElseThrow();
    }

    private static Request request(long number, long beginMillis, String executor) {
        return new Request(
                new Domain(Digest.ZERO, 1),
                new RequestId(AGENT, number),
                Digest.ZERO,
                new Terms(executor, "rest", 1),
                new Validity(beginMillis, beginMillis + 5_000),
                Optional.empty());
    }

    private static Charter read(String yaml) {
        try {
            return CharterReader.read(yaml.getBytes(UTF_8));
        } catch (PolicyRejected e) {
            throw new AssertionError(e.in("charter"), e);
        }
    }
}
