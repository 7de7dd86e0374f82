package io.tetrarch.console.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.console.access.Tokens;
import io.tetrarch.embedded.EmbeddedCluster;
import io.tetrarch.pbft.message.Hash;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The pages of a server that asks for tokens. */
@Timeout(240)
final class SignInTest {
    private static String token(String name, String roles) {
        return "{\"name\":\"" + name + "\",\"sha3\":\"" + Hash.sha3((name + "-token").getBytes(StandardCharsets.UTF_8))
                + "\",\"roles\":[" + roles + "]}";
    }

    private static Site site() throws Exception {
        String file = "{\"tokens\":[" + token("ann", "\"read\",\"submit\",\"operate\"") + "," + token("bob", "\"read\"")
                + "]}";
        return new Site(EmbeddedCluster.builder(), Tokens.read(file.getBytes(StandardCharsets.UTF_8)));
    }

    private static void signIn(Browser browser, String name) {
        browser.type("input[type=password]", name + "-token");
        browser.press("main form", "Sign in");
    }

    @Test
    void whoeverSignsInSeesThePagesAndTheirStreamAndWhoeverSignsOutNoLonger() throws Exception {
        try (Site site = site();
                Browser browser = new Browser(site.url())) {
            browser.load("console/overview");
            browser.type("input[type=password]", "no token of this server");
            browser.press("main form", "Sign in");
            browser.await(
                    "a wrong token is not refused",
                    () -> browser.text("main").contains("that is no token of this server"));
            assertThat(browser.all(".replica")).isEmpty();

            signIn(browser, "ann");
            browser.await(
                    "the stream does not live",
                    () -> "live".equals(browser.see(".console").getAttribute("data-connection")));
            browser.press("main form", "Decide");
            browser.await(
                    "nothing is decided", () -> browser.text("#ask-answer").contains("APPROVED"));
            browser.await(
                    "the stream tells nothing", () -> browser.text(".recent").contains("#0"));
            assertThat(browser.all(".drill")).hasSize(4);
            assertThat(browser.driver.executeScript(
                            "return document.cookie + location.href + JSON.stringify(localStorage)"
                                    + " + performance.getEntriesByType('resource').map(each => each.name)"))
                    .asString()
                    .doesNotContain("ann-token")
                    .doesNotContain("tetrarch-");

            browser.press(".top", "Sign out");
            browser.see("input[type=password]");
            assertThat(browser.all(".replica")).isEmpty();
        }
    }

    @Test
    void whoeverMayOnlyReadIsOfferedNothingElse() throws Exception {
        try (Site site = site();
                Browser browser = new Browser(site.url())) {
            browser.load("console/overview");
            signIn(browser, "bob");
            browser.await(
                    "four replicas are not shown", () -> browser.all(".replica").size() == 4);
            assertThat(browser.all(".drill")).isEmpty();
            assertThat(browser.all("#ask-action")).isEmpty();
        }
    }

    /** A server that was started anew has forgotten who was there: the page says so and asks again. */
    @Test
    void aSessionThatTheServerDoesNotKnowIsAskedForAgain() throws Exception {
        try (Site site = site();
                Browser browser = new Browser(site.url())) {
            browser.load("console/overview");
            signIn(browser, "ann");
            browser.see(".replica");
            site.stop();
            site.startAgain();
            browser.see("input[type=password]");
            signIn(browser, "ann");
            browser.see(".replica");
        }
    }

    @Test
    void anAddressWithABrokenEscapeIsSaidToBeOne() throws Exception {
        try (Site site = new Site(EmbeddedCluster.builder());
                Browser browser = new Browser(site.url())) {
            browser.load("console/decisions/%E0%A4");
            browser.await(
                    "a broken escape is not told", () -> browser.text("main").contains("escape in it is broken"));
            browser.go("console/charter");
            browser.await("the title does not follow", () -> "Charter – Tetrarch".equals(browser.driver.getTitle()));
        }
    }
}
