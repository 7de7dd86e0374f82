package io.tetrarch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CharterCommandTest {
    private static final Path EXAMPLE = Path.of("..", "examples", "charters", "coding-agent.yaml");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"coding-agent, 5", "database-operations, 10", "production-deploys, 10"})
    void theExamplesCasesAreAsExpected(String example, int cases) {
        String file = EXAMPLE.resolveSibling(example + ".cases.jsonl").toString();
        String charter = EXAMPLE.resolveSibling(example + ".yaml").toString();
        assertThat(Invocation.of("charter", "test", file, "--charter", charter)
                        .endedQuietlyWith(0)
                        .out())
                .contains(cases + " of " + cases + " cases");
    }

    /** A quorum of its judges are algorithms, which agree to another charter by the category for that alone. */
    @Test
    void aCharterThatCanNeverBeChangedAgainIsTold() throws IOException {
        String example = Files.readString(Path.of("../examples/charters/coding-agent.yaml"));
        Path without = Files.writeString(
                folder.resolve("fixed.yaml"),
                example.replaceFirst("  governance: .*\n", "")
                        .replaceFirst("(?s)  - name: governance.*?(?=  - name: secrets)", ""));
        assertThat(Invocation.of("charter", "lint", without.toString())
                        .endedQuietlyWith(0)
                        .out())
                .contains("advice: no category governance lists swap_charter", "it can never be changed again");
        for (String each : List.of("coding-agent", "database-operations", "production-deploys")) {
            assertThat(Invocation.of("charter", "lint", "../examples/charters/" + each + ".yaml")
                            .endedQuietlyWith(0)
                            .out())
                    .as(each)
                    .doesNotContain("never be changed");
        }
    }

    @Test
    void aCharterThatIsTooLongIsRefusedAlikeWhoeverReadsIt() throws IOException {
        String charter = Files.writeString(folder.resolve("charter.yaml"), "#".repeat(1024 * 1024 + 1))
                .toString();
        String refusal = charter + ":1:1: expected at most 1048576 bytes, found more";

        Invocation.of("charter", "lint", charter).refusedWith(refusal);
        Invocation.of("init", folder.resolve("group").toString(), "--charter", charter)
                .refusedWith(refusal);
        Invocation.of("bench", "round", "--charter", charter).refusedWith(refusal);
    }

    @Test
    void yamlCasesKeepTheTypesOfTheirScalars() throws IOException {
        Path charter = Files.writeString(folder.resolve("charter.yaml"), """
            version: 1
            categories: {file: [fs_write]}
            tiers:
              - name: typed
                when: p.bytes == 4096 && p.force == true && p.owner == null && p.mode == '0644' && p.list == [1, 'x']
                demand: unanimous
                deadlineMillis: 1000
                judgeMillis: 500
              - {name: rest, demand: quorum, deadlineMillis: 1000, judgeMillis: 500}
            judges:
              one: {about: A, algorithm: analytical}
              two: {about: B, algorithm: creative}
            """);
        Path cases = Files.writeString(folder.resolve("cases.yaml"), """
            # as in the editor
            - action: {tool: fs_write, path: /tmp/a, bytes: 4096, force: true, owner: null, mode: '0644', list: [1, x]}
              tier: typed
            - action:
                tool: fs_write
                path: /tmp/a
                bytes: "4096"
                force: true
                owner: null
                mode: '0644'
                list: [1, x]
              tier: typed
              outcome: approved
            """);
        Invocation test = Invocation.of("charter", "test", cases.toString(), "--charter", charter.toString());
        assertThat(test.exitCode()).isEqualTo(1);
        assertThat(test.out().lines())
                .containsExactly(cases + ":4: expected tier typed, found rest", "1 of 2 cases are as expected");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "- {action: {tool: fs_write}} | 3: at [0]: expected tier, outcome or both",
                "- {action: {tool: a}, outcome: yes} | 32: at [0].outcome: expected approved or denied, found yes",
                "- {action: fs_write, tier: a} | 12: at [0].action: expected a mapping",
                "- {actoin: {}, tier: a} | 12: at [0].actoin: expected one of the keys action, client, tier, outcome",
                "- {tier: a} | 3: at [0]: expected the key action",
                "tier: a | 1: expected a list",
                "- {action: {bytes: 1e999}, tier: a} | 20: at [0].action.bytes: ",
                "{\"action\":{},\"outcome\":\"yes\"} | 24: at outcome: expected approved or denied, found yes",
            })
    void aCaseThatCannotBeMeantIsRefusedWithItsPlace(String text, String problem) throws IOException {
        Path cases = Files.writeString(folder.resolve("cases"), "\n" + text + "\n");
        Invocation test = Invocation.of("charter", "test", cases.toString());
        assertThat(test.exitCode()).isEqualTo(2);
        assertThat(test.err())
                .startsWith("tetrarch: " + cases + ":2:" + problem)
                .hasLineCount(1);
    }

    @Test
    void aLoosenedDemandIsCalledSo() throws IOException {
        Path loosened = folder.resolve("loosened.yaml");
        Files.writeString(loosened, Files.readString(EXAMPLE).replace("demand: unanimous", "demand: quorum"));
        assertThat(Invocation.of("charter", "diff", EXAMPLE.toString(), loosened.toString())
                        .endedQuietlyWith(0)
                        .out())
                .contains("loosened tiers.secrets.demand: unanimous -> quorum");
    }
}
