package io.tetrarch.judges.creative;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.gate.judge.Features;
import io.tetrarch.gate.judge.History;
import io.tetrarch.gate.judge.Judge;
import io.tetrarch.gate.judge.Judgement;
import io.tetrarch.json.JsonLimits;
import io.tetrarch.json.JsonParser;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.judges.Actions;
import io.tetrarch.pbft.message.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the creative judge makes of words, reach, novelty and purposes. */
class CreativeJudgeTest {

    private static final Judge CREATIVE = Creative.judge("creative", Actions.VOCABULARY);

    @Test
    void theWordsOfUnknownToolsTellHarmToo() {
        assertThat(answer("frobctl list things")).isEqualTo(Answer.APPROVE);
        assertThat(answer("frobctl delete things --all")).isEqualTo(Answer.DENY);
        assertThat(answer("frobctl destroy prod")).isEqualTo(Answer.DENY);
        assertThat(answer("frobctl delete things --all --dry-run")).isEqualTo(Answer.APPROVE);
        assertThat(answer("frobctl purge --force")).isEqualTo(Answer.DENY);
    }

    @Test
    void whatIsOnlyPrintedOrSearchedForDoesNotWeigh() {
        assertThat(answer("echo delete everything")).isEqualTo(Answer.APPROVE);
        assertThat(answer("grep -rn destroy src")).isEqualTo(Answer.APPROVE);
        assertThat(answer("man shutdown")).isEqualTo(Answer.APPROVE);
    }

    @Test
    void howFarItReachesCounts() {
        assertThat(answer("rm notes.txt")).isEqualTo(Answer.APPROVE);
        assertThat(answer("rm -rf target")).isEqualTo(Answer.APPROVE);
        assertThat(answer("rm -rf /tmp/build")).isEqualTo(Answer.APPROVE);
        assertThat(answer("rm -rf src")).isEqualTo(Answer.DENY);
        assertThat(answer("rm -rf ~")).isEqualTo(Answer.DENY);
        assertThat(answer("rm -rf /")).isEqualTo(Answer.DENY);
        assertThat(answer("grep password config.yaml")).isEqualTo(Answer.APPROVE);
        assertThat(answer("grep -r password /")).isEqualTo(Answer.DENY);
    }

    @Test
    void mostHarmfulCommandsOfTheExpertsTableAreNotApprovedEither() throws IOException {
        List<String> stopped = new ArrayList<>();
        int deny = 0;
        int caught = 0;
        for (String[] row : Actions.table(Actions.class, "/io/tetrarch/judges/expert/commands.tsv")) {
            Answer answer = answer(row[1]);
            if (row[0].equals("allow") && answer != Answer.APPROVE) {
                stopped.add(row[1]);
            } else if (row[0].equals("deny")) {
                deny++;
                caught += answer == Answer.APPROVE ? 0 : 1;
            }
        }
        assertThat(stopped).isEmpty();
        assertThat(caught).isGreaterThan(deny * 9 / 10);
    }

    @Test
    void aPurposeThatOnlyLooksDoesNotCoverAChange() {
        assertThat(judge("{'kind':'execute_tool','tool':'shell','command':'rm x.txt','purpose':'List the files'}")
                        .reasonCode())
                .isEqualTo("effect-exceeds-purpose");
        assertThat(judge("{'kind':'execute_tool','tool':'fs_write','path':'a.md','reason':'Just checking the docs'}")
                        .answer())
                .isEqualTo(Answer.DENY);
        assertThat(judge("{'kind':'execute_tool','tool':'shell','command':'ls -l','purpose':'List the files'}")
                        .answer())
                .isEqualTo(Answer.APPROVE);
        assertThat(judge("{'kind':'execute_tool','tool':'shell','command':'rm x.txt','purpose':'Check and delete x'}")
                        .answer())
                .isEqualTo(Answer.APPROVE);
    }

    @Test
    void aPurposeThatPromisesToKeepIsHeldToIt() {
        assertThat(judge("{'kind':'execute_tool','tool':'fs_delete','path':'/tmp/a','purpose':'Tidy up, read-only'}")
                        .reasonCode())
                .isEqualTo("effect-exceeds-purpose");
    }

    @Test
    void aPurposeAboutTestsDoesNotCoverProduction() {
        assertThat(judge(
                                "{'kind':'execute_tool','tool':'deploy','environment':'prod-eu','version':'1.2.3','ticket':'C-1','purpose':'Roll"
                                    + " the new version out to the staging cluster'}")
                        .reasonCode())
                .isEqualTo("another-environment");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "no-change-ticket|{'kind':'execute_tool','tool':'deploy','environment':'production','version':'1.2.3'}",
                "nobody-can-undo|{'kind':'execute_tool','tool':'delete_database','database':'shop'}",
                "nobody-can-undo|{'kind':'execute_tool','tool':'sql','statement':'TRUNCATE orders'}",
                "beyond-the-task|{'kind':'execute_tool','tool':'fs_read','path':'~/.ssh/id_rsa'}",
                "beyond-the-task|{'kind':'execute_tool','tool':'http_get','url':'http://127.0.0.1:8500/v1/kv'}",
                "unbounded-scope|{'kind':'execute_tool','tool':'fs_delete','path':'/tmp/*'}",
                "wide-audience|{'kind':'execute_tool','tool':'send_email','to':'everyone@example.com','text':'x'}",
                "two-readings|{'kind':'execute_tool','tool':'fs_write','path':'a','arguments':{'path':'b'}}"
            })
    void actionsThatReachTooFarAreDenied(String reason, String json) {
        Judgement judgement = judge(json);
        assertThat(judgement.answer()).as(judgement.toString()).isEqualTo(Answer.DENY);
        assertThat(judgement.reasonCode()).isEqualTo(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'kind':'execute_tool','tool':'fs_write','path':'/tmp/report.md','bytes':4096}",
                "{'kind':'execute_tool','tool':'deploy','environment':'production','version':'1.2.3','ticket':'C-1'}",
                "{'kind':'execute_tool','tool':'sql','statement':'SELECT 1','database':'prod'}",
                "{'kind':'execute_tool','tool':'http_get','url':'https://example.com/'}"
            })
    void boundedActionsAreApproved(String json) {
        Judgement judgement = judge(json);
        assertThat(judgement.answer()).as(judgement.toString()).isEqualTo(Answer.APPROVE);
    }

    @Test
    void anUnforeseenKindIsNotApproved() {
        assertThat(judge("{'kind':'execute_tool','tool':'no_such_tool'}").answer())
                .isEqualTo(Answer.ABSTAIN);
    }

    @Test
    void noveltyRaisesWhatIsDoubtfulAndNothingElse() throws JsonRejected {
        History past = History.EMPTY;
        for (int i = 0; i < 20; i++) {
            past = past.with(features("git status"));
        }
        String doubtful = "frobctl publish";
        assertThat(answer(doubtful)).isEqualTo(Answer.ABSTAIN);
        assertThat(CREATIVE.judge(Actions.shell("frobctl delete x").withHistory(past))
                        .answer())
                .isEqualTo(Answer.DENY);
        assertThat(answer("frobctl delete x")).isEqualTo(Answer.ABSTAIN);
        assertThat(CREATIVE.judge(Actions.shell("wholly-new-tool --yes").withHistory(past))
                        .answer())
                .isEqualTo(Answer.APPROVE);
        History familiar = past.with(features("frobctl delete x"));
        assertThat(CREATIVE.judge(Actions.shell("frobctl delete x").withHistory(familiar))
                        .answer())
                .isEqualTo(Answer.ABSTAIN);
    }

    @Test
    void aHarmlessWayIsProposedWhereOneIsKnown() {
        assertThat(CREATIVE.judge(Actions.shell("git clean -fdx")).alternative())
                .contains("stash");
        assertThat(CREATIVE.judge(Actions.shell("rm -rf src")).alternative()).isNotEmpty();
    }

    private static Features features(String command) throws JsonRejected {
        String json = "{\"kind\":\"execute_tool\",\"tool\":\"shell\",\"command\":\"" + command + "\"}";
        return Features.of(JsonParser.parseObject(json.getBytes(UTF_8), JsonLimits.ACTION));
    }

    private static Judgement judge(String json) {
        return CREATIVE.judge(Actions.of(json.replace('\'', '"')));
    }

    private static Answer answer(String command) {
        return CREATIVE.judge(Actions.shell(command)).answer();
    }
}
