package io.tetrarch.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.agents.socket.GateDoor;
import io.tetrarch.console.http.WebServer;
import io.tetrarch.node.observe.ClusterObserver;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hooks, asked through the socket. */
final class HooksApiTest {
    private static final String NONCE = "0123456789abcdef0123456789abcdef";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private GateDoor door;
    private Server server;

    @BeforeEach
    void start() {
        door = GateDoor.of(folder);
        ConsoleOptions options = ConsoleOptions.shared(
                new WebServer.Address("127.0.0.1", 0, List.of()).withSocket(door.socket()),
                context -> java.util.Optional.empty());
        server = new Server(options, ClusterObserver.NONE);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        assertThat(door.socket()).doesNotExist();
    }

    private String ask(String path, String told) throws IOException {
        GateDoor.Answer answer = door.post(path, "", told.getBytes(StandardCharsets.UTF_8), PATIENCE);
        return answer.status() + " " + new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static String bash(String command) {
        return "{\"tool_name\":\"Bash\",\"tool_input\":{\"command\":\"" + command + "\"},\"cwd\":\"/srv/app\"}";
    }

    @Test
    void whatIsApprovedIsAllowedAndWhatIsDeniedIsNot() throws Exception {
        String hook = "/v1/hooks/codex?nonce=" + NONCE;

        assertThat(ask(hook, bash("ls -la")))
                .isEqualTo("200 tetrarch-hook/1 " + NONCE + " allow\n\nAPPROVED: decision 0 of the gate\nend " + NONCE
                        + "\n");
        assertThat(ask(hook, bash("rm -rf / --no-preserve-root")))
                .startsWith("200 tetrarch-hook/1 " + NONCE + " deny\n{\"hookSpecificOutput\":")
                .contains("DENIED: decision 1 of the gate: ")
                .endsWith("\nend " + NONCE + "\n");
        assertThat(ask(hook, "{\"tool_name\":\"Bash\""))
                .startsWith("200 tetrarch-hook/1 " + NONCE + " deny\n")
                .contains("what Codex told its hook:1:");
    }

    @Test
    void anUnknownAgentOrAQuestionWithoutANonceIsRefused() throws Exception {
        assertThat(ask("/v1/hooks/nobody?nonce=" + NONCE, bash("ls"))).startsWith("404 ");
        assertThat(ask("/v1/hooks/codex", bash("ls"))).startsWith("400 ");
        assertThat(ask("/v1/hooks/codex?nonce=allow", bash("ls"))).startsWith("400 ");
    }

    /** Over TCP a token is needed here; the file's mode stands for one. */
    @Test
    void theSocketIsItsOwnersAlone() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(door.socket())))
                .isEqualTo("rw-------");
        assertThat(folder.resolve(".s")).doesNotExist();
        assertThat(door.get("/v1/group", PATIENCE).status()).isEqualTo(200);
        assertThat(server.send(server.request("/v1/hooks/codex?nonce=" + NONCE)
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(bash("ls"))))
                        .statusCode())
                .isEqualTo(401);
    }
}
