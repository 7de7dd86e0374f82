package io.tetrarch.console.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.embedded.EmbeddedCluster;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.proof.action.Action;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The list of decisions: whole as far as it goes, and it says how far that is. */
@Timeout(240)
final class DecisionsListTest {
    private static Action action(int number) {
        String text = "{\"kind\":\"execute_tool\",\"tool\":\"shell\",\"command\":\"git status " + number + "\"}";
        try {
            return Action.parse(text.getBytes(StandardCharsets.UTF_8));
        } catch (JsonRejected e) {
            throw new AssertionError(e);
        }
    }

    private static void decide(EmbeddedCluster cluster, int first, int end) {
        CompletableFuture<?>[] asked = IntStream.range(first, end)
                .mapToObj(number -> cluster.decideAsync(action(number)).toCompletableFuture())
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(asked).join();
    }

    /** The places shown, the latest first. */
    private static List<Long> shown(Browser browser) {
        return browser.attributes(".list tbody a", "href").stream()
                .map(href -> Long.parseLong(href.substring(href.lastIndexOf('/') + 1)))
                .toList();
    }

    private static List<Long> all(long size) {
        return LongStream.iterate(size - 1, index -> index >= 0, index -> index - 1)
                .boxed()
                .toList();
    }

    /** More come at once than a page holds, while older ones are shown too. */
    @Test
    void betweenWhatIsNewAndWhatIsOldNothingIsLeftOut() throws Exception {
        try (Site site = new Site(EmbeddedCluster.builder());
                Browser browser = new Browser(site.url())) {
            decide(site.cluster, 0, 80);
            browser.load("console/decisions");
            browser.press("main", "Older ones");
            browser.await("not all of 80 are shown", () -> shown(browser).equals(all(80)));
            decide(site.cluster, 80, 200);
            browser.await("not all of 200 are shown", () -> shown(browser).equals(all(200)));
        }
    }

    @Test
    void nothingIsSaidToBeAbsentBeforeAllWasLookedAt() throws Exception {
        try (Site site = new Site(EmbeddedCluster.builder());
                Browser browser = new Browser(site.url())) {
            browser.load("console/decisions");
            browser.await(
                    "an empty ledger is not said to be",
                    () -> browser.text(".looked").equals("Nothing has been decided yet."));
            decide(site.cluster, 0, 3);
            browser.await("3 decisions did not come", () -> shown(browser).size() == 3);
            browser.type("input[type=search]", "status 0");
            browser.await("the needle is not found", () -> shown(browser).size() == 1);
            assertThat(browser.text(".looked")).isEqualTo("All 3 entries were looked at.");
            browser.type("input[type=search]", "never asked");
            browser.await(
                    "what is not there is not said to be absent",
                    () -> browser.text(".looked").equals("No decision fits: all 3 entries were looked at."));
        }
    }
}
