package io.tetrarch.console.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.embedded.EmbeddedCluster;
import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The verifier that runs in browsers says what the gate's own says, of the same proofs, to the word. */
@Timeout(180)
final class PermissionVectorsTest {
    private static final Path VECTORS =
            Path.of("..", "proof", "src", "test", "resources", "vectors", "permission.json");

    private static final String ANSWERS = """
        const [text, done] = arguments;
        const { groups, proofs, cases } = JSON.parse(text);
        import('/js/proof/verify.js').then(async ({ verifyProof }) => {
          const verified = new Map();
          const answers = [];
          for (const asked of cases) {
            const key = `${asked.proof} ${asked.group}`;
            if (!verified.has(key)) {
              verified.set(key, await verifyProof(JSON.stringify(proofs[asked.proof]), JSON.stringify(groups[asked.group])));
            }
            const result = verified.get(key);
            const { at, latestEpoch, executor } = asked;
            const action = asked.action === undefined ? undefined : new TextEncoder().encode(asked.action);
            const { proof, group } = asked;
            const named = { proof, group, latestEpoch, at, action: asked.action, executor };
            const permission = result.permits({ at, latestEpoch, action, executor });
            answers.push(result.authentic
              ? { ...named, authentic: true, ...permission }
              : { ...named, authentic: false, check: result.checks.at(-1).name, permits: permission.permits });
          }
          done(JSON.stringify({ answers }));
        }).catch(error => done(String(error.stack)));
        """;

    @Test
    void theBrowserSaysWhatTheGateSays() throws Exception {
        String text = Files.readString(VECTORS, StandardCharsets.UTF_8);
        try (Site site = new Site(EmbeddedCluster.builder());
                Browser browser = new Browser(site.url())) {
            browser.load("console");
            browser.driver.manage().timeouts().scriptTimeout(Duration.ofMinutes(2));
            String answers = String.valueOf(browser.driver.executeAsyncScript(ANSWERS, text));
            List<String> found = lines(Browser.json(answers), "answers");
            List<String> expected = lines(Browser.json(text), "cases");
            assertThat(found).hasSameSizeAs(expected).hasSizeGreaterThan(200);
            for (int i = 0; i < expected.size(); i++) {
                assertThat(found.get(i)).isEqualTo(expected.get(i));
            }
        }
    }

    private static List<String> lines(JsonObject of, String name) {
        return ((JsonArray) of.get(name))
                .elements().stream().map(JsonValue::toJson).toList();
    }
}
