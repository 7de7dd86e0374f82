package io.tetrarch.console.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.embedded.EmbeddedCluster;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of a question to a person, on the pages that have shown it. */
@Timeout(240)
final class ApprovalsTest {
    private static void awaitOver(Browser browser, String device, String how, String words) {
        String told = browser.see(".approval[data-device=" + device + "] [data-over=" + how + "]")
                .getText();
        assertThat(told).startsWith(words).endsWith("DENIED");
    }

    /** The other is not left with a question that no answer to changes anything. */
    @Test
    void anApprovalClosesOnEveryPageOnceTheOutcomeDoesNotDependOnItAndTheAnswerIsFoundOnTheLedger() throws Exception {
        try (Site site = new Site(
                        EmbeddedCluster.builder().charter(ConsoleTest.CHARTER.getBytes(StandardCharsets.UTF_8)));
                Browser laptop = new Browser(site.url());
                Browser phone = new Browser(site.url())) {
            ConsoleTest.pair(site, laptop, "laptop");
            ConsoleTest.pair(site, phone, "phone");
            ConsoleTest.ask(phone);
            phone.go("console/approvals");
            laptop.see(".approval[data-device=laptop] button");
            ConsoleTest.answer(phone, "phone", "Deny and sign");

            awaitOver(laptop, "laptop", "settled", "Closed: the outcome no longer depends on this. entry #2:");
            assertThat(laptop.all(".approval[data-device=laptop] button")).isEmpty();
            awaitOver(phone, "phone", "on-ledger", "Signed: DENY. It stands on the ledger, entry #2:");
            laptop.await(
                    "the history does not tell",
                    () -> laptop.text(".answers tr[data-device=phone]").contains("DENY"));
            assertThat(laptop.text(".answers")).doesNotContain("laptop").doesNotContain("no longer has");
            laptop.load("console/approvals");
            laptop.await(
                    "what is over is shown as waiting",
                    () -> laptop.text("main").contains("Nothing waits for a person"));
        }
    }

    @Test
    void aDeviceGetsANewKeyByTheSignatureOfItsOldOneAndAnswersWithIt() throws Exception {
        try (Site site = new Site(
                        EmbeddedCluster.builder().charter(ConsoleTest.CHARTER.getBytes(StandardCharsets.UTF_8)));
                Browser phone = new Browser(site.url())) {
            ConsoleTest.pair(site, phone, "phone");
            String before = phone.text("li[data-device=phone] code");
            phone.press("li[data-device=phone]", "Give phone a new key");
            phone.await(
                    "the key is the old one",
                    () -> !phone.text("li[data-device=phone] code").equals(before));
            ConsoleTest.ask(phone);
            phone.go("console/approvals");
            ConsoleTest.answer(phone, "phone", "Deny and sign");
            phone.see("[data-device=phone] [data-over=on-ledger]");
        }
    }
}
