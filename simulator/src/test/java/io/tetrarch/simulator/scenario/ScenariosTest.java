package io.tetrarch.simulator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.simulator.scenario.ScenarioResult.Mark;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScenariosTest {
    private static final String ACTION =
            "{\"kind\":\"execute_tool\",\"tool\":\"fs_write\",\"path\":\"/tmp/report.md\",\"bytes\":4096}";

    private final SignatureScheme scheme = Ed25519Provider.BEST.load();

    private ScenarioResult run(Scenario scenario) {
        return Scenarios.run(scenario, Bytes.wrap(ACTION.getBytes(StandardCharsets.UTF_8)), scheme);
    }

    @Test
    void fourApprovalsAreDecidedInOneRoundOfThirteenSignatures() {
        ScenarioResult result = run(Scenario.CLEAN_QUORUM);

        assertThat(result.actionHash()).isEqualTo("0f64eba132b54b4c48f562748d6941796a629cdc16dec84a40d8787ffd01b4ec");
        assertThat(result.outcome().decision()).contains(Outcome.APPROVED);
        assertThat(result.outcome().viewChanged()).isFalse();
        assertThat(result.outcome().byzantine()).isEmpty();
        assertThat(result.counts()).isEqualTo(new ScenarioResult.Counts(4, 4, 3));
        assertThat(result.cost().signatures()).isEqualTo(1 + 4 + 1 + 3 + 4);
        assertThat(result.decided())
                .hasValueSatisfying(decided ->
                        assertThat(decided.certificate().signatures().count()).isGreaterThanOrEqualTo(3));
    }

    @Test
    void oneDenialIsOnRecordAndTheActionRuns() {
        ScenarioResult result = run(Scenario.ONE_DISSENTS);

        assertThat(result.outcome().decision()).contains(Outcome.APPROVED);
        assertThat(result.decided().orElseThrow().entry().verdicts()).anySatisfy(vote -> {
            assertThat(vote.replica()).isEqualTo(2);
            assertThat(vote.verdict().answer()).isEqualTo(Answer.DENY);
        });
        assertThat(row(result, Phase.VERDICT)).containsExactly(Mark.DONE, Mark.DONE, Mark.AGAINST, Mark.DONE);
        assertThat(row(result, Phase.COMMIT)).containsOnly(Mark.DONE);
    }

    @Test
    void threeDecideWhereOneIsDown() {
        ScenarioResult result = run(Scenario.ONE_SILENT);

        assertThat(result.outcome().decision()).contains(Outcome.APPROVED);
        assertThat(result.counts()).isEqualTo(new ScenarioResult.Counts(3, 3, 3));
        assertThat(row(result, Phase.COMMIT)).containsExactly(Mark.DONE, Mark.DONE, Mark.DONE, Mark.SILENT);
    }

    @Test
    void aBackupThatVotesTwiceIsConvictedByItsOwnSignatures() {
        ScenarioResult result = run(Scenario.EQUIVOCATION);

        assertThat(result.outcome().decision()).contains(Outcome.APPROVED);
        assertThat(result.outcome().byzantine()).containsExactly(3);
        assertThat(result.evidence())
                .hasSize(1)
                .allSatisfy(evidence -> assertThat(evidence.slot().replica()).isEqualTo(3));
        assertThat(row(result, Phase.PREPARE)).containsExactly(Mark.NOTHING, Mark.DONE, Mark.DONE, Mark.EQUIVOCATED);
    }

    @Test
    void aLeaderWithTwoBatchesIsConvictedAndReplaced() {
        ScenarioResult result = run(Scenario.LEADER_EQUIVOCATES);

        assertThat(result.outcome().decision()).contains(Outcome.APPROVED);
        assertThat(result.outcome().viewChanged()).isTrue();
        assertThat(result.outcome().byzantine()).containsExactly(0);
    }

    @Test
    void nothingRunsWhenTwoGoAwayAfterJudging() {
        ScenarioResult result = run(Scenario.QUORUM_NOT_REACHED);

        assertThat(result.outcome().decision()).isEmpty();
        assertThat(result.decided()).isEmpty();
        assertThat(row(result, Phase.VERDICT)).containsOnly(Mark.DONE);
        assertThat(row(result, Phase.EXECUTE)).containsOnly(Mark.NOTHING);
        assertThat(result.counts().commits()).isLessThan(result.counts().quorum());
    }

    @Test
    void aSilentLeaderIsReplacedAfterFiveSecondsOfVirtualTime() {
        ScenarioResult result = run(Scenario.VIEW_CHANGE);

        assertThat(result.outcome().decision()).contains(Outcome.APPROVED);
        assertThat(result.outcome().view()).isEqualTo(1);
        assertThat(result.cost().virtualMillis()).isBetween(5_000L, 5_500L);
    }

    @Test
    void twoDenialsAreADecisionWithItsOwnCertificate() {
        ScenarioResult result = run(Scenario.DENIED);

        assertThat(result.outcome().decision()).contains(Outcome.DENIED);
        assertThat(result.decided().orElseThrow().certificate().signatures().count())
                .isGreaterThanOrEqualTo(3);
        assertThat(row(result, Phase.VERDICT)).containsExactly(Mark.DONE, Mark.DONE, Mark.AGAINST, Mark.AGAINST);
    }

    @Test
    void aVoteThatWasStoredButNotSentIsSentAfterTheRestart() {
        ScenarioResult result = run(Scenario.CRASH_RECOVERY);

        assertThat(result.outcome().decision()).contains(Outcome.APPROVED);
        assertThat(result.events().stream().filter(event -> event.phase() == Phase.POWER && event.replica() == 1))
                .extracting(ScenarioEvent::reason)
                .containsExactly("off", "on");
        assertThat(result.outcome().byzantine()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Scenario.class)
    void aScenarioTellsTheSameEventsEveryTime(Scenario scenario) {
        assertThat(run(scenario).events()).isEqualTo(run(scenario).events()).isNotEmpty();
    }

    private static List<Mark> row(ScenarioResult result, Phase phase) {
        return result.matrix().stream()
                .filter(row -> row.phase() == phase)
                .findFirst()
                .orElseThrow()
                .marks();
    }
}
