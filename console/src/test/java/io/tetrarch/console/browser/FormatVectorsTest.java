package io.tetrarch.console.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.embedded.EmbeddedCluster;
import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The verifier that runs in browsers, on the vectors of the proof format: the same first check fails, or none does. */
@Timeout(300)
final class FormatVectorsTest {
    private static final Path FOLDER = Path.of("..", "vectors");

    private static final String ANSWERS = """
        const [groups, proofs, text, done] = arguments;
        const bytes = base64 => Uint8Array.from(atob(base64), c => c.charCodeAt(0));
        const put = ({ put, hex }) => hex === undefined ? new TextEncoder().encode(put) : Uint8Array.from(hex.match(/../g), b => parseInt(b, 16));
        const edited = (file, edit) => new Uint8Array([...file.subarray(0, edit.at), ...put(edit), ...file.subarray(edit.at + edit.drop)]);
        import('/js/proof/verify.js').then(async ({ verifyProof }) => {
          const others = [];
          const { cases } = JSON.parse(text);
          for (const each of cases) {
            const files = { group: bytes(groups[each.group]), proof: bytes(proofs[each.proof]) };
            for (const edit of each.edits ?? []) files[edit.file] = edited(files[edit.file], edit);
            const result = await verifyProof(files.proof, files.group);
            const last = result.checks.at(-1);
            const said = result.authentic ? result.outcome : last.number;
            if (said !== (each.outcome ?? each.check)) others.push(`${each.name}: ${said}, ${last.name}: ${last.says}`);
          }
          done(JSON.stringify({ others, count: `${cases.length} cases` }));
        }).catch(error => done(String(error.stack)));
        """;

    @Test
    void theBrowserSaysOfEachWhatTheVectorsSay() throws Exception {
        String cases = Files.readString(FOLDER.resolve("cases.json"));
        try (Site site = new Site(EmbeddedCluster.builder());
                Browser browser = new Browser(site.url())) {
            browser.load("console");
            browser.driver.manage().timeouts().scriptTimeout(Duration.ofMinutes(4));
            var said = Browser.json(String.valueOf(
                    browser.driver.executeAsyncScript(ANSWERS, files("groups"), files("proofs"), cases)));
            List<String> others = ((JsonArray) said.get("others"))
                    .elements().stream()
                            .map(each -> ((JsonString) each).value())
                            .toList();
            assertThat(others).isEmpty();
            assertThat(said.string("count")).isEqualTo(cases.lines().count() - 2 + " cases");
        }
    }

    private static Map<String, String> files(String folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> found = Files.list(FOLDER.resolve(folder))) {
            for (Path each : found.toList()) {
                String name = each.getFileName().toString().replace(".json", "");
                files.put(name, Base64.getEncoder().encodeToString(Files.readAllBytes(each)));
            }
        }
        return files;
    }
}
