package io.tetrarch.gate.charter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tetrarch.proof.action.Action;
import io.tetrarch.reading.yaml.PolicyRejected;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which tier an action is of. */
class TiersTest {

    private static final String CHARTER = """
        version: 1
        categories:
          file_read: [fs_read]
          file_write: [fs_write]
          shell: [shell]
          http: [http_get]
          deploy: [deploy]
        tiers:
          - name: read
            match:
              category: file_read
              paths: [src/**, docs/*.md]
            when: "!has(p.follow_links) || p.follow_links == false"
            demand: observe
            deadlineMillis: 5000
            judgeMillis: 1000
          - name: secrets
            match:
              paths: ["/etc/**", "**/.env"]
            demand: unanimous
            judges: [adversarial]
            deadlineMillis: 5000
            judgeMillis: 1000
          - name: production
            match:
              kind: ["release*", deploy]
              arguments: {environment: ["prod*", live]}
            demand: person
            deadlineMillis: 5000
            judgeMillis: 1000
          - name: cluster
            match: {programs: [kubectl]}
            demand: 4
            deadlineMillis: 5000
            judgeMillis: 1000
          - name: inside
            match: {hosts: "*.internal", client: "agent-*"}
            demand: quorum
            judges: [analytical]
            deadlineMillis: 5000
            judgeMillis: 1000
          - name: rest
            demand: quorum
            deadlineMillis: 5000
            judgeMillis: 1000
        judges:
          analytical: {about: A, algorithm: analytical}
          adversarial: {about: B, algorithm: adversarial}
          anna: {about: C, person: {device: phone}}
        """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "read       | {\"tool\":\"fs_read\",\"path\":\"src/a/b.java\"}",
                "read       | {\"tool\":\"fs_read\",\"path\":\"docs/a.md\"}",
                "read       | {\"tool\":\"fs_read\",\"path\":\"src/./a\",\"follow_links\":false}",
                "rest       | {\"tool\":\"fs_read\",\"path\":\"docs/deep/a.md\"}",
                "rest       | {\"tool\":\"fs_read\",\"path\":\"src/../../a\"}",
                "rest       | {\"tool\":\"fs_read\",\"paths\":[\"src/a\",\"other/b\"]}",
                "rest       | {\"tool\":\"fs_read\"}",
                "rest       | {\"tool\":\"fs_read\",\"path\":\"src/a\",\"follow_links\":\"yes\"}",
                "rest       | {\"tool\":\"fs_peek\",\"path\":\"src/a\"}",
                "secrets    | {\"tool\":\"fs_read\",\"paths\":[\"src/a\",\"/etc/passwd\"]}",
                "secrets    | {\"tool\":\"fs_write\",\"path\":\"app/.env\"}",
                "secrets    | {\"tool\":\"fs_write\",\"path\":\"src/../.env\"}",
                "secrets    | {\"tool\":\"shell\",\"command\":\"cat /etc/shadow\"}",
                "production | {\"kind\":\"release-app\",\"environment\":\"Production\"}",
                "production | {\"kind\":\"deploy\",\"arguments\":{\"environment\":\"live\"}}",
                "rest       | {\"kind\":\"deploy\",\"environment\":\"staging\"}",
                "rest       | {\"kind\":\"deploy\"}",
                "cluster    | {\"tool\":\"shell\",\"command\":\"sudo kubectl delete pod x\"}",
                "rest       | {\"tool\":\"shell\",\"command\":\"echo kubectl\"}",
                "inside     | {\"tool\":\"http_get\",\"url\":\"https://db.internal/x\"}",
                "rest       | {\"tool\":\"http_get\",\"url\":\"https://internal.example/x\"}",
            })
    void theFirstTierThatFitsIsTheActions(String tier, String action) throws Exception {
        assertThat(Tiers.of(read(CHARTER))
                        .of(Action.parse(action.getBytes(UTF_8)), "executor", "agent-7")
                        .name())
                .isEqualTo(tier);
    }

    @Test
    void aMatchOnWhoAsksIsOfThatClientAlone() throws Exception {
        Action action = Action.parse("{\"tool\":\"http_get\",\"url\":\"https://db.internal/x\"}".getBytes(UTF_8));
        assertThat(Tiers.of(read(CHARTER)).of(action, "executor", "ci").name()).isEqualTo("rest");
    }

    @Test
    void whatWaitsForAPersonNamesEveryPerson() throws Exception {
        Demand demand = read(CHARTER).tier("production").orElseThrow().demand();
        assertThat(demand.judges()).containsExactly("anna");
        assertThat(demand.approvalsNeeded(4, 3)).isEqualTo(3);
    }

    @Test
    void anObservedTierStillTakesAQuorum() throws Exception {
        assertThat(read(CHARTER).tier("read").orElseThrow().demand().approvalsNeeded(4, 3))
                .isEqualTo(3);
    }

    @Test
    void aTierThatSaysTooLittleOrTooMuchIsRefusedWithItsPlace() {
        refused("match: {programs: [kubectl]}", "match: {}", "32:12: at tiers[3].match: expected one of the keys");
        refused("match: {programs: [kubectl]}", "match: {programs: []}", "32:23: at tiers[3].match.programs: expected");
        refused("category: file_read", "category: files", "11:17: at tiers[0].match.category: expected categories");
        refused("judges: [analytical]", "judges: [nobody]", "39:13: at tiers[4].judges: expected judges of this");
        refused(
                "demand: observe",
                "demand: observe\n    judges: [anna]",
                "15:13: at tiers[0].judges: expected no judges: an observed action is not judged");
        refused(
                "person: {device: phone}",
                "algorithm: creative",
                "28:13: at tiers[2].demand: expected a judge that is a person for the demand person, found none");
        refused(
                "when: \"!has(p.follow_links) || p.follow_links == false\"",
                "when: has(p.follow_links) && q",
                "13:34: expected a condition in CEL: undeclared reference to 'q'");
    }

    @Test
    void theLastTierIsJudged() {
        refused(
                "  - name: rest\n    demand: quorum",
                "  - name: rest\n    demand: observe",
                "43:13: at tiers[5].demand: expected a demand that judges");
    }

    private static void refused(String before, String after, String message) {
        String changed = CHARTER.replace(before, after);
        assertThat(changed).isNotEqualTo(CHARTER);
        assertThatThrownBy(() -> Tiers.of(read(changed)))
                .isInstanceOf(PolicyRejected.class)
                .hasMessageStartingWith(message);
    }

    private static Charter read(String yaml) throws PolicyRejected {
        return CharterReader.read(yaml.getBytes(UTF_8));
    }
}
