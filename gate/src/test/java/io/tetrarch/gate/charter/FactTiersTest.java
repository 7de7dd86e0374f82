package io.tetrarch.gate.charter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.gate.judge.Case;
import io.tetrarch.gate.judge.Fact;
import io.tetrarch.gate.judge.Judgement;
import io.tetrarch.gate.judge.KnownPacks;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.proof.action.Action;
import io.tetrarch.reading.yaml.PolicyRejected;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tiers found from what an action does, and the demand that is for people alone. */
final class FactTiersTest {

    private static final String CHARTER = """
        version: 1
        categories:
          shell: [shell]
          file_read: [fs_read]
        acknowledge: correlated-judges
        tiers:
          - name: gone
            match: {facts: ["destroys certain irreversible"]}
            demand: person-or-deny
            deadlineMillis: 5000
            judgeMillis: 1000
          - name: project
            when: "facts.exists(f, f.kind == 'runs-project-code' && f.reversible)"
            demand: quorum
            deadlineMillis: 5000
            judgeMillis: 1000
          - name: rest
            demand: quorum
            deadlineMillis: 5000
            judgeMillis: 1000
        judges:
          one: {about: A, algorithm: analytical}
        """;
    private static final String ANNA = CHARTER + "  anna: {about: B, person: {device: phone}}\n";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "gone    | psql -c 'drop table orders'",
                "gone    | mysql <<< 'drop database shop'",
                "project | ./gradlew test",
                "project | npm run build",
                "rest    | git status",
                "rest    | grep -r 'drop table' src"
            })
    void theTierFollowsFromWhatTheActionDoes(String tier, String command) throws Exception {
        assertThat(Tiers.of(read(CHARTER)).of(shell(command), "executor", "ci").name())
                .isEqualTo(tier);
    }

    @Test
    void aFactNamesWhatIsAffectedAndTheWordsThatShowIt() throws Exception {
        List<Fact> facts = read(CHARTER)
                .caseOf(shell("psql -c 'drop table orders'"), "rest", "executor", "ci")
                .facts();

        assertThat(facts).extracting(Fact::text).contains("destroys certain irreversible");
        assertThat(facts.getFirst().words()).isEqualTo("A table is dropped with all its rows.");
    }

    @Test
    void factsFollowFromTheBytesAlone() throws Exception {
        Charter charter = read(CHARTER);
        Case first = charter.caseOf(shell("rm -rf /"), "rest", "executor", "ci");
        Case second = charter.caseOf(shell("rm -rf /"), "gone", "other", "agent");

        assertThat(second.facts()).isEqualTo(first.facts()).isNotEmpty();
    }

    @Test
    void whereNoPersonHasASeatEveryReplicaDenies() throws Exception {
        Charter charter = read(CHARTER);
        Demand demand = charter.tier("gone").orElseThrow().demand();

        assertThat(demand.isDenied()).isTrue();
        assertThat(demand.approvalsNeeded(4, 3)).isEqualTo(4);
        Judgement settled = settled(charter, Answer.APPROVE);
        assertThat(settled.answer()).isEqualTo(Answer.DENY);
        assertThat(settled.reasonCode()).isEqualTo("takes-a-person");
        assertThat(settled(charter, Answer.DENY).reasonCode()).isEqualTo("its-own");
    }

    @Test
    void whereOneHasItTakesTheirs() throws Exception {
        Charter charter = read(ANNA);
        Demand demand = charter.tier("gone").orElseThrow().demand();

        assertThat(demand.isDenied()).isFalse();
        assertThat(demand.judges()).containsExactly("anna");
        assertThat(demand.approvalsNeeded(4, 3)).isEqualTo(3);
        assertThat(settled(charter, Answer.APPROVE).reasonCode()).isEqualTo("its-own");
    }

    @Test
    void patternsForFactsArePartOfTheDigest() throws Exception {
        String other = CHARTER.replace("destroys certain irreversible", "* certain *");

        assertThat(read(other).digest()).isNotEqualTo(read(CHARTER).digest());
    }

    @Test
    void aPatternOverANumberMeetsItAsTheActionSpellsIt() throws Exception {
        String amounts = CHARTER.replace(
                "when: \"facts.exists(f, f.kind == 'runs-project-code' && f.reversible)\"",
                "match: {arguments: {amount: [\"12345678.5\", \"0.000001\", \"3\"]}}");
        Tiers tiers = Tiers.of(read(amounts));

        for (String amount : List.of("12345678.5", "12345678.50", "1.23456785e7", "0.000001", "3", "3.0")) {
            Action action = Action.parse(("{\"tool\":\"fs_read\",\"amount\":" + amount + "}").getBytes(UTF_8));
            assertThat(tiers.of(action, "executor", "ci").name()).as(amount).isEqualTo("project");
        }
    }

    @Test
    void byKnowledgeThatIsNotHereNoFactCanBeTold() throws Exception {
        String here = CHARTER.replace(
                "version: 1\n", "version: 1\nknowledge: " + KnownPacks.bundled().digest() + "\n");
        String elsewhere = CHARTER.replace("version: 1\n", "version: 1\nknowledge: " + Digest.ZERO + "\n");

        assertThat(Tiers.of(read(here))
                        .of(shell("git status"), "executor", "ci")
                        .name())
                .isEqualTo("rest");
        // not to know is a reason for care: the first tier that asks for facts takes it
        assertThat(Tiers.of(read(elsewhere))
                        .of(shell("git status"), "executor", "ci")
                        .name())
                .isEqualTo("gone");
        assertThat(read(here).digest()).isNotEqualTo(read(CHARTER).digest());
    }

    private static Judgement settled(Charter charter, Answer answer) {
        return new Admission(charter)
                .settled(charter.tier("gone").orElseThrow(), new Judgement(answer, "its-own", "Said by a judge."));
    }

    private static Action shell(String command) throws JsonRejected {
        return Action.parse(("{\"tool\":\"shell\",\"command\":\"" + command + "\"}").getBytes(UTF_8));
    }

    private static Charter read(String yaml) throws PolicyRejected {
        return CharterReader.read(yaml.getBytes(UTF_8));
    }
}
