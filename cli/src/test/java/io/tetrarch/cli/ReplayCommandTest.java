package io.tetrarch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.client.Decision;
import io.tetrarch.embedded.EmbeddedCluster;
import io.tetrarch.gate.charter.CharterReader;
import io.tetrarch.json.JsonCursor;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.proof.action.Action;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What was decided under the default charter, judged again under others. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ReplayCommandTest {
    private Path folder = Path.of("");
    private String data = "";

    @BeforeAll
    void decide(@TempDir Path temporary) {
        folder = temporary;
        data = folder.resolve("data").toString();
        decide("{\"kind\":\"execute_tool\",\"tool\":\"shell\",\"command\":\"ls -la\"}");
        decide("{\"kind\":\"execute_tool\",\"tool\":\"shell\",\"command\":\"rm -rf /\"}");
        decide("{\"kind\":\"set_state\",\"key\":\"limits/a\",\"expectedVersion\":0,\"value\":\"1\"}");
        decide("{\"kind\":\"set_state\",\"key\":\"limits/a\",\"expectedVersion\":1,\"value\":\"2\"}");
        decide("{\"kind\":\"set_state\",\"key\":\"limits/a\",\"expectedVersion\":1,\"value\":\"3\"}");
    }

    private void decide(String action) {
        Invocation.withInput(Invocation.utf8(action), "decide", "-", "--data", data);
    }

    @Test
    void underItsOwnCharterNothingDiffersWhatChangesTheStateIncluded() throws Exception {
        JsonCursor replay = replay(defaultCharter());
        assertThat(replay.member("judged").integer(0, 99)).isEqualTo(5);
        assertThat(replay.member("differ").elements()).isEmpty();
    }

    @Test
    void aCharterThatKnowsNoShellWouldNotHaveApprovedIt() throws Exception {
        List<JsonCursor> differ = replay(defaultCharter().replace("  shell: [shell, bash,", "  shell: [bash,"))
                .member("differ")
                .elements();
        assertThat(differ).hasSize(1);
        assertThat(differ.getFirst().member("index").integer(0, 9)).isZero();
        assertThat(differ.getFirst().member("was").string()).isEqualTo("APPROVED");
        assertThat(differ.getFirst().member("would").string()).isEqualTo("DENIED");
    }

    /** Whoever sits there: that it does not follow from the state is no judge's opinion. */
    @Test
    void judgesThatApproveEverythingCannotApproveWhatDoesNotFollowFromTheState() throws Exception {
        List<JsonCursor> differ = replay(lax()).member("differ").elements();
        assertThat(differ).hasSize(1);
        assertThat(differ.getFirst().member("index").integer(0, 9)).isEqualTo(1);
        assertThat(differ.getFirst().member("would").string()).isEqualTo("APPROVED");
    }

    @Test
    void anActionOfATierThatIsOnlyObservedIsNotJudged() throws Exception {
        String observed = defaultCharter()
                .replace(
                        "tiers:\n",
                        "tiers:\n"
                                + "  - {name: looks, match: {programs: rm}, demand: observe, deadlineMillis: 9000,"
                                + " judgeMillis: 900}\n");
        List<JsonCursor> differ = replay(observed).member("differ").elements();
        assertThat(differ).hasSize(1);
        assertThat(differ.getFirst().member("reasons").elements().getFirst().string())
                .isEqualTo("analytical APPROVE observed");
    }

    @Test
    void aCharterThatFitsNoSuchGroupIsRefused() throws Exception {
        Path charter = write(defaultCharter()
                .replace("judges: [adversarial]", "judges: [stranger]")
                .replace("  adversarial:\n", "  stranger:\n"));
        Invocation replay = Invocation.of("replay", "--charter", charter.toString(), "--data", data);
        assertThat(replay.exitCode()).isEqualTo(2);
        assertThat(replay.err())
                .startsWith("tetrarch: " + charter + ": tier production: expected judges among the replicas")
                .hasLineCount(1);
    }

    /** While a seat is vacant, not all four can agree: what was decided then would be denied, and nothing before or after. */
    @Test
    void whatWasDecidedInALaterEpochIsJudgedByTheSeatsThatItHad() throws Exception {
        Path home = folder.resolve("changed");
        try (EmbeddedCluster gate = EmbeddedCluster.builder()
                .storedIn(home)
                .charter(Invocation.utf8(lax().replace("demand: unanimous", "demand: quorum")))
                .open()) {
            assertThat(gate.decide(shell("ls")).isApproved()).isTrue();
            assertThat(gate.decide(gate.removal("creative")).isApproved()).isTrue();
            Decision between = gate.decide(shell("id"));
            assertThat(between.isApproved()).isTrue();
            assertThat(between.request().request().domain().epoch()).isEqualTo(2);
            assertThat(gate.decide(gate.rekeying("creative")).isApproved()).isTrue();
            Decision after = gate.decide(shell("pwd"));
            assertThat(after.isApproved()).isTrue();
            assertThat(after.request().request().domain().epoch()).isEqualTo(3);
        }
        JsonCursor replay = Invocation.of(
                        "replay",
                        "--json",
                        "--charter",
                        write(lax().replace("demand: quorum", "demand: unanimous"))
                                .toString(),
                        "--data",
                        home.toString())
                .endedQuietlyWith(0)
                .json();
        assertThat(replay.member("judged").integer(0, 9)).isEqualTo(5);
        List<Long> differ = new ArrayList<>();
        for (JsonCursor each : replay.member("differ").elements()) {
            assertThat(each.member("would").string()).isEqualTo("DENIED");
            differ.add(each.member("index").integer(0, 9));
        }
        assertThat(differ).containsExactly(2L, 3L);
    }

    private static Action shell(String command) throws JsonRejected {
        return Action.parse(
                Invocation.utf8("{\"kind\":\"execute_tool\",\"tool\":\"shell\",\"command\":\"" + command + "\"}"));
    }

    /** The default charter with judges that approve everything, and no tier that is for people alone. */
    private static String lax() throws IOException {
        String charter = defaultCharter().replace("demand: person-or-deny", "demand: quorum");
        return charter.substring(0, charter.indexOf("\njudges:")) + """

            judges:
              analytical: {about: A, policy: {rules: [], otherwise: {answer: approve, reason: fine, text: Fine.}}}
              creative: {about: B, policy: {rules: [], otherwise: {answer: approve, reason: fine, text: Fine.}}}
              adversarial: {about: C, policy: {rules: [], otherwise: {answer: approve, reason: fine, text: Fine.}}}
              domain_expert: {about: D, policy: {rules: [], otherwise: {answer: approve, reason: fine, text: Fine.}}}
            """;
    }

    private JsonCursor replay(String charter) throws Exception {
        return Invocation.of("replay", "--json", "--charter", write(charter).toString(), "--data", data)
                .endedQuietlyWith(0)
                .json();
    }

    private Path write(String charter) throws IOException {
        return Files.writeString(folder.resolve("charter.yaml"), charter);
    }

    private static String defaultCharter() throws IOException {
        try (InputStream in = CharterReader.class.getResourceAsStream(CharterReader.DEFAULT_FILE)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
