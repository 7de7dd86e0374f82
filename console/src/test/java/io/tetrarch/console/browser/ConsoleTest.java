package io.tetrarch.console.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.embedded.BreaksInTurn;
import io.tetrarch.embedded.EmbeddedCluster;
import io.tetrarch.embedded.home.Plan;
import io.tetrarch.node.observe.ClusterObserver;
import io.tetrarch.pbft.BrokenInvariant;
import io.tetrarch.pbft.Invariant;
import io.tetrarch.pbft.message.PrePrepare;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.Verdicts;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.WindowType;

/** The console before a group at work: people who approve, a server that goes away, a leader that dies. */
@Timeout(240)
final class ConsoleTest {
    static final String CHARTER = """
        version: 1
        categories:
          deploy: [deploy]
        tiers:
          - name: people
            demand: person
            deadlineMillis: 600000
            judgeMillis: 600000
        judges:
          analytical:
            about: Her owner looks.
            person: {device: laptop}
          creative:
            about: His owner looks.
            person: {device: phone}
          adversarial:
            about: Approves every deployment.
            policy:
              rules:
                - when: category == 'deploy'
                  answer: approve
                  reason: known-tool
                  text: A deployment.
              otherwise: {answer: deny, reason: unknown-tool, text: No deployment.}
          domain_expert:
            about: Approves them too.
            policy:
              rules:
                - when: category == 'deploy'
                  answer: approve
                  reason: known-tool
                  text: A deployment.
              otherwise: {answer: deny, reason: unknown-tool, text: No deployment.}
        """;

    static void pair(Site site, Browser browser, String device) {
        browser.load("console/approvals");
        browser.type("input[list=wanted]", device);
        browser.type("input[name=secret]", site.secret());
        browser.press(".filter", "Invite it");
        String code = browser.see("[data-code]").getAttribute("data-code");
        browser.type("input[name=code]", code);
        browser.press(".filter", "Pair this browser");
        browser.await(device + " was not paired", () -> browser.text("ul.plain").contains("this browser"));
    }

    static void ask(Browser browser) {
        browser.load("console/overview");
        browser.type("#ask-action", "{\"kind\":\"execute_tool\",\"tool\":\"deploy\",\"service\":\"web\"}");
        browser.press("main form", "Decide");
    }

    /** Answers for the browser's own device, and waits until that is taken. */
    static void answer(Browser browser, String device, String words) {
        browser.press(".approval[data-device=" + device + "]", words);
        browser.await(
                "the answer of " + device + " was not taken",
                () -> !browser.all(".approval[data-device=" + device + "] [data-over]")
                        .isEmpty());
    }

    /** Two of four judges are policies that approve: it is the two devices that decide. */
    @Test
    void twoPeopleApproveInTwoBrowsersAsTwoDevicesAndNeitherSuffices() throws Exception {
        try (Site site = new Site(EmbeddedCluster.builder().charter(CHARTER.getBytes(StandardCharsets.UTF_8)));
                Browser laptop = new Browser(site.url());
                Browser phone = new Browser(site.url())) {
            pair(site, laptop, "laptop");
            pair(site, phone, "phone");
            ask(laptop);

            phone.see(".approval[data-device=phone]");
            phone.await(
                    "somebody else's approval can only be looked at",
                    () -> phone.text(".approval[data-device=laptop]").contains("can only look"));
            assertThat(phone.text(".approval[data-device=phone] .signed")).contains("\"service\":\"web\"");
            answer(phone, "phone", "Approve and sign");
            assertThat(site.cluster.ledger().size()).as("the two pairings").isEqualTo(2);
            assertThat(phone.all(".approval[data-device=laptop]")).hasSize(1);
            laptop.go("console/approvals");
            answer(laptop, "laptop", "Approve and sign");

            laptop.go("console/decisions/2");
            laptop.await("the decision did not come", () -> laptop.text("main").contains("APPROVED"));
            laptop.press(".proof", "Verify it here");
            laptop.see("[data-proof=holds]");
            assertThat(laptop.see("[data-permits=yes]").getText())
                    .startsWith("It lets its executor run this action now; once, unless it has been used already");
        }
    }

    @Test
    void aLostDeviceIsRemovedByAnotherBrowsersSignatureAndTheLedgerTellsOfIt() throws Exception {
        try (Site site = new Site(EmbeddedCluster.builder().charter(CHARTER.getBytes(StandardCharsets.UTF_8)));
                Browser laptop = new Browser(site.url());
                Browser phone = new Browser(site.url())) {
            pair(site, laptop, "laptop");
            pair(site, phone, "phone");
            laptop.see("li[data-device=phone]");
            laptop.press("li[data-device=phone]", "Lost: remove phone, signed by laptop");
            laptop.await(
                    "phone was not removed",
                    () -> laptop.all("li[data-device=phone]").isEmpty());
            laptop.await(
                    "the history does not tell of it",
                    () -> laptop.text(".device-history")
                            .contains("phone is removed, as lost, by the signature of laptop"));
            laptop.press("li[data-device=laptop]", "Remove laptop");
            laptop.await(
                    "laptop was not removed",
                    () -> laptop.all("li[data-device=laptop]").isEmpty());
            assertThat(site.cluster.approvals().devices().devices()).isEmpty();
        }
    }

    @Test
    void onceThisBrowserIsAnOperatorItInvitesAndHaltsByItsSignature() throws Exception {
        try (Site site = new Site(EmbeddedCluster.builder());
                Browser browser = new Browser(site.url())) {
            browser.load("console/approvals");
            browser.choose(".filter select", "operator");
            browser.type("input[list=wanted]", "ops");
            browser.type("input[name=secret]", site.secret());
            browser.press(".filter", "Invite it");
            browser.type("input[name=code]", browser.see("[data-code]").getAttribute("data-code"));
            browser.press(".filter", "Pair this browser");
            browser.await("no operator", () -> browser.text(".filter").contains("signed by ops"));
            browser.type("input[list=wanted]", "tablet");
            browser.press(".filter", "Invite it");
            browser.await("no code", () -> browser.text("[data-code]").contains("Code for tablet"));

            browser.go("console/overview");
            browser.press("[data-replica=creative]", "Halt creative");
            browser.see("dialog[open]");
            browser.press("dialog[open]", "Halt creative");
            browser.see("[data-replica=creative][data-health=HALTED]");
        }
    }

    @Test
    void onePersonWhoDeniesIsEnough() throws Exception {
        try (Site site = new Site(EmbeddedCluster.builder().charter(CHARTER.getBytes(StandardCharsets.UTF_8)));
                Browser phone = new Browser(site.url())) {
            pair(site, phone, "phone");
            ask(phone);
            phone.go("console/approvals");
            answer(phone, "phone", "Deny and sign");

            phone.go("console/decisions/1");
            phone.await("the decision did not come", () -> phone.text("main").contains("DENIED"));
            assertThat(phone.text("main")).contains("person-denied");
            phone.press(".proof", "Verify it here");
            phone.see("[data-proof=holds]");
            assertThat(phone.see("[data-permits=no]").getText())
                    .isEqualTo("It lets nothing run now, since it was denied.");
        }
    }

    @Test
    void aProofUnderALaterCharterHoldsInTheBrowserAndNotWithoutWhatLedToIt() throws Exception {
        try (Site site = new Site(EmbeddedCluster.builder());
                Browser browser = new Browser(site.url())) {
            String tightened = new String(Plan.standard().charterFile(), StandardCharsets.UTF_8)
                    .replaceFirst("version: 1", "version: 2")
                    .replaceFirst("ordinary\n    demand: quorum", "ordinary\n    demand: unanimous");
            site.cluster.decide(site.cluster.proposal(tightened.getBytes(StandardCharsets.UTF_8)));
            browser.load("console/charter");
            browser.see("b[data-version='2']");
            browser.load("console/overview");
            browser.press("main form", "Decide");
            browser.await("no decision", () -> browser.text("#ask-answer").contains("See the whole decision"));

            browser.go("console/decisions/0");
            browser.press(".proof", "Verify it here");
            assertThat(browser.see("[data-permits=no]").getText())
                    .startsWith("It lets nothing run now, since it puts another charter into force");
            browser.go("console/decisions/1");
            browser.press(".proof", "Verify it here");
            browser.see("[data-proof=holds]");
            assertThat(browser.text("[data-check=amendments]")).contains("lead to charter 2");
            browser.choose("#flip-part", "amendment");
            browser.press(".proof", "Break it and verify");
            browser.see("[data-proof=fails]");
            assertThat(browser.attributes("[data-check][data-holds=false]", "data-check"))
                    .containsExactly("amendments");
        }
    }

    @Test
    void whenTheServerGoesAwayThePageSaysSoAndComesBackWithIt() throws Exception {
        try (Site site = new Site(EmbeddedCluster.builder());
                Browser browser = new Browser(site.url())) {
            browser.load("console/overview");
            browser.see(".console[data-connection=live]");
            site.stop();
            browser.see(".console[data-connection^='no connection']");
            site.startAgain();
            browser.see(".console[data-connection=live]");
            browser.press("main form", "Decide");

            browser.await(
                    "no decision after the restart",
                    () -> browser.text("#ask-answer").contains("at sequence 1"));
            browser.see(".recent li");
            browser.await(
                    "the trouble is over",
                    () -> browser.all("main [role=alert]").isEmpty());
        }
    }

    /** Falls over when the leader of view 0 first judges or proposes, which takes that replica out of the group. */
    private static final class LeaderKiller implements ClusterObserver {
        @Override
        public void onSent(int replica, Signed<?> message) {
            if (replica == 0 && (message.message() instanceof Verdicts || message.message() instanceof PrePrepare)) {
                throw new IllegalStateException("the leader is killed");
            }
        }
    }

    @Test
    void whenTheLeaderIsKilledThePageShowsTheNextAndTheDecisionComes() throws Exception {
        try (Site site = new Site(BreaksInTurn.by(new LeaderKiller(), EmbeddedCluster.builder()));
                Browser browser = new Browser(site.url())) {
            browser.load("console/overview");
            assertThat(browser.see(".banner").getAttribute("data-leader")).isEqualTo("analytical");
            browser.press("main form", "Decide");
            browser.see("[data-replica=analytical][data-health=HALTED]");
            browser.see(".banner:not([data-leader=analytical]):not([data-view='0'])");

            browser.await("no decision", () -> browser.text("#ask-answer").contains("APPROVED"));
            assertThat(browser.text("#ask-answer")).doesNotContain("view 0");
        }
    }

    /** All replicas have executed as much. */
    private static boolean areLevel(Browser browser) {
        return browser.attributes(".replica[data-health=WELL]", "data-executed").stream()
                        .distinct()
                        .count()
                == 1;
    }

    @Test
    void theLeaderIsHaltedOnThePageTheOthersChangeTheViewAndItComesBack() throws Exception {
        try (Site site = new Site(EmbeddedCluster.builder());
                Browser browser = new Browser(site.url())) {
            browser.load("console/overview");
            browser.see(".replica[data-replica=analytical] .crown");
            browser.press("[data-replica=analytical]", "Halt analytical");
            assertThat(browser.see("dialog[open]").getText()).contains("A drill", "change");
            browser.type("dialog[open] input[name=secret]", site.secret());
            browser.press("dialog[open]", "Halt analytical");
            browser.see("[data-replica=analytical][data-health=HALTED]");
            assertThat(browser.text(".banner")).contains("without a leader");

            browser.press("main form", "Decide");
            browser.await("no decision", () -> browser.text("#ask-answer").contains("APPROVED"));
            browser.see(".happenings [data-event=view-change]");
            browser.see(".happenings [data-event=view]");
            browser.see(".banner:not([data-leader=analytical]):not([data-view='0'])");
            browser.see(".replica.leads:not([data-replica=analytical]) .crown");

            browser.type("[data-replica=analytical] input[name=secret]", site.secret());
            browser.press("[data-replica=analytical]", "Start analytical again");
            browser.see(".happenings [data-event=started][data-replica=analytical]");
            browser.await(
                    "four well", () -> browser.all(".replica[data-health=WELL]").size() == 4);
            browser.await("it did not catch up", () -> areLevel(browser));
        }
    }

    @Test
    void haltingIsAskedTwiceAndSaysWhenNoQuorumWouldBeLeft() throws Exception {
        try (Site site = new Site(EmbeddedCluster.builder());
                Browser browser = new Browser(site.url())) {
            site.cluster.halt(3);
            browser.load("console/overview");
            browser.press("[data-replica=creative]", "Halt creative");
            assertThat(browser.see("dialog[open]").getText()).contains("No quorum will be left");
            browser.press("dialog[open]", "Keep it at work");
            browser.await("the dialog stays", () -> browser.all("dialog").isEmpty());

            assertThat(site.cluster.replicas().get(1).halted()).isFalse();
        }
    }

    /** Breaks an invariant in one replica as soon as it says anything. */
    private static final class Breaker implements ClusterObserver {
        @Override
        public void onSent(int replica, Signed<?> message) {
            if (replica == 2) {
                throw new BrokenInvariant(Invariant.LEDGER, "broken in a test");
            }
        }
    }

    @Test
    void aReplicaThatHaltedSaysWhatBrokeAndWhereItsRecordIs(@TempDir Path data) throws Exception {
        try (Site site = new Site(
                        BreaksInTurn.by(new Breaker(), EmbeddedCluster.builder().storedIn(data)));
                Browser browser = new Browser(site.url())) {
            browser.load("console/overview");
            browser.press("main form", "Decide");
            browser.see("[data-replica=adversarial][data-health=HALTED]");
            browser.await(
                    "no record",
                    () -> browser.text("[data-replica=adversarial]")
                            .contains(data.resolve("records/adversarial-1.halt").toString()));
            assertThat(browser.text("[data-replica=adversarial]"))
                    .contains("broken in a test (" + Invariant.LEDGER.id() + ": ");
        }
    }

    /** More tabs than a browser opens connections to one server. */
    private static final int TABS = 8;

    @Test
    void tabsThatAreNotSeenHoldNoStreamAndReadAfreshWhenTheyAre() throws Exception {
        try (Site site = new Site(EmbeddedCluster.builder());
                Browser browser = new Browser(site.url())) {
            browser.load("console/overview");
            browser.see(".console[data-connection=live]");
            String first = browser.driver.getWindowHandle();
            for (int tab = 1; tab < TABS; tab++) {
                browser.driver.switchTo().newWindow(WindowType.TAB);
                browser.load("console/overview");
                browser.see(".console[data-connection=live]");
            }
            browser.press("main form", "Decide");
            browser.await("no decision", () -> browser.text("#ask-answer").contains("APPROVED"));
            browser.driver.switchTo().window(first);
            browser.see(".console[data-connection=live]");

            browser.see(".recent li");
        }
    }

    @Test
    void anActionThatIsNoJsonIsShownWithLineAndColumnAtItsField() throws Exception {
        try (Site site = new Site(EmbeddedCluster.builder());
                Browser browser = new Browser(site.url())) {
            browser.load("console/overview");
            browser.type("#ask-action", "{\"kind\":\n  oops}");
            browser.press("main form", "Decide");

            browser.await("no problem told", () -> browser.text("#ask-answer").contains("Line 2, column 3"));
            assertThat(browser.see("#ask-action").getAttribute("aria-invalid")).isEqualTo("true");
            assertThat(browser.see("#ask-action").getAttribute("aria-describedby"))
                    .isEqualTo("ask-answer");
        }
    }
}
