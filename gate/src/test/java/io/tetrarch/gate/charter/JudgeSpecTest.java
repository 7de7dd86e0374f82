package io.tetrarch.gate.charter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tetrarch.gate.judge.AbsentJudge;
import io.tetrarch.gate.judge.Algorithm;
import io.tetrarch.gate.judge.Judge;
import io.tetrarch.gate.judge.Judgement;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.proof.action.Action;
import io.tetrarch.reading.yaml.PolicyRejected;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The kinds of judge that a charter can name. */
class JudgeSpecTest {

    private static final String MIXED = """
        version: 1
        categories:
          file: [fs_write]
        tiers:
          - name: all
            demand: quorum
            deadlineMillis: 5000
            judgeMillis: 1000
        judges:
          analytical:
            about: Takes it apart.
            algorithm: analytical
          model:
            about: A language model.
            model:
              api: openai
              endpoint: https://models.example/v1
              name: meta/llama-3.1-8b
              key: {env: MODEL_KEY}
              instructions: Deny what touches the payroll.
          opa:
            about: Our policies.
            http:
              url: http://localhost:8181/v1/data/tetrarch/judgement
              style: opa
              key: {file: /etc/tetrarch/opa.key}
              timeoutMillis: 500
          anna:
            about: Anna looks.
            person:
              device: anna-phone
        """;

    @Test
    void eachKindIsReadWithItsTerms() throws Exception {
        List<JudgeSpec> judges = read(MIXED).judges();
        assertThat(judges).extracting(JudgeSpec::name).containsExactly("analytical", "model", "opa", "anna");
        assertThat(judges.get(0))
                .isEqualTo(new JudgeSpec.Algorithmic("analytical", "Takes it apart.", Algorithm.ANALYTICAL));
        assertThat(judges.get(1)).isInstanceOfSatisfying(JudgeSpec.LanguageModel.class, model -> {
            assertThat(model.family()).isEqualTo("llama");
            assertThat(model.service().credential()).isEqualTo(new JudgeSpec.Credential.Environment("MODEL_KEY"));
            assertThat(model.service().timeoutMillis()).isEqualTo(30_000);
        });
        assertThat(judges.get(2)).isInstanceOfSatisfying(JudgeSpec.HttpService.class, http -> {
            assertThat(http.style()).isEqualTo(JudgeSpec.HttpStyle.OPA);
            assertThat(http.transport().timeoutMillis()).isEqualTo(500);
        });
        assertThat(judges.get(3)).isEqualTo(new JudgeSpec.Person("anna", "Anna looks.", "anna-phone"));
        assertThat(judges).extracting(JudgeSpec::lineage).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "algorithm: analytical | algorithm: creative",
                "api: openai           | api: ollama",
                "models.example/v1     | models.example/v2",
                "llama-3.1-8b          | llama-3.1-70b",
                "{env: MODEL_KEY}      | {env: OTHER_KEY}",
                "the payroll           | the accounts",
                "style: opa            | style: plain",
                "timeoutMillis: 500    | timeoutMillis: 501",
                "anna-phone            | anna-tablet",
            })
    void theDigestCoversAllOfIt(String before, String after) throws Exception {
        String changed = MIXED.replace(before, after);
        assertThat(changed).isNotEqualTo(MIXED);
        assertThat(read(changed).digest()).isNotEqualTo(read(MIXED).digest());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "algorithm: analytical  | algorithm: magical  | 12:16: at judges.analytical.algorithm: expected one of"
                        + " analytical, adversarial, domain_expert, creative, found magical",
                "algorithm: analytical | 'algorithm: analytical\n"
                        + "    person: {device: x}' | 11:5: at judges.analytical: expected one of the keys policy,"
                        + " algorithm, model, http, person, java, found 2",
                "https://models.example | http://models.example | 17:17: at judges.model.model.endpoint: expected an"
                        + " https address",
                "https://models.example | https://me:secret@models.example | 17:17: at judges.model.model.endpoint:"
                        + " expected an https address without user or fragment (http for this host alone), found"
                        + " https://***@models.example/v1",
                "MODEL_KEY | sk-12345678 | 19:18: at judges.model.model.key.env: expected the name of an environment"
                        + " variable; the key itself never stands in a charter",
                "style: opa | style: rego | 25:14: at judges.opa.http.style: expected plain or opa",
                "device: anna-phone | device: '' | 31:15: at judges.anna.person.device: expected a text",
            })
    void aSpecificationOfTheWrongFormIsRefusedWithItsPlace(String right, String wrong, String message) {
        String text = MIXED.replace(right, wrong);
        assertThat(text).isNotEqualTo(MIXED);
        assertThatThrownBy(() -> read(text)).isInstanceOf(PolicyRejected.class).hasMessageStartingWith(message);
    }

    @Test
    void aJudgeThatCannotBeHadAbstains() throws Exception {
        Charter charter = read(MIXED);
        Judge judge = charter.judgeOf("anna", 3, (spec, all) -> Optional.empty());
        Judgement judgement =
                judge.judge(charter.caseOf(Action.parse("{\"tool\":\"fs_write\"}".getBytes(UTF_8)), "all", "e", "c"));
        assertThat(judgement.answer()).isEqualTo(Answer.ABSTAIN);
        assertThat(judgement.reasonCode()).isEqualTo(AbsentJudge.JUDGE_UNAVAILABLE);
        assertThat(judgement.explanation()).contains("person anna-phone");
        assertThat(judge.id()).matches("anna@[0-9a-f]{64}");
    }

    @Test
    void aFactoryIsAskedForWhatTheOneBeforePassesOver() throws Exception {
        Charter charter = read(MIXED);
        JudgeFactory people = (spec, all) -> spec instanceof JudgeSpec.Person person
                ? Optional.of(new AbsentJudge(person.name(), all.specDigest(spec), "asleep"))
                : Optional.empty();
        JudgeFactory both = JudgeFactory.installed().or(people);
        assertThat(charter.judgeOf("anna", 3, both))
                .isInstanceOfSatisfying(
                        AbsentJudge.class, judge -> assertThat(judge.why()).isEqualTo("asleep"));
    }

    private static Charter read(String yaml) throws PolicyRejected {
        return CharterReader.read(yaml.getBytes(UTF_8));
    }
}
