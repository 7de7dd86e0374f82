package io.tetrarch.console.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.embedded.EmbeddedCluster;
import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonString;
import io.tetrarch.pbft.message.Hash;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The pages' own SHA3-256, in the browser that runs it. */
@Timeout(180)
final class HashTest {
    private static final String HASHES = """
        const [texts, done] = arguments;
        import('/js/proof/hashes.js').then(({ sha3 }) => {
          const hex = bytes => Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
          done(JSON.stringify({ hashes: texts.map(text => hex(sha3(Uint8Array.from(atob(text), c => c.charCodeAt(0))))) }));
        }).catch(error => done(String(error.stack)));
        """;

    private static Site site;
    private static Browser browser;

    @BeforeAll
    static void open() throws Exception {
        site = new Site(EmbeddedCluster.builder());
        browser = new Browser(site.url());
        browser.load("console");
        browser.driver.manage().timeouts().scriptTimeout(Duration.ofMinutes(2));
    }

    @AfterAll
    static void close() throws Exception {
        browser.close();
        site.close();
    }

    /** The examples that NIST gives for the function, of no block to many, and one of a million bytes. */
    @Test
    void itIsNistsFunction() {
        byte[] million = new byte[1_000_000];
        Arrays.fill(million, (byte) 'a');
        byte[] bits1600 = new byte[200];
        Arrays.fill(bits1600, (byte) 0xa3);
        List<byte[]> texts = List.of(
                new byte[0],
                ascii("abc"),
                ascii("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
                ascii("abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnop"
                        + "qrsmnopqrstnopqrstu"),
                bits1600,
                million);
        assertThat(hashes(texts))
                .containsExactly(
                        "a7ffc6f8bf1ed76651c14756a061d662f580ff4de43b49fa82d80a4b80f8434a",
                        "3a985da74fe225b2045c172d6bd390bd855f086e3e9d525b46bfe24511431532",
                        "41c0dba2a9d6240849100376a8235e2c82e1b9998a999e21db32dd97496d3376",
                        "916f6061fe879741ca6469b43971dfdb28b1a32dc36cb3254e812be27aad1d18",
                        "79f38adec5c20307a98ef76e8324afbfd46cfd81b22e3973c65fa1bd9de31787",
                        "5c8875ae474a3634ba4fd55ec85bffd661f32aca75c6d699d0cdcb6c115891c1");
    }

    /** Every length up to three blocks of the sponge, one of the longest action, and ten thousand of random length. */
    @Test
    void itHashesAsTheGateDoes() {
        Random random = new Random(202);
        List<byte[]> texts = new ArrayList<>();
        for (int length = 0; length <= 3 * 136; length++) {
            texts.add(new byte[length]);
        }
        texts.add(new byte[256 * 1024]);
        for (int i = 0; i < 10_000; i++) {
            texts.add(new byte[random.nextInt(400)]);
        }
        texts.forEach(random::nextBytes);
        assertThat(hashes(texts))
                .containsExactlyElementsOf(
                        texts.stream().map(text -> Hash.sha3(text).toString()).toList());
    }

    private static List<String> hashes(List<byte[]> texts) {
        Base64.Encoder base64 = Base64.getEncoder();
        String answers = String.valueOf(browser.driver.executeAsyncScript(
                HASHES, texts.stream().map(base64::encodeToString).toList()));
        return ((JsonArray) Browser.json(answers).get("hashes"))
                .elements().stream().map(each -> ((JsonString) each).value()).toList();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
