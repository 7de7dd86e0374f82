package io.tetrarch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
