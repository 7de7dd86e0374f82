package io.tetrarch.console.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.client.Submission;
import io.tetrarch.embedded.EmbeddedCluster;
import io.tetrarch.gate.display.OddTexts;
import io.tetrarch.gate.display.Shown;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.proof.action.Action;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the pages show of an action, held against its bytes by what the accessibility tree says. */
@Timeout(240)
final class ShownTest {
    private static final List<String> TEXTS = OddTexts.of(41_302, 520);
    private static final int AT_ONCE = 130;
    private static final String DECEPTIVE = "{\"kind\":\"execute_tool\",\"tool\":\"sh\u0435ll\",\"command\":\"echo "
            + "\u202e\u2066txt.exe\u2069\u2066 ls\u200b -la\\n\\u001b[31m\",\"cwd\":\"/h\u043eme/أحمد\",\"host\":"
            + "\"p\u0430ypal.com\",\"note\":\"هذا نص عربي عادي، 你好\",\"literal\":\"\\\\u202e ⟨U+202E⟩\"}";
    private static final String CHARTER = """
        version: 1
        categories:
          none: [none]
        tiers:
          - name: people
            demand: person
            deadlineMillis: 600000
            judgeMillis: 600000
        judges:
          analytical: {about: Her owner looks., person: {device: laptop}}
          creative:
            about: Approves.
            policy:
              rules: [{when: category == 'none', answer: deny, reason: none, text: None.}]
              otherwise: {answer: approve, reason: fine, text: Fine.}
          adversarial:
            about: Approves.
            policy:
              rules: [{when: category == 'none', answer: deny, reason: none, text: None.}]
              otherwise: {answer: approve, reason: fine, text: Fine.}
          domain_expert:
            about: Approves.
            policy:
              rules: [{when: category == 'none', answer: deny, reason: none, text: None.}]
              otherwise: {answer: approve, reason: fine, text: Fine.}
        """;

    private static Action action(List<String> texts) {
        JsonObject.Builder json = JsonObject.builder().put("kind", "note").put("tool", texts.getFirst());
        for (int i = 0; i < texts.size(); i++) {
            json.put("m" + i, texts.get(i));
        }
        return action(json.build().toJson());
    }

    private static Action action(String json) {
        try {
            return Action.parse(json.getBytes(StandardCharsets.UTF_8));
        } catch (JsonRejected e) {
            throw new AssertionError(json, e);
        }
    }

    private static List<Action> actions() {
        List<Action> actions = new ArrayList<>();
        for (int from = 0; from < TEXTS.size(); from += AT_ONCE) {
            actions.add(action(TEXTS.subList(from, from + AT_ONCE)));
        }
        actions.add(action(DECEPTIVE));
        return actions;
    }

    /** Escapes and all else: the text gives the bytes back, and nothing is in it that could deceive. */
    private static void assertShows(String shown, String text) {
        assertThat(OddTexts.original(shown)).isEqualTo(text);
        assertThat(Shown.line(shown.replaceAll("⟨U\\+[0-9A-F]+⟩", "x")))
                .as("drawn raw")
                .isEqualTo(shown.replaceAll("⟨U\\+[0-9A-F]+⟩", "x"));
        assertThat(Normalizer.isNormalized(shown, Normalizer.Form.NFC)).isTrue();
    }

    @Test
    void aDecisionIsShownByTheBytesThatWereSigned() throws Exception {
        List<Action> actions = actions();
        try (Site site = new Site(EmbeddedCluster.builder());
                Browser browser = new Browser(site.url())) {
            for (Action action : actions) {
                site.cluster.decide(Submission.of(action));
            }
            for (int i = 0; i < actions.size(); i++) {
                browser.load("console/decisions/" + i);
                browser.see(".signed");
                String shown = Accessibility.of(browser).texts(".signed").getFirst();

                assertShows(shown, actions.get(i).toString());
                assertThat(shown)
                        .isEqualTo(Shown.ofJson(actions.get(i).toString()).text());
                assertThat(browser.text(".warnings")).contains("could change how it reads");
                assertThat(browser.text("main")).contains("is the request’s").doesNotContain("is not the request’s");
            }
            assertThat(raw(browser)).isEmpty();
            pictures(browser, "shown-decision");
            browser.load("console/overview");
            browser.see(".recent li:nth-child(5)");
            assertThat(raw(browser)).isEmpty();

            browser.load("console/decisions");
            browser.see("table.list tbody tr:nth-child(5)");
            assertThat(Accessibility.of(browser).texts(".action code").reversed())
                    .allSatisfy(shown -> assertThat(Shown.line(shown.replaceAll("⟨U\\+[0-9A-F]+⟩", "x")))
                            .isEqualTo(shown.replaceAll("⟨U\\+[0-9A-F]+⟩", "x")))
                    .last()
                    .satisfies(shown -> assertThat(DECEPTIVE).startsWith(OddTexts.original(shown)));
            assertThat(raw(browser)).isEmpty();
            pictures(browser, "shown-decisions");
        }
    }

    @Test
    void whatWaitsForAPersonIsShownByTheBytesToBeSigned() throws Exception {
        try (Site site = new Site(EmbeddedCluster.builder().charter(CHARTER.getBytes(StandardCharsets.UTF_8)));
                Browser browser = new Browser(site.url())) {
            browser.load("console/approvals");
            for (Action action : actions()) {
                browser.driver.executeScript(
                        "return fetch('/v1/decisions', {method: 'POST', body: arguments[0], headers: {'Content-Type':"
                                + " 'application/json', Prefer: 'respond-async'}}).then(a => a.status)",
                        action.toString());
            }
            browser.await("not all are shown", () -> browser.all(".approval").size() == 5);
            Accessibility tree = Accessibility.of(browser);

            assertThat(tree.texts(".signed").stream().map(OddTexts::original))
                    .containsExactlyInAnyOrderElementsOf(
                            actions().stream().map(Action::toString).toList());
            tree.texts(".signed").forEach(shown -> assertShows(shown, OddTexts.original(shown)));
            List<String> members = tree.texts(".approval > .pairs:first-of-type dd code");
            assertThat(members).hasSizeGreaterThan(TEXTS.size());
            members.forEach(shown -> assertShows(shown, OddTexts.original(shown)));
            assertThat(members.stream().map(OddTexts::original)).containsAll(TEXTS);
            assertThat(browser.all(".approval .warnings")).hasSize(5);
            assertThat(browser.all(".value:not([dir=ltr])")).isEmpty();
            assertThat(isolation(browser)).containsOnly("isolate");
            assertThat(raw(browser)).isEmpty();
            browser.driver.executeScript(
                    "document.querySelectorAll('.approval').forEach(each => each.textContent.includes('paypal') || "
                            + "each.textContent.includes('txt.exe') || each.remove())");
            pictures(browser, "shown-approvals");
        }
    }

    /** What is drawn raw anywhere on the page, in its texts and in what is said of its elements. */
    @SuppressWarnings("unchecked")
    private static List<String> raw(Browser browser) {
        return (List<String>) browser.driver.executeAsyncScript("""
            const done = arguments[0];
            import('/js/shown/text.js').then(({ shownText }) => {
              const all = [];
              const nodes = document.createTreeWalker(document.getElementById('app'), NodeFilter.SHOW_TEXT);
              while (nodes.nextNode()) all.push(nodes.currentNode.data);
              for (const each of document.querySelectorAll('[title], [aria-label]')) all.push(each.title, each.ariaLabel ?? '');
              const plain = all.map(each => each.replace(/⟨U\\+(?:[0-9A-F]+|…)⟩/g, ''));
              done(plain.filter(each => shownText(each).text !== each));
            });
            """);
    }

    @SuppressWarnings("unchecked")
    private static List<String> isolation(Browser browser) {
        return (List<String>) browser.driver.executeScript(
                "return [...document.querySelectorAll('.value, .value bdi, .escape')].map(each =>"
                        + " getComputedStyle(each).unicodeBidi)");
    }

    /** The pages and the command line speak of the same characters in the same words. */
    @Test
    @SuppressWarnings("unchecked")
    void thePagesSpellOutWhatTheCommandLineDoes() throws Exception {
        List<String> texts = new ArrayList<>(OddTexts.of(7, 2_000));
        texts.addAll(TEXTS);
        List<String> actions = texts.stream()
                .map(text -> JsonObject.builder()
                        .put("path", text)
                        .put("content", text)
                        .build()
                        .toJson())
                .toList();
        try (Site site = new Site(EmbeddedCluster.builder());
                Browser browser = new Browser(site.url())) {
            browser.load("console/decisions");
            List<List<Object>> shown = (List<List<Object>>) browser.driver.executeAsyncScript("""
                const [texts, actions, done] = arguments;
                import('/js/shown/text.js').then(({ shownText, shownNames, shownJson }) => {
                  const all = (of, list) => list.map(each => of(each)).map(each => [each.text, ...each.warnings('It')]);
                  done([all(shownText, texts), all(shownNames, texts), all(shownJson, actions)]);
                });
                """, texts, actions);

            assertThat(shown.get(0)).isEqualTo(all(texts.stream().map(Shown::of).toList()));
            assertThat(shown.get(1))
                    .isEqualTo(all(texts.stream().map(Shown::ofNames).toList()));
            assertThat(shown.get(2))
                    .isEqualTo(all(actions.stream().map(Shown::ofJson).toList()));
        }
    }

    private static List<Object> all(List<Shown> shown) {
        List<Object> all = new ArrayList<>();
        for (Shown each : shown) {
            List<String> told = new ArrayList<>(List.of(each.text()));
            told.addAll(each.warnings("It"));
            all.add(told);
        }
        return all;
    }

    @Test
    void thePagesHaveTheTablesOfTheGate() throws IOException {
        String pages = resource("web/js/shown/characters.js");

        assertThat(pages).contains("CHARACTERS = String.raw`\n" + table("characters.txt") + "`;");
        assertThat(pages).contains("LOOKALIKES = String.raw`\n" + table("lookalikes.txt") + "`;");
    }

    private static String table(String name) throws IOException {
        return resource("io/tetrarch/gate/display/" + name).replaceAll("(?m)^#.*\n", "");
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = ShownTest.class.getClassLoader().getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException(name + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void pictures(Browser browser, String name) throws IOException {
        Path pictures = Files.createDirectories(Path.of("target", "screenshots"));
        for (int width : List.of(360, 1440)) {
            browser.resize(width, 1000);
            assertThat(((Number) browser.driver.executeScript("return document.documentElement.scrollWidth"))
                            .intValue())
                    .isLessThanOrEqualTo(width);
            Map<String, Object> shot =
                    browser.driver.executeCdpCommand("Page.captureScreenshot", Map.of("format", "png"));
            Files.write(
                    pictures.resolve(name + "-" + width + ".png"),
                    Base64.getDecoder().decode(String.valueOf(shot.get("data"))));
        }
    }
}
