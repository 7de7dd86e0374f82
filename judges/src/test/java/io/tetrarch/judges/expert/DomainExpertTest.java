package io.tetrarch.judges.expert;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.gate.judge.Case;
import io.tetrarch.gate.judge.Judge;
import io.tetrarch.gate.judge.Judgement;
import io.tetrarch.judges.Actions;
import io.tetrarch.pbft.message.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the domain expert answers, by domain. */
class DomainExpertTest {

    private static final Judge EXPERT = Expert.judge("domain_expert", Actions.VOCABULARY);

    @Test
    void everyCommandOfTheTableIsAnsweredAsItSays() throws IOException {
        List<String> wrong = new ArrayList<>();
        List<String[]> rows = Actions.table(DomainExpertTest.class, "commands.tsv");
        for (String[] row : rows) {
            Answer expected = switch (row[0]) {
                case "allow" -> Answer.APPROVE;
                case "doubt" -> Answer.ABSTAIN;
                case "deny" -> Answer.DENY;
                default -> throw new AssertionError(row[0]);
            };
            Judgement found = EXPERT.judge(Actions.shell(row[1]));
            if (found.answer() != expected) {
                wrong.add(row[1] + ": expected " + expected + ", found " + found);
            }
        }
        assertThat(rows).hasSizeGreaterThan(400);
        assertThat(wrong).isEmpty();
    }

    @Test
    void aDenialSaysWhatWouldBeLostAndWhatToDoInstead() {
        Judgement judgement = EXPERT.judge(Actions.shell("git push --force origin main"));
        assertThat(judgement.answer()).isEqualTo(Answer.DENY);
        assertThat(judgement.reasonCode()).isEqualTo("history-overwritten");
        assertThat(judgement.explanation()).startsWith("git push --force: ").contains("history is overwritten");
        assertThat(judgement.alternative()).contains("--force-with-lease");
        assertThat(judgement.factors()).extracting(Judgement.Factor::name).contains("history-overwritten");
    }

    @Test
    void whatIsDataToAToolIsNotTakenForACommand() {
        assertThat(answer("echo 'kubectl delete ns shop'")).isEqualTo(Answer.APPROVE);
        assertThat(answer("git commit -m 'terraform destroy'")).isEqualTo(Answer.APPROVE);
        assertThat(answer("grep -n 'DROP TABLE' schema.sql")).isEqualTo(Answer.APPROVE);
    }

    @Test
    void theWorstCommandOfAScriptDecides() {
        assertThat(answer("git status && terraform destroy")).isEqualTo(Answer.DENY);
        assertThat(answer("if true; then kubectl delete ns x; fi")).isEqualTo(Answer.DENY);
        assertThat(answer("echo $(redis-cli FLUSHALL)")).isEqualTo(Answer.DENY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "APPROVE|{'kind':'execute_tool','tool':'fs_write','path':'/tmp/report.md','bytes':4096}",
                "APPROVE|{'kind':'execute_tool','tool':'fs_read','path':'src/App.java'}",
                "APPROVE|{'kind':'execute_tool','tool':'fs_delete','path':'/tmp/x'}",
                "APPROVE|{'kind':'execute_tool','tool':'http_get','url':'https://example.com/x'}",
                "APPROVE|{'kind':'execute_tool','tool':'sql','statement':'SELECT * FROM users WHERE id = 1'}",
                "APPROVE|{'kind':'execute_tool','tool':'deploy','environment':'staging','version':'1.2.3','replicas':3}",
                "APPROVE|{'kind':'execute_tool','tool':'backup_database','database':'shop'}",
                "DENY|{'kind':'execute_tool','tool':'fs_write','path':'/etc/cron.d/x','content':'x'}",
                "DENY|{'kind':'execute_tool','tool':'fs_read','path':'~/.ssh/id_rsa'}",
                "DENY|{'kind':'execute_tool','tool':'fs_delete','arguments':{'path':'/home/u','recursive':true}}",
                "DENY|{'kind':'execute_tool','tool':'http_get','url':'http://169.254.169.254/latest'}",
                "DENY|{'kind':'execute_tool','tool':'http_request','url':'https://a.example','method':'DELETE'}",
                "DENY|{'kind':'execute_tool','tool':'sql','statement':'DELETE FROM users'}",
                "DENY|{'kind':'execute_tool','tool':'sql','statement':'SELECT 1; DROP TABLE users'}",
                "DENY|{'kind':'execute_tool','tool':'delete_database','database':'shop'}",
                "DENY|{'kind':'execute_tool','tool':'deploy','environment':'prod','version':'1','replicas':0}",
                "ABSTAIN|{'kind':'execute_tool','tool':'no_such_tool'}",
                "ABSTAIN|{'kind':'execute_tool','tool':'shell'}",
                "ABSTAIN|{'kind':'execute_tool','tool':'sql'}"
            })
    void actionsThatAreNoShellCommandsAreKnownToo(Answer expected, String json) {
        Judgement judgement = EXPERT.judge(Actions.of(json.replace('\'', '"')));
        assertThat(judgement.answer()).as(judgement.toString()).isEqualTo(expected);
    }

    @Test
    void theNameIsTheChartersAndTheDigestThatOfWhatIsKnown() {
        Judge other = Expert.judge("second", Actions.VOCABULARY);
        assertThat(other.name()).isEqualTo("second");
        assertThat(other.policyDigest()).isEqualTo(EXPERT.policyDigest());
    }

    private static Answer answer(String command) {
        Case subject = Actions.shell(command);
        return EXPERT.judge(subject).answer();
    }
}
