package io.tetrarch.gate.charter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tetrarch.gate.judge.Judgement;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.proof.action.Action;
import io.tetrarch.reading.yaml.PolicyRejected;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CharterReaderTest {

    private static final String SMALL = """
        version: 3
        categories:
          file: [fs_write]
        tiers:
          - name: big
            when: has(p.bytes) && p.bytes > 100
            demand: unanimous
            judges: [one]
            deadlineMillis: 5000
            judgeMillis: 1000
          - name: rest
            demand: quorum
            deadlineMillis: 5000
            judgeMillis: 1000
        judges:
          one:
            about: Sizes.
            policy:
              rules:
                - for: file
                  when: p.bytes > 10
                  answer: deny
                  reason: too-big
                  text: More than ten bytes.
                - when: |
                    category == 'file'
                      && p.bytes == 7
                  answer: abstain
                  reason: seven
                  text: Seven is odd.
              otherwise:
                answer: approve
                reason: small
                text: Small enough.
        acknowledge: correlated-judges
        """;

    @Test
    void theFirstRuleThatHoldsAnswers() throws Exception {
        assertThat(judge("{\"tool\":\"fs_write\",\"bytes\":11}").reasonCode()).isEqualTo("too-big");
        assertThat(judge("{\"tool\":\"fs_write\",\"bytes\":10.5}").reasonCode()).isEqualTo("too-big");
        assertThat(judge("{\"tool\":\"FS-Write\",\"bytes\":7}").answer()).isEqualTo(Answer.ABSTAIN);
        assertThat(judge("{\"tool\":\"fs_write\",\"bytes\":1}").reasonCode()).isEqualTo("small");
        assertThat(judge("{\"tool\":\"other\",\"bytes\":99}").reasonCode()).isEqualTo("small");
    }

    @Test
    void aConditionThatFailsMakesTheJudgeAbstain() throws Exception {
        Judgement judgement = judge("{\"tool\":\"fs_write\"}");
        assertThat(judgement.answer()).isEqualTo(Answer.ABSTAIN);
        assertThat(judgement.reasonCode()).isEqualTo(Judgement.JUDGE_ERROR);
        assertThat(judgement.explanation()).contains("too-big").doesNotContain("\n");
    }

    @Test
    void theTierIsTheFirstWhoseConditionHoldsOrCannotBeTold() throws Exception {
        Tiers tiers = Tiers.of(read(SMALL));
        assertThat(tiers.of(action("{\"bytes\":101}"), "e", "c").name()).isEqualTo("big");
        assertThat(tiers.of(action("{\"bytes\":\"many\"}"), "e", "c").name()).isEqualTo("big");
        assertThat(tiers.of(action("{\"bytes\":1}"), "e", "c").name()).isEqualTo("rest");
    }

    @Test
    void aDemandIsNeverLessThanTheQuorumNorMoreThanAll() {
        assertThat(new Demand(new Demand.Approvals.Quorum(), List.of()).approvalsNeeded(7, 5))
                .isEqualTo(5);
        assertThat(new Demand(new Demand.Approvals.AtLeast(2), List.of()).approvalsNeeded(7, 5))
                .isEqualTo(5);
        assertThat(new Demand(new Demand.Approvals.AtLeast(6), List.of()).approvalsNeeded(7, 5))
                .isEqualTo(6);
        assertThat(new Demand(new Demand.Approvals.AtLeast(9), List.of()).approvalsNeeded(7, 5))
                .isEqualTo(7);
        assertThat(new Demand(new Demand.Approvals.Unanimous(), List.of()).approvalsNeeded(7, 5))
                .isEqualTo(7);
    }

    @Test
    void theDigestIsOfTheMeaningAndNotOfTheLayout() throws Exception {
        Charter charter = read(SMALL);
        assertThat(read("# a comment\n" + SMALL.replace("[fs_write]", "\n    - 'fs_write'"))
                        .digest())
                .isEqualTo(charter.digest());
        assertThat(read(SMALL.replace("p.bytes > 10\n", "p.bytes > 9\n")).digest())
                .isNotEqualTo(charter.digest());
        assertThat(read(SMALL.replace("version: 3", "version: 4")).digest()).isNotEqualTo(charter.digest());
    }

    @Test
    void aJudgeIsNamedWithTheDigestOfItsOwnPolicyAndTheCategories() throws Exception {
        String id = read(SMALL).judgeOf("one", 0, JudgeFactory.installed()).id();
        assertThat(id).matches("one@[0-9a-f]{64}");
        assertThat(read(SMALL.replace("version: 3", "version: 4"))
                        .judgeOf("one", 0, JudgeFactory.installed())
                        .id())
                .isEqualTo(id);
        assertThat(read(SMALL.replace("Seven is odd", "Seven"))
                        .judgeOf("one", 0, JudgeFactory.installed())
                        .id())
                .isNotEqualTo(id);
        assertThat(read(SMALL.replace("[fs_write]", "[fs_write, w]"))
                        .judgeOf("one", 0, JudgeFactory.installed())
                        .id())
                .isNotEqualTo(id);
    }

    @Test
    void aReplicaWithoutAPolicyOfItsNameGetsOneInTurn() {
        Charter charter = CharterReader.defaultCharter();
        assertThat(charter.specOf("adversarial", 0).name()).isEqualTo("adversarial");
        assertThat(charter.specOf("replica-5", 5).name()).isEqualTo("creative");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "version: 3               | version: zero    | 1:10: at version: expected a whole number from 1 to"
                        + " 1000000000, found zero",
                "version: 3               | versoin: 3       | 1:10: at versoin: expected one of the keys",
                "version: 3               | version: [3      | 2:11: expected YAML: ",
                "answer: deny             | answer: maybe    | 22:19: at judges.one.policy.rules[0].answer: expected"
                        + " approve, deny or abstain",
                "reason: too-big          | reason: Too Big  | 23:19: at judges.one.policy.rules[0].reason: expected a"
                        + " reason code",
                "for: file                | for: files       | 20:16: at judges.one.policy.rules[0].for: expected"
                        + " categories of this charter, found files",
                "demand: unanimous        | demand: most     | 7:13: at tiers[0].demand: expected observe, quorum,"
                        + " unanimous, person, person-or-deny or a number of approvals, found most",
                "judges: [one]            | judges: [two]    | 8:13: at tiers[0].judges: expected judges of this"
                        + " charter, found two",
                "name: rest               | name: big        | 11:11: at tiers[1].name: expected a new name",
                "file: [fs_write]         | file: [a, A]     | 3:3: at categories: expected each name in one category:"
                        + " A is in both file and file",
            })
    void aCharterOfTheWrongFormIsRefusedWithItsPlace(String right, String wrong, String message) {
        String text = SMALL.replaceFirst(java.util.regex.Pattern.quote(right), wrong);
        assertThat(text).isNotEqualTo(SMALL);
        assertThatThrownBy(() -> read(text)).isInstanceOf(PolicyRejected.class).hasMessageStartingWith(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "when: p.bytes > 10       | when: p.bytes >      | 21:26:",
                "when: p.bytes > 10       | when: q.bytes > 10   | 21:17: expected a condition in CEL: undeclared"
                        + " reference to 'q'",
                "when: p.bytes > 10       | when: size(paths)    | 21:21: expected a condition in CEL: expected type"
                        + " 'bool'",
                "p.bytes == 7             | paths == 7           | 27:",
            })
    void aConditionThatIsNotCelIsRefusedWithItsPlace(String right, String wrong, String message) throws Exception {
        Charter charter = read(SMALL.replaceFirst(java.util.regex.Pattern.quote(right), wrong));
        assertThatThrownBy(() -> charter.judgeOf("one", 0, JudgeFactory.installed()))
                .isInstanceOf(PolicyRejected.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void anEmptyFileAndBytesThatAreNoTextAreRefused() {
        assertThatThrownBy(() -> read("")).hasMessage("1:1: expected a mapping, found an empty file");
        assertThatThrownBy(() -> CharterReader.read(new byte[] {(byte) 0xFF})).hasMessage("1:1: expected UTF-8");
        assertThatThrownBy(() -> read("version: 1\nversion: 2\n")).hasMessage("2:1: expected version once");
    }

    private static Charter read(String yaml) throws PolicyRejected {
        return CharterReader.read(yaml.getBytes(UTF_8));
    }

    private static Action action(String json) throws Exception {
        return Action.parse(json.getBytes(UTF_8));
    }

    private static Judgement judge(String json) throws Exception {
        Charter charter = read(SMALL);
        return charter.judgeOf("one", 0, JudgeFactory.installed())
                .judge(charter.caseOf(action(json), "rest", "e", "c"));
    }
}
