package io.tetrarch.console.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tetrarch.embedded.EmbeddedCluster;
import io.tetrarch.json.JsonNumber;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonString;
import io.tetrarch.json.JsonValue;
import io.tetrarch.simulator.scenario.Behaviour;
import io.tetrarch.simulator.scenario.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every beat of every scenario, and of two hundred that somebody might set up: each sentence is of words that name no replica and
 * no number, and of values of facts; each fact is in the record that it cites, and in no record that differs there.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(600)
final class BeatsTest {
    private static final int SETTINGS = 200;
    private static final long SEED = 20_260_101;
    private static final Pattern NUMBER = Pattern.compile("[0-9]|\\b(two|three|four|five|six|seven)\\b");

    private static final String TELL = """
        const done = arguments[arguments.length - 1];
        (async () => {
          const [{ normalise }, { beatsOf }, { wordsOf }, { stateAfter }] = await Promise.all(
            ['run', 'beats', 'words', 'state'].map(each => import(`/js/walkthrough/${each}.js`)));
          const run = normalise(JSON.parse(arguments[0]));
          const beats = beatsOf(run);
          return JSON.stringify({ beats: beats.map((beat, i) => ({
            ...wordsOf(run, beats, beat), events: beat.events.map(each => each.index),
            signs: Object.entries(stateAfter(run, beats, i + 1).cells).filter(([, cell]) => cell.sign === 'sent').map(([key]) => key),
          })) });
        })().then(done, error => done(String(error.stack)));
        """;

    private Site site;
    private Browser browser;

    @BeforeAll
    void open() throws Exception {
        site = new Site(EmbeddedCluster.builder());
        browser = new Browser(site.url());
        browser.driver.manage().timeouts().scriptTimeout(Duration.ofMinutes(4));
        browser.load("console/charter");
        browser.see(".console");
    }

    @AfterAll
    void close() throws Exception {
        if (browser != null) {
            browser.close();
        }
        site.close();
    }

    private String run(String name, String order) {
        return String.valueOf(browser.driver.executeAsyncScript("""
            const done = arguments[arguments.length - 1];
            fetch(`/v1/scenarios/${arguments[0]}/runs`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: arguments[1] })
              .then(answer => answer.text()).then(done);
            """, name, order));
    }

    private List<JsonObject> told(String run) {
        String told = String.valueOf(browser.driver.executeAsyncScript(TELL, run));
        assertThat(told).startsWith("{");
        return Trace.list(Browser.json(told), "beats").stream()
                .map(JsonObject.class::cast)
                .toList();
    }

    /** What one run is told by, held against its record. */
    private static final class Reading {
        private final Trace trace;
        private final List<Integer> shown = new ArrayList<>();
        private final Map<String, String> shownAs = new TreeMap<>();

        Reading(Trace trace) {
            this.trace = trace;
        }

        void check(JsonObject beat) {
            for (JsonValue index : Trace.list(beat, "events")) {
                shown.add(Math.toIntExact(((JsonNumber) index).toLong()));
            }
            List<JsonObject> facts = Trace.list(beat, "facts").stream()
                    .map(JsonObject.class::cast)
                    .toList();
            assertThat(facts)
                    .as("facts that are cited by: " + beat.string("text"))
                    .isNotEmpty();
            facts.forEach(new FactCheck(trace, shown)::check);
            StringBuilder whole = new StringBuilder();
            for (JsonValue piece : Trace.list(beat, "pieces")) {
                checkPiece((JsonObject) piece, facts);
                whole.append(((JsonObject) piece).string("text"));
            }
            assertThat(whole).hasToString(beat.string("title") + "\n" + beat.string("text"));
            assertThat(Trace.words(beat, "signs"))
                    .as("cells that are drawn as sent")
                    .allMatch(this::wasSent);
        }

        private boolean wasSent(String key) {
            String[] parts = key.split("[/@]", -1);
            return shown.stream()
                    .map(trace.events()::get)
                    .anyMatch(event -> event.status().equals("sent")
                            && event.phase().equals(parts[0])
                            && event.replica().equals(parts[parts.length - 1])
                            && (parts.length < 3
                                    || Long.toString(event.place().view()).equals(parts[1])));
        }

        private void checkPiece(JsonObject piece, List<JsonObject> facts) {
            String text = String.valueOf(piece.string("text"));
            if (!(piece.get("fact") instanceof JsonNumber number)) {
                assertThat(NUMBER.matcher(text).find())
                        .as("a number without a fact: " + text)
                        .isFalse();
                for (String name : trace.setting().replicas()) {
                    assertThat(text)
                            .as("a name without a fact")
                            .doesNotContain(name)
                            .doesNotContain(name.replace('_', ' '));
                }
                return;
            }
            JsonObject fact = facts.get(Math.toIntExact(number.toLong()));
            JsonValue of = fact.get(String.valueOf(piece.string("field")));
            assertThat(text)
                    .as("of " + fact)
                    .isEqualToIgnoringCase(rendered(String.valueOf(piece.string("as")), fact, of, text));
        }

        private String rendered(String as, JsonObject fact, JsonValue of, String text) {
            return switch (as) {
                case "number" -> String.format(java.util.Locale.ENGLISH, "%,d", ((JsonNumber) of).toLong());
                case "name" -> ((JsonString) of).value().replace('_', ' ');
                case "text" -> ((JsonString) of).value();
                case "reason" -> ((JsonString) of).value().replace('_', ' ');
                case "count" -> Integer.toString(Trace.words(fact, "replicas").size());
                case "names" ->
                    names(Trace.list(fact, fact.get("replicas").equals(of) ? "replicas" : "from").stream()
                            .map(each -> ((JsonString) each).value().replace('_', ' '))
                            .toList());
                case "digest" -> digest(((JsonString) of).value(), text);
                default -> throw new AssertionError("no such form: " + as);
            };
        }

        private String names(List<String> all) {
            if (all.size() == trace.setting().replicas().size()) {
                return "all replicas";
            }
            String first = String.join(", ", all.subList(0, Math.max(1, all.size() - 1)));
            return all.size() < 2 ? first : first + " and " + all.getLast();
        }

        /** What is shown are parts of the digest, and those of no other digest of the run. */
        private String digest(String of, String text) {
            for (String part : text.split("…", -1)) {
                assertThat(of).contains(part);
            }
            assertThat(shownAs.merge(text, of, (before, now) -> before))
                    .as("what is shown as " + text)
                    .isEqualTo(of);
            return text;
        }
    }

    private void read(String run) {
        Trace trace = Trace.of(Browser.json(run));
        Reading reading = new Reading(trace);
        for (JsonObject beat : told(run)) {
            try {
                reading.check(beat);
            } catch (AssertionError e) {
                throw new AssertionError(
                        beat.string("title") + " / " + beat.string("text") + " of " + trace.setting(), e);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Scenario.class)
    void everySentenceOfAScenarioIsInItsRecord(Scenario scenario) {
        read(run(scenario.label(), "{}"));
    }

    @Test
    void everySentenceOfTwoHundredSettingsIsInItsRecord() {
        Random random = new Random(SEED);
        List<Behaviour> all = List.of(Behaviour.values());
        for (int i = 0; i < SETTINGS; i++) {
            List<String> behaviours = new ArrayList<>();
            for (String name : List.of("analytical", "creative", "adversarial", "domain_expert")) {
                Behaviour any = all.get(random.nextInt(all.size()));
                behaviours.add("\"" + name + "\":\"" + (random.nextInt(3) == 0 ? "honest" : any.label()) + "\"");
            }
            read(run("custom", "{\"behaviours\":{" + String.join(",", behaviours) + "}}"));
        }
    }

    /** Each fact of each beat, against records that differ in one thing that it cites. */
    @ParameterizedTest
    @EnumSource(Scenario.class)
    void aRecordThatDiffersTurnsTheSentencesFalse(Scenario scenario) {
        String run = run(scenario.label(), "{}");
        Trace trace = Trace.of(Browser.json(run));
        List<Integer> shown = new ArrayList<>();
        for (JsonObject beat : told(run)) {
            for (JsonValue index : Trace.list(beat, "events")) {
                shown.add(Math.toIntExact(((JsonNumber) index).toLong()));
            }
            for (JsonValue fact : Trace.list(beat, "facts")) {
                List<Trace> mutants = new FactCheck(trace, shown).mutated((JsonObject) fact);
                assertThat(mutants).isNotEmpty();
                for (Trace mutant : mutants) {
                    assertThatThrownBy(() -> new FactCheck(mutant, shown).check((JsonObject) fact))
                            .as("survives a record that differs: " + fact)
                            .isInstanceOf(AssertionError.class);
                }
            }
        }
    }

    @Test
    void aBeatThatCitesNothingFails() {
        String run = run(Scenario.CLEAN_QUORUM.label(), "{}");
        Reading reading = new Reading(Trace.of(Browser.json(run)));
        JsonObject empty = Browser.json("{\"title\":\"t\",\"text\":\"u\",\"events\":[],\"signs\":[],\"facts\":[],"
                + "\"pieces\":[{\"text\":\"t\\nu\",\"fact\":null}]}");

        assertThatThrownBy(() -> reading.check(empty)).hasMessageContaining("facts that are cited");
    }

    /** What the page shows is what was read here. */
    @ParameterizedTest
    @EnumSource(Scenario.class)
    void thePageSaysInEachBeatWhatWasRead(Scenario scenario) {
        browser.load("walkthrough/" + scenario.label());
        browser.see(".told[data-scenario='" + scenario.label() + "']");
        List<JsonObject> beats = told(browser.lastRunText());
        for (int beat = 1; beat <= beats.size(); beat++) {
            browser.go("walkthrough/" + scenario.label() + "/" + beat);
            String title = beats.get(beat - 1).string("title");
            browser.await(
                    "beat says otherwise than: " + title,
                    () -> browser.text(".narration h3").equals(title));
            assertThat(browser.text(".narration p"))
                    .isEqualTo(beats.get(beat - 1).string("text").strip());
        }
    }
}
