package io.tetrarch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.json.JsonCursor;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.simulator.scenario.Scenario;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class ScenarioCommandTest {
    @Test
    void withoutANameTheScenariosAreListed() {
        assertThat(Invocation.of("scenario").endedQuietlyWith(0).out())
                .contains("clean-quorum", "one-dissents", "one-silent", "equivocation", "leader-equivocates")
                .contains("quorum-not-reached", "view-change", "denied", "crash-recovery");
    }

    @Test
    void anUnknownNameIsRefusedWithTheKnownOnes() {
        Invocation.of("scenario", "tea-party")
                .refusedWith("expected the name of a scenario, found 'tea-party'; there are clean-quorum, one-dissents,"
                        + " one-silent, equivocation, leader-equivocates, quorum-not-reached, view-change, denied,"
                        + " crash-recovery");
    }

    @ParameterizedTest
    @EnumSource
    void everyScenarioHasItsPage(Scenario scenario) {
        assertThat(Invocation.of("scenario", scenario.label())
                        .endedQuietlyWith(0)
                        .out())
                .startsWith(scenario.label() + ": " + scenario.summary())
                .contains("domain_expert", "verdict", "quorum is 3", "messages");
    }

    @ParameterizedTest
    @CsvSource({
        "clean-quorum, APPROVED, false, ''",
        "one-dissents, APPROVED, false, ''",
        "one-silent, APPROVED, false, ''",
        "equivocation, APPROVED, false, domain_expert",
        "leader-equivocates, APPROVED, true, analytical",
        "view-change, APPROVED, true, ''",
        "denied, DENIED, false, ''",
        "crash-recovery, APPROVED, false, ''",
    })
    void forMachinesEveryFieldIsThere(String name, String decision, boolean viewChanged, String byzantine)
            throws JsonRejected {
        JsonCursor json =
                Invocation.of("scenario", name, "--json").endedQuietlyWith(0).json();

        assertThat(json.object().members().keySet()).containsExactly("outcome", "counts", "events", "matrix", "cost");
        JsonCursor outcome = json.member("outcome");
        assertThat(outcome.member("decision").string()).isEqualTo(decision);
        assertThat(outcome.member("viewChanged").bool()).isEqualTo(viewChanged);
        List<JsonCursor> convicted = outcome.member("byzantine").elements();
        assertThat(convicted).hasSize(byzantine.isEmpty() ? 0 : 1);
        assertThat(convicted).allSatisfy(name0 -> assertThat(name0.string()).isEqualTo(byzantine));
        assertThat(json.member("counts").member("prepares").integer(3, 4)).isGreaterThanOrEqualTo(3);
        assertThat(json.member("counts").member("commits").integer(3, 4)).isGreaterThanOrEqualTo(3);
        assertThat(json.member("counts").member("quorum").integer(3, 3)).isEqualTo(3);
        for (String cost : List.of("micros", "messages", "signatures", "verifications")) {
            assertThat(json.member("cost").member(cost).integer(1, 1L << 40)).isPositive();
        }
        assertThat(json.member("events").elements())
                .isNotEmpty()
                .allSatisfy(event -> assertThat(event.object().members().keySet())
                        .containsExactly(
                                "phase",
                                "replica",
                                "view",
                                "sequence",
                                "actionHash",
                                "digest",
                                "status",
                                "reason",
                                "signature"));
    }

    @Test
    void withoutAQuorumNothingIsDecidedAndNothingRuns() throws JsonRejected {
        Invocation text = Invocation.of("scenario", "quorum-not-reached").endedQuietlyWith(0);
        JsonCursor json = Invocation.of("scenario", "quorum-not-reached", "--json")
                .endedQuietlyWith(0)
                .json();

        assertThat(text.out()).contains("NO DECISION: no quorum; nothing runs");
        assertThat(json.member("outcome").member("decision").value().toJson()).isEqualTo("null");
        assertThat(json.member("counts").member("commits").integer(0, 2)).isLessThan(3);
    }

    @Test
    void theObjectionOfADissenterIsOnRecord() {
        assertThat(Invocation.of("scenario", "one-dissents").out())
                .contains("✗ deny", "DENY: adversarial")
                .contains("APPROVED: the action may run");
    }

    @Test
    void aViewChangeTakesItsFiveSeconds() {
        assertThat(Invocation.of("scenario", "view-change").out())
                .containsPattern("500\\d ms +view-change")
                .contains("APPROVED in view 1");
    }

    @Test
    void equivocationIsShownByItsTwoSignatures() {
        assertThat(Invocation.of("scenario", "equivocation").out())
                .contains("evidence: domain_expert signed two prepares for view 0, sequence 1:")
                .containsPattern("  digest [0-9a-f]{64} +signature [0-9a-f]+…\\R  digest [0-9a-f]{64} ");
    }
}
