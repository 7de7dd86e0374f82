package io.tetrarch.judges.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.gate.judge.Judgement;
import io.tetrarch.pbft.message.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A judge behind HTTP, in both styles. */
class HttpJudgeTest {

    private static final String OPA =
            "http: {url: ADDRESS/v1/data/tetrarch/judgement, style: opa, timeoutMillis: 20000}";
    private static final String PLAIN = "http: {url: ADDRESS/judge, style: plain, timeoutMillis: 20000}";
    private static final String ACTION = "{\"tool\":\"shell\",\"command\":\"ls\",\"token\":\"s3cr3t-value\"}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "APPROVE | policy-allows   | {\"result\":true}",
                "DENY    | policy-forbids  | {\"result\":false,\"decision_id\":\"1\"}",
                "DENY    | too-late        | {\"result\":{\"answer\":\"deny\",\"reason\":\"too-late\",\"text\":\"After"
                        + " six.\"}}",
                "ABSTAIN | not-mine        |"
                        + " {\"result\":{\"answer\":\"abstain\",\"reason\":\"not-mine\",\"text\":\"t\"}}",
                "ABSTAIN | service-garbage | {}",
                "ABSTAIN | service-garbage | {\"result\":\"true\"}",
                "ABSTAIN | service-garbage | {\"result\":{\"allow\":true}}",
                "ABSTAIN | service-garbage | {\"result\":{\"answer\":\"approve\",\"reason\":\"Fine!\",\"text\":\"t\"}}",
                "ABSTAIN | service-garbage |"
                        + " {\"result\":{\"answer\":\"approve\",\"reason\":\"fine\",\"text\":\"t\",\"x\":1}}",
                "ABSTAIN | service-garbage | {\"result\":false,\"result\":true}",
                "ABSTAIN | service-garbage | true",
            })
    void openPolicyAgentIsAskedAsItWants(String answer, String reason, String body) {
        try (TestService service = TestService.of(TestService.json(200, body))) {
            Judgement judgement = TestService.judgement(service.judge(OPA), ACTION);
            assertThat(judgement.answer()).isEqualTo(Answer.valueOf(answer));
            assertThat(judgement.reasonCode()).isEqualTo(reason);
            assertThat(service.paths).containsExactly("/v1/data/tetrarch/judgement");
            assertThat(service.bodies.getFirst())
                    .startsWith("{\"input\":{\"action\":{\"tool\":\"shell\"")
                    .contains("\"client\":\"agent\"")
                    .doesNotContain("s3cr3t-value");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "APPROVE | fine            | {\"answer\":\"approve\",\"reason\":\"fine\",\"text\":\"t\"}",
                "ABSTAIN | service-garbage | true",
                "ABSTAIN | service-garbage | {\"result\":true}",
            })
    void aPlainServiceAnswersAtTheTop(String answer, String reason, String body) {
        try (TestService service = TestService.of(TestService.json(200, body))) {
            Judgement judgement = TestService.judgement(service.judge(PLAIN), ACTION);
            assertThat(judgement.answer()).isEqualTo(Answer.valueOf(answer));
            assertThat(judgement.reasonCode()).isEqualTo(reason);
            assertThat(service.bodies.getFirst()).startsWith("{\"action\":");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 301, 307, 403, 500})
    void aRedirectOrErrorIsAnAbstentionAndNobodyElseIsAsked(int status) {
        try (TestService elsewhere = TestService.of(TestService.json(200, "{\"result\":true}"));
                TestService service = TestService.of(exchange -> {
                    exchange.getResponseHeaders().set("Location", elsewhere.address() + "/");
                    exchange.sendResponseHeaders(status, -1);
                })) {
            Judgement judgement = TestService.judgement(service.judge(OPA), ACTION);
            assertThat(judgement.answer()).isEqualTo(Answer.ABSTAIN);
            assertThat(judgement.reasonCode()).isEqualTo("service-error");
            assertThat(elsewhere.paths).isEmpty();
        }
    }

    @Test
    void aServiceThatHangsOrSaysTooMuchIsGivenUp() {
        TestService[] self = new TestService[1];
        try (TestService service = TestService.of(exchange -> self[0].hang())) {
            self[0] = service;
            Judgement judgement = TestService.judgement(service.judge(OPA.replace("20000", "300")), ACTION);
            assertThat(judgement.reasonCode()).isEqualTo("service-timeout");
        }
        try (TestService service = TestService.of(
                TestService.json(200, "{\"result\":true,\"x\":\"" + "x".repeat(Exchange.MAX_BYTES) + "\"}"))) {
            Judgement judgement = TestService.judgement(service.judge(OPA), ACTION);
            assertThat(judgement.answer()).isEqualTo(Answer.ABSTAIN);
            assertThat(judgement.reasonCode()).isEqualTo("service-garbage");
        }
    }

    @Test
    void aServiceIsBelievedOnlyWithACertificateOfTheAuthorityNamed(@TempDir Path folder) throws Exception {
        try (TestAuthority authority = TestAuthority.in(folder)) {
            String https = OPA.replace("ADDRESS", authority.address());
            String named = https.replace("style:", "authority: '" + authority.certificate() + "', style:");
            assertThat(TestService.judgement(TestService.judgeAt(https), ACTION).reasonCode())
                    .isEqualTo("service-unreachable");
            assertThat(TestService.judgement(TestService.judgeAt(named), ACTION).answer())
                    .isEqualTo(Answer.APPROVE);
            String otherHost = named.replace("127.0.0.1", "localhost");
            assertThat(TestService.judgement(TestService.judgeAt(otherHost), ACTION)
                            .reasonCode())
                    .isEqualTo("service-unreachable");
            Path broken = Files.writeString(folder.resolve("broken.pem"), "no certificate");
            String unusable = https.replace("style:", "authority: '" + broken + "', style:");
            assertThat(TestService.judgement(TestService.judgeAt(unusable), ACTION)
                            .reasonCode())
                    .isEqualTo("service-error");
        }
    }
}
