package io.tetrarch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.crypto.keyfile.Passphrase;
import io.tetrarch.embedded.home.DataFolder;
import io.tetrarch.embedded.home.Plan;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as a process of its own: what only shows there. */
final class ProcessTest {
    private static final String EXAMPLE = "../examples/actions/fs-write.json";

    @TempDir
    Path folder;

    static Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "io.tetrarch.cli.Main"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).start();
    }

    static String text(InputStream stream) throws IOException {
        return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void aPlainHashIsPrintedAndTheProcessEndsWithZero() throws Exception {
        Process process = start("hash", EXAMPLE);

        assertThat(text(process.getInputStream()))
                .isEqualTo("0f64eba132b54b4c48f562748d6941796a629cdc16dec84a40d8787ffd01b4ec" + System.lineSeparator());
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void badInputEndsWithTwoAndOneLine() throws Exception {
        Process process = start("hash", "none.json");

        assertThat(text(process.getErrorStream()))
                .isEqualTo("tetrarch: none.json: no such file" + System.lineSeparator());
        assertThat(text(process.getInputStream())).isEmpty();
        assertThat(process.waitFor()).isEqualTo(2);
    }

    @Test
    void aReaderThatGoesAwayIsToldByTheExitCodeAlone() throws Exception {
        Process process = start("scenario", "leader-equivocates", "--json");
        process.getInputStream().close();

        assertThat(text(process.getErrorStream())).isEmpty();
        assertThat(process.waitFor()).isEqualTo(74);
    }

    @Test
    void textIsUtf8AndWithoutColourOffTheTerminal() throws Exception {
        Process process = start("scenario", "denied");

        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.lines())
                    .anyMatch(line -> line.contains("✗ deny"))
                    .noneMatch(line -> line.contains("\u001B"));
        }
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void twoAtOnceInOneFolderWaitForEachOther() throws Exception {
        String data = folder.resolve("data").toString();
        Process one = start("decide", EXAMPLE, "--data", data);
        Process other = start("decide", EXAMPLE, "--data", data);

        assertThat(text(one.getInputStream())).contains("APPROVED at sequence");
        assertThat(text(other.getInputStream())).contains("APPROVED at sequence");
        assertThat(one.waitFor()).isZero();
        assertThat(other.waitFor()).isZero();
    }

    @Test
    void aServerAnswersUntilASignalComesAndEndsWithZero() throws Exception {
        Process process =
                start("up", "--port", "0", "--data", folder.resolve("served").toString());
        String url = process.inputReader(StandardCharsets.UTF_8).readLine().split(" +", -1)[1];

        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> page =
                    client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
            HttpResponse<InputStream> stream = client.send(
                    HttpRequest.newBuilder(URI.create(url + "v1/events")).build(), BodyHandlers.ofInputStream());
            process.toHandle().destroy();

            assertThat(page.body()).contains("<title>Tetrarch: ");
            assertThat(text(stream.body())).endsWith("event: end\ndata: {}\n\n");
            assertThat(process.waitFor()).isZero();
            assertThat(text(process.getErrorStream()).lines())
                    .as("a server's log, in which nothing is amiss")
                    .allMatch(line -> line.matches("\\S+ INFO io\\.tetrarch\\.(console|cli) .*"));
        }
    }

    @Test
    void aDaemonOutlivesItsCommandAnswersHooksAndIsStopped() throws Exception {
        String data = folder.resolve("kept").toString();
        Process up = start("up", "--daemon", "--port", "0", "--data", data);
        assertThat(text(up.getInputStream())).contains("socket   " + data + "/gate.sock");
        assertThat(up.waitFor()).isZero();
        try {
            assertThat(start("up", "status", "--data", data).waitFor()).isZero();
            Process again = start("up", "--daemon", "--port", "0", "--data", data);
            assertThat(text(again.getErrorStream()))
                    .isEqualTo("tetrarch: " + data + ": a gate runs there already; 'tetrarch up status' tells of it"
                            + System.lineSeparator());

            assertThat(hooked(data, "ls")).isZero();
            assertThat(hooked(data, "rm -rf / --no-preserve-root")).isEqualTo(2);
        } finally {
            assertThat(start("up", "stop", "--data", data).waitFor()).isZero();
        }
        assertThat(start("up", "status", "--data", data).waitFor()).isEqualTo(1);
        assertThat(hooked(data, "ls")).isEqualTo(2);
    }

    private static int hooked(String data, String command) throws Exception {
        Process hook = start("hook", "run", "codex", "--data", data);
        try (var in = hook.getOutputStream()) {
            in.write(("{\"tool_name\":\"Bash\",\"tool_input\":{\"command\":\"" + command + "\"},\"cwd\":\"/tmp\"}")
                    .getBytes(StandardCharsets.UTF_8));
        }
        return hook.waitFor();
    }

    @Test
    void aPortOrAFolderInUseIsOneLine() throws Exception {
        String data = folder.resolve("busy").toString();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                DataFolder open = DataFolder.open(
                        Path.of(data), Plan.standard(), Ed25519Provider.PORTABLE.load(), Passphrase.NONE)) {
            Process port = start(
                    "up",
                    "--data",
                    folder.resolve("other").toString(),
                    "--port",
                    Integer.toString(taken.getLocalPort()));
            Process busy = start("up", "--data", open.groupFile().getParent().toString(), "--port", "0");

            assertThat(text(port.getErrorStream()))
                    .isEqualTo("tetrarch: --port: " + taken.getLocalPort()
                            + " is in use, or may not be used; 0 takes any that is free" + System.lineSeparator());
            assertThat(port.waitFor()).isEqualTo(2);
            assertThat(text(busy.getErrorStream()))
                    .isEqualTo("tetrarch: " + data + " is in use by another process" + System.lineSeparator());
            assertThat(busy.waitFor()).isEqualTo(2);
        }
    }
}
