package io.tetrarch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.console.Console;
import io.tetrarch.console.ConsoleOptions;
import io.tetrarch.console.access.OneTimeSecret;
import io.tetrarch.embedded.EmbeddedCluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Devices from the command line, before a server with a terminal: by whoever may, and by whoever may not. */
final class DeviceCommandTest {
    @TempDir
    Path folder;

    private final AtomicReference<String> secret = new AtomicReference<>("");
    private EmbeddedCluster cluster;
    private Console console;

    @BeforeEach
    void serve() throws Exception {
        cluster = EmbeddedCluster.builder().storedIn(folder.resolve("data")).open();
        ConsoleOptions local = ConsoleOptions.local(0);
        console = Console.start(
                local.withAccess(local.access().withSecret(OneTimeSecret.shownOn(secret::set, System::nanoTime))),
                cluster,
                cluster);
    }

    @AfterEach
    void stop() throws Exception {
        console.close();
        cluster.close();
    }

    private Invocation device(String input, String... arguments) {
        return Invocation.withInput(
                Invocation.utf8(input),
                Stream.of(
                                Stream.of("device"),
                                Stream.of(arguments),
                                Stream.of("--server", console.address().url()))
                        .flatMap(each -> each)
                        .toArray(String[]::new));
    }

    private String key(String name) {
        return folder.resolve(name + ".pem").toString();
    }

    private void pair(String name, String... more) {
        Invocation invited = device(
                secret.get() + "\n",
                Stream.concat(Stream.of("invite", name), Stream.of(more)).toArray(String[]::new));
        pair(name, invited);
    }

    private void pair(String name, Invocation invited) {
        String code = invited.endedQuietlyWith(0).out().strip();
        device("", "pair", name, "--code", code, "--key", key(name)).endedQuietlyWith(0);
    }

    @Test
    void aPairedNameIsOutOfReachOfWhoeverHasNeitherItsKeyNorAnothers() {
        pair("phone");
        String url = console.address().url();
        String server = url.substring(0, url.length() - 1);

        device("", "invite", "tablet")
                .refusedWith("expected on stdin the secret that the terminal of 'tetrarch up' shows, or --key with an"
                        + " operator's private key");
        device("AAAA-AAAA-AAAA\n", "invite", "tablet")
                .refusedWith(server + " refused: that is not the secret that the server's terminal shows");
        assertThat(device(secret.get() + "\n", "invite", "phone").err()).contains("phone is paired already");
        Invocation.of("keys", "generate", key("mallory"));
        Invocation.of("keys", "generate", key("next"));
        assertThat(device("", "replace", "phone", "--key", key("next"), "--old-key", key("mallory"))
                        .err())
                .contains("The key of phone did not sign for this one.");
        device("", "remove", "phone", "--key", key("mallory"))
                .refusedWith(key("mallory") + ": no device is paired with this key");
        assertThat(device("", "list").out()).contains("phone  person").contains("DENIED: phone has another key");
    }

    @Test
    void aLostDeviceOfAGroupWithoutAnotherIsNotRemovedAndTheRefusalSaysHowToFoundAnew() {
        pair("phone");
        Invocation refused = device("", "remove", "phone");
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err())
                .contains("phone is the only device", "found the group anew ('tetrarch up --data OTHER_FOLDER')")
                .hasLineCount(1);
        assertThat(cluster.approvals().devices().devices()).hasSize(1);
    }

    @Test
    void algorithmsAbstainOnALostDeviceAndAnOperatorsSignatureRemovesIt() {
        pair("ops", "--operator");
        pair("phone", device("", "invite", "phone", "--key", key("ops")));

        Invocation abstained = device("", "remove", "phone");
        assertThat(abstained.exitCode()).isEqualTo(3);
        assertThat(abstained.out()).startsWith("DENIED: phone stays; with --key another device");
        device("", "remove", "phone", "--key", key("ops")).endedQuietlyWith(0);

        String all = device("", "list").endedQuietlyWith(0).out();
        assertThat(all)
                .contains("ops  operator, key ")
                .contains("phone is removed, as lost, by the signature of ops")
                .contains("phone is paired as a device of the role person, invited by ops")
                .contains("ops is paired as a device of the role operator, invited with the one-time secret");
        assertThat(cluster.approvals().devices().devices()).hasSize(1);
    }

    @Test
    void aKeyIsReplacedByItsOwnerAndTheExportedLedgerTellsOfIt() throws Exception {
        pair("phone");
        Invocation replaced = device("", "replace", "phone", "--key", key("new"), "--old-key", key("phone"));
        assertThat(replaced.endedQuietlyWith(0).out()).startsWith("phone has the key ");
        assertThat(device("", "remove", "phone", "--key", key("phone")).exitCode())
                .isEqualTo(2);
        device("", "remove", "phone", "--key", key("new")).endedQuietlyWith(0);
        stop();

        Path export = folder.resolve("ledger.jsonl");
        String data = folder.resolve("data").toString();
        Invocation.of("ledger", "export", "--data", data, "--out", export.toString())
                .endedQuietlyWith(0);
        String action = Base64.getEncoder().encodeToString(Invocation.utf8("{\"kind\":\"change_device\","));
        assertThat(Files.readString(export).split(Pattern.quote(action), -1))
                .as("paired, replaced, removed, and a removal that was denied is none")
                .hasSize(4);
        Invocation.of("ledger", "verify", export.toString(), "--group", data + "/group.json")
                .endedQuietlyWith(0);
        assertThat(Invocation.of("ledger", "list", "--data", data).out()).contains("change_device");
        serve();
        assertThat(device("", "list").out()).contains("phone is removed, by its own signature");
    }
}
