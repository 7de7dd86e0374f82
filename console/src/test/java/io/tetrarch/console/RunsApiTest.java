package io.tetrarch.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.agents.mcp.SocketGate;
import io.tetrarch.agents.mcp.ToolGate;
import io.tetrarch.agents.mcp.ToolRun;
import io.tetrarch.agents.socket.GateDoor;
import io.tetrarch.console.access.Access;
import io.tetrarch.console.http.WebServer;
import io.tetrarch.json.JsonNull;
import io.tetrarch.json.JsonObject;
import io.tetrarch.node.observe.ClusterObserver;
import io.tetrarch.pbft.message.Hash;
import io.tetrarch.proof.action.Action;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Approvals that are used up through the socket, and what is told of the runs. */
final class RunsApiTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private GateDoor door;
    private Server server;

    @BeforeEach
    void start() {
        door = GateDoor.of(folder);
        server = new Server(
                ConsoleOptions.shared(
                        new WebServer.Address("127.0.0.1", 0, List.of()).withSocket(door.socket()), Access.LOCAL),
                ClusterObserver.NONE);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private static Action shell(String command) throws Exception {
        return Action.parse(("{\"kind\":\"execute_tool\",\"tool\":\"shell\",\"arguments\":{\"command\":\"" + command
                        + "\"},\"cwd\":\"/srv\"}")
                .getBytes(StandardCharsets.UTF_8));
    }

    private String post(String path, String body) throws IOException {
        GateDoor.Answer answer = door.post(path, "", body.getBytes(StandardCharsets.UTF_8), PATIENCE);
        return answer.status() + " " + new String(answer.body(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SUCCEEDED|\"ending\":\"exited\",\"exitCode\":0",
                "FAILED|\"ending\":\"exited\",\"exitCode\":1",
                "NOT_RUN|\"ending\":\"failed\",\"exitCode\":null"
            })
    void whatCameOfACallIsOnTheLedger(ToolRun.End end, String receipt) throws Exception {
        byte[] result = "{\"content\":[]}".getBytes(StandardCharsets.UTF_8);
        SocketGate gate = new SocketGate(door, Optional.empty());

        ToolGate.Leave leave = gate.leave(shell("ls -la"));
        assertThat(leave.ruling()).isEqualTo(new ToolGate.Ruling(true, "APPROVED: decision 0 of the gate"));
        assertThat(post("/v1/runs", "{\"decision\":0}")).startsWith("409 ").contains("USED");
        leave.run().ended(end, result);
        gate.settle();

        Server.await(
                "the receipt",
                () -> !JsonNull.NULL.equals(
                        Server.json(server.get("/v1/decisions/0")).get("receipt")));
        JsonObject told =
                (JsonObject) Server.json(server.get("/v1/decisions/0")).get("receipt");
        assertThat(told.toJson()).contains(receipt, "\"sha3\":\"" + Hash.sha3(result) + "\"");
    }

    @Test
    void whatWasDeniedLetsNothingRunAndWhatIsNoDecisionNeither() throws Exception {
        SocketGate gate = new SocketGate(door, Optional.empty());

        ToolGate.Leave leave = gate.leave(shell("rm -rf / --no-preserve-root"));

        assertThat(leave.ruling().approved()).isFalse();
        assertThat(leave.ruling().explanation()).startsWith("DENIED: decision 0 of the gate: ");
        assertThat(post("/v1/runs", "{\"decision\":0}")).startsWith("409 ").contains("NOT_APPROVED");
        assertThat(post("/v1/runs", "{\"decision\":1}")).startsWith("404 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"decision\":-1}", "{\"decision\":\"0\"}", "{\"decision\":0,\"x\":1}", "nonsense"})
    void whatIsNoQuestionIsRefused(String body) throws Exception {
        assertThat(post("/v1/runs", body)).startsWith("400 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"ending\":\"exited\"}",
                "{\"ending\":\"exited\",\"exitCode\":256,\"stdout\":{\"bytes\":0,\"sha3\":\"00\"}}",
                "{\"ending\":\"failed\",\"stdout\":{\"bytes\":0,\"sha3\":\"zz\"}}",
                "{\"ending\":\"done\"}"
            })
    void anEndThatCannotBeReadLeavesTheRunOpen(String body) throws Exception {
        door.post("/v1/decisions", "", shell("ls").bytes(), PATIENCE);
        String run = post("/v1/runs", "{\"decision\":0}").replaceAll(".*\"run\":\"([0-9a-z]+)\".*", "$1");

        assertThat(post("/v1/runs/" + run + "/end", body)).startsWith("400 ");

        assertThat(post("/v1/runs/" + run + "/end", "{\"ending\":\"unknown\"}")).startsWith("204 ");
        assertThat(post("/v1/runs/" + run + "/end", "{\"ending\":\"unknown\"}")).startsWith("404 ");
    }

    /** Whoever has a process here may ask by HTTP, but is not believed about runs. */
    @Test
    void byHttpNobodyTellsOfRuns() {
        server.post("/v1/decisions", Server.ACTION);

        assertThat(server.post("/v1/runs", "{\"decision\":0}").statusCode()).isEqualTo(403);
        assertThat(server.post("/v1/runs/r0/end", "{\"ending\":\"unknown\"}").statusCode())
                .isEqualTo(403);
    }
}
