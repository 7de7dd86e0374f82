package io.tetrarch.console.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.client.Submission;
import io.tetrarch.embedded.EmbeddedCluster;
import io.tetrarch.proof.action.Action;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.Keys;

/** Every page as it is seen: by whoever cannot see it well, on a telephone, on a wide screen, and how much is loaded. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
final class LookTest {
    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final int FIRST_LOAD = 200 * 1024;
    private static final List<String> ACTIONS = List.of(
            "{\"kind\":\"execute_tool\",\"tool\":\"fs_write\",\"path\":\"/tmp/report.md\",\"bytes\":4096}",
            "{\"kind\":\"execute_tool\",\"tool\":\"shell\",\"command\":\"rm -rf /\",\"cwd\":\"/\"}");

    private Site site;
    private Browser browser;
    private String axe = "";

    @BeforeAll
    void open() throws Exception {
        site = new Site(EmbeddedCluster.builder());
        for (String action : ACTIONS) {
            site.cluster.decide(Submission.of(Action.parse(action.getBytes(StandardCharsets.UTF_8))));
        }
        axe = axe();
        browser = new Browser(site.url());
    }

    @AfterAll
    void close() throws Exception {
        if (browser != null) {
            browser.close();
        }
        site.close();
    }

    private static String axe() throws IOException {
        Properties artifact = new Properties();
        try (InputStream in = resource("META-INF/maven/org.webjars.npm/axe-core/pom.properties")) {
            artifact.load(in);
        }
        String version = artifact.getProperty("version");
        try (InputStream in = resource("META-INF/resources/webjars/axe-core/" + version + "/axe.min.js")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static InputStream resource(String name) throws IOException {
        InputStream in = LookTest.class.getClassLoader().getResourceAsStream(name);
        if (in == null) {
            throw new IOException(name + " is not on the class path");
        }
        return in;
    }

    /** A page, and what is there once it is whole. */
    record Page(String name, String fragment, String whole) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Page> pages() {
        return Stream.of(
                new Page("walkthrough", "walkthrough/equivocation", ".told"),
                new Page("overview", "console/overview", ".recent li"),
                new Page("halting", "console/overview", ".drill button"),
                new Page("decisions", "console/decisions", "table.list tbody tr"),
                new Page("no-decision", "console/decisions/99", "[role=alert]"),
                new Page("no-page", "console/nothing", "[role=alert]"),
                new Page("decision", "console/decisions/1", ".proof"),
                new Page("approvals", "console/approvals", ".empty + section, .filter"),
                new Page("evidence", "console/evidence", ".console h1"),
                new Page("charter", "console/charter", ".tiers"),
                new Page("ledger", "console/ledger", ".console .sheet"));
    }

    private void show(Page page) {
        browser.load(page.fragment);
        browser.see(page.whole);
        if (page.name.equals("walkthrough")) {
            browser.press(Keys.END);
            browser.see(".told[data-done=true]");
        } else if (page.name.equals("halting")) {
            browser.press("[data-replica=analytical]", "Halt analytical");
            browser.see("dialog[open]");
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void noPageBreaksTheAccessibilityGuidelines(Page page) {
        browser.resize(1440, 1000);
        show(page);
        browser.driver.executeScript(axe + ";window.axe = window.axe ?? axe;");
        for (String theme : List.of("light", "dark")) {
            browser.choose(".top select", theme);
            browser.see("html[data-theme=" + theme + "]");
            assertThat(violations()).as(page + ", " + theme).isEmpty();
        }
    }

    /** What breaks WCAG 2.2 at level AA, one line each. */
    @SuppressWarnings("unchecked")
    private List<String> violations() {
        return (List<String>) browser.driver.executeAsyncScript("""
            const done = arguments[arguments.length - 1];
            axe.run(document, {
              runOnly: {type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']},
              rules: {'target-size': {enabled: true}},
              resultTypes: ['violations'],
            }).then(
              found => done(found.violations.flatMap(each => each.nodes.map(node =>
                each.id + ': ' + node.html.slice(0, 200) + ' ' + node.failureSummary))),
              failure => done([String(failure)]));
            """);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyPageFitsATelephoneAndAWideScreen(Page page) throws Exception {
        Files.createDirectories(PICTURES);
        for (int width : List.of(360, 1440, 3840)) {
            browser.resize(width, 900);
            show(page);
            picture(page.name, width);

            assertThat(((Number) browser.driver.executeScript("return document.documentElement.scrollWidth"))
                            .intValue())
                    .as(page + " at " + width)
                    .isLessThanOrEqualTo(width);
        }
    }

    /** The whole page, on a screen that is as high. */
    private void picture(String name, int width) throws IOException {
        long height =
                ((Number) browser.driver.executeScript("return document.documentElement.scrollHeight")).longValue();
        browser.resize(width, Math.toIntExact(height));
        Map<String, Object> shot = browser.driver.executeCdpCommand("Page.captureScreenshot", Map.of("format", "png"));
        Files.write(
                PICTURES.resolve(name + "-" + width + ".png"),
                Base64.getDecoder().decode(String.valueOf(shot.get("data"))));
    }

    @Test
    void theFirstLoadIsSmall() {
        try (Browser fresh = new Browser(site.url())) {
            fresh.load("");
            fresh.see(".told");
            long bytes = ((Number) fresh.driver.executeScript("""
                const seen = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')];
                return seen.reduce((sum, each) => sum + each.encodedBodySize, 0);
                """)).longValue();

            assertThat(bytes).isPositive().isLessThan(FIRST_LOAD);
        }
    }
}
