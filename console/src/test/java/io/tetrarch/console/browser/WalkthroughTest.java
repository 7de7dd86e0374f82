package io.tetrarch.console.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.embedded.EmbeddedCluster;
import io.tetrarch.simulator.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.openqa.selenium.Keys;

/** The story: every scenario, by mouse and by keyboard, with its proof and with a visitor's own lies. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
final class WalkthroughTest {
    private Site site;
    private Browser browser;

    @BeforeAll
    void open() throws Exception {
        site = new Site(EmbeddedCluster.builder());
        browser = new Browser(site.url());
    }

    @AfterAll
    void close() throws Exception {
        if (browser != null) {
            browser.close();
        }
        site.close();
    }

    private void show(String scenario) {
        browser.load("walkthrough/" + scenario);
        browser.see(".told[data-scenario='" + scenario + "']");
    }

    private String beat() {
        return browser.see(".beat-number").getAttribute("data-beat");
    }

    private void awaitBeat(String beat) {
        browser.await("beat " + beat + " was not reached", () -> beat().equals(beat));
    }

    private void toTheEnd() {
        browser.press(Keys.END);
        browser.see(".told[data-done=true]");
    }

    @ParameterizedTest
    @EnumSource(Scenario.class)
    void everyScenarioIsToldAsItRan(Scenario scenario) {
        show(scenario.label());
        assertThat(browser.see(".verdict-word").getAttribute("data-outcome")).isEmpty();
        toTheEnd();

        assertThat(beat()).isEqualTo(browser.see(".beat-number").getAttribute("data-beats"));
        new Told(browser, browser.lastRun()).assertIsTheRun();
    }

    @Test
    void playedFasterItReachesTheEndByItself() {
        show("denied");
        browser.choose(".controls select", "4");
        browser.press(".controls", "Play");
        browser.see(".told[data-done=true]");

        new Told(browser, browser.lastRun()).assertIsTheRun();
    }

    @Test
    void arrowsHomeEndAndSpaceMoveTheStory() {
        show("clean-quorum");
        browser.press(Keys.ARROW_RIGHT);
        awaitBeat("2");
        browser.press(Keys.ARROW_RIGHT);
        awaitBeat("3");
        browser.press(Keys.ARROW_LEFT);
        awaitBeat("2");
        browser.press(Keys.END);
        awaitBeat(browser.see(".beat-number").getAttribute("data-beats"));
        browser.press(Keys.HOME);
        awaitBeat("1");
        browser.press(Keys.SPACE);
        browser.await("space did not play", () -> browser.text(".play").contains("Pause"));
        browser.press(Keys.SPACE);
        browser.await("space did not pause", () -> browser.text(".play").contains("Play"));
    }

    @Test
    void theTabKeyReachesEveryControlAndTheFocusIsSeen() {
        show("clean-quorum");
        List<String> reached = new ArrayList<>();
        String first = "";
        for (String at = step(); !at.equals(first) && reached.size() < 80; at = step()) {
            first = first.isEmpty() ? at : first;
            assertThat(at).as("focus after " + reached).doesNotStartWith("unseen");
            reached.add(at);
        }

        assertThat(String.join("\n", reached))
                .contains("clean quorum", "Play", "One beat forward", "Verify it here", "Run it", "lie-action")
                .contains("lie-analytical", "flip-part");
    }

    /** Presses Tab, and says what has the focus now; "unseen" if nothing marks it. */
    private String step() {
        browser.press(Keys.TAB);
        return String.valueOf(browser.driver.executeScript("""
            const at = document.activeElement;
            const style = getComputedStyle(at);
            const seen = at === document.body || style.boxShadow !== 'none'
              || (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0);
            return (seen ? '' : 'unseen ') + at.tagName + ' ' + at.id + ' ' + (at.getAttribute('aria-label') ?? '') + ' '
              + at.innerText.slice(0, 40);
            """));
    }

    @Test
    void theProofHoldsInTheBrowser() {
        show("clean-quorum");
        browser.press(".proof", "Verify it here");
        browser.see("[data-proof=holds]");
        assertThat(browser.see("[data-permits=yes]").getText()).contains("at the time of this run");

        assertThat(browser.attributes("[data-check]", "data-holds"))
                .isNotEmpty()
                .containsOnly("true");
    }

    @Test
    void theProofOfADenialHoldsAndLetsNothingRun() {
        show("denied");
        browser.press(".proof", "Verify it here");
        browser.see("[data-proof=holds]");

        assertThat(browser.see("[data-permits=no]").getText())
                .isEqualTo("It lets nothing run at the time of this run, since it was denied.");
    }

    @ParameterizedTest
    @CsvSource({"action,action", "entry,inclusion", "signature,signatures", "header,header", "group,group"})
    void aFlippedBitIsFoundByTheCheckThatGuardsIt(String part, String check) {
        show("clean-quorum");
        browser.choose("#flip-part", part);
        browser.press(".proof", "Break it and verify");
        browser.see("[data-proof=fails]");

        assertThat(browser.attributes("[data-check][data-holds=false]", "data-check"))
                .containsExactly(check);
    }

    private void lie(String replica, String behaviour) {
        browser.choose("#lie-" + replica, behaviour);
    }

    private void runIt() {
        long before = browser.runs();
        browser.press("form.lie", "Run it");
        browser.await("the run did not come", () -> browser.runs() > before);
        browser.see(".told[data-scenario=custom]");
        browser.driver.executeScript("document.activeElement.blur()");
        toTheEnd();
    }

    @Test
    void twoThatLieAreMoreThanFourReplicasWithstandAndThePageSaysWhatCameOfIt() {
        show("clean-quorum");
        lie("analytical", "equivocates");
        lie("creative", "denies");
        assertThat(browser.text("form.lie")).contains("2 faults");
        runIt();

        new Told(browser, browser.lastRun()).assertIsTheRun();
        assertThat(browser.text(".log")).contains("analytical");
    }

    @Test
    void anActionThatIsNoJsonIsShownWithLineAndColumnAtItsField() {
        show("clean-quorum");
        browser.type("#lie-action", "{\"kind\":\n  oops}");
        browser.press("form.lie", "Run it");

        assertThat(browser.see("#lie-problem").getText()).contains("line 2, column 3");
        assertThat(browser.see("#lie-action").getAttribute("aria-invalid")).isEqualTo("true");
        assertThat(browser.see("#lie-action").getAttribute("aria-describedby")).isEqualTo("lie-problem");
    }
}
