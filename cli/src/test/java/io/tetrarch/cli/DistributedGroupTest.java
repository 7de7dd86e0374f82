package io.tetrarch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A group whose operators each make their replica's key in a place of its own, here four folders. */
final class DistributedGroupTest {
    private static final List<String> NAMES = List.of("analytical", "creative", "adversarial", "domain_expert");

    @TempDir
    Path folder;

    private final List<Process> running = new ArrayList<>();
    private final List<String> addresses = new ArrayList<>();

    @AfterEach
    void stop() throws Exception {
        for (Process each : running) {
            each.destroyForcibly().waitFor();
        }
    }

    private void drawAddresses() throws Exception {
        List<ServerSocket> held = new ArrayList<>();
        for (int i = 0; i < NAMES.size(); i++) {
            held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
        }
        for (ServerSocket socket : held) {
            addresses.add("127.0.0.1:" + socket.getLocalPort());
            socket.close();
        }
    }

    private Path host(String name) {
        return folder.resolve("host-of-" + name);
    }

    /** The statements' files. */
    private String keysOfEach(String operator) throws Exception {
        List<String> statements = new ArrayList<>();
        for (int i = 0; i < NAMES.size(); i++) {
            Files.createDirectories(host(NAMES.get(i)));
            String host = host(NAMES.get(i)).toString();
            Invocation.of(
                            "keys",
                            "new",
                            NAMES.get(i),
                            "--operator",
                            operator + i,
                            "--address",
                            addresses.get(i),
                            "--dir",
                            host)
                    .endedQuietlyWith(0);
            statements.add(host + "/" + NAMES.get(i) + ".json");
        }
        return String.join(",", statements);
    }

    @Test
    void fourOperatorsFoundAGroupAndItDecidesInModeDistributed() throws Exception {
        drawAddresses();
        String client = folder.resolve("client").toString();
        String said = Invocation.of("init", client, "--distributed", keysOfEach("operator "))
                .endedQuietlyWith(0)
                .out();
        assertThat(said)
                .contains("mode distributed", "--id creative --key creative.pem", "--server " + addresses.getFirst());

        for (String name : NAMES) {
            for (String file : List.of("group.json", "charter.yaml")) {
                Files.copy(Path.of(client, file), host(name).resolve(file));
            }
            running.add(ProcessTest.start(
                    "node",
                    "--group",
                    host(name).resolve("group.json").toString(),
                    "--id",
                    name,
                    "--key",
                    host(name).resolve(name + ".pem").toString(),
                    "--data",
                    host(name).resolve("data").toString(),
                    "--new"));
        }
        for (Process each : running) {
            assertThat(each.inputReader().readLine())
                    .as("said once it is at work")
                    .startsWith("replica  ");
        }
        String proof = folder.resolve("proof.json").toString();
        Invocation.of(
                        "decide",
                        "../examples/actions/fs-write.json",
                        "--server",
                        String.join(",", addresses),
                        "--data",
                        client,
                        "--proof",
                        proof)
                .endedQuietlyWith(0);
        Invocation.of("verify", proof, "--group", client + "/group.json", "--require-mode", "distributed")
                .endedQuietlyWith(0);
    }

    @Test
    void aStatementThatWasChangedOrOperatorsThatAreOneAreRefused() throws Exception {
        drawAddresses();
        String statements = keysOfEach("operator ");
        Path changed = host("creative").resolve("creative.json");
        Files.writeString(changed, Files.readString(changed).replace("127.0.0.1", "127.0.0.2"));
        String client = folder.resolve("client").toString();

        Invocation.of("init", client, "--distributed", statements)
                .refusedWith(changed + ": it is not signed by the key that it names");
        Invocation.of("keys", "new", "x", "--operator", "o", "--address", "nowhere")
                .refusedWith("--address: expected HOST:PORT, found 'nowhere'");
        assertThat(Path.of(client)).doesNotExist();
    }
}
