package io.tetrarch.cli.bench;

import io.tetrarch.agents.socket.GateDoor;
import io.tetrarch.cli.command.JsonOption;
import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.file.Scratch;
import io.tetrarch.cli.terminal.Table;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.cli.up.GateChild;
import io.tetrarch.cli.up.GateCommand;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.Range;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures what the proxy costs a call. */
@Command(
        name = "mcp",
        header = "Measure a tool call through the MCP proxy beside the same call without it.",
        description = {
            "A server that does nothing, by stdio, alone and behind the proxy; a gate in a folder that is thrown away,"
                    + " with",
            "the default charter. A call through it is decided, stored, its approval used up and its receipt filed."
                    + " See",
            "docs/benchmarks.md."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:measured", "1:a call was answered otherwise than it has to be", "2:bad input"},
        footerHeading = "%nExample:%n",
        footer = {"  tetrarch bench mcp --json > mcp.json"})
public final class BenchMcp implements Callable<Integer> {
    private static final Range RUNS = new Range(1, 10_000);
    private static final int WARM_UP = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Terminal terminal;

    @Option(names = "--runs", paramLabel = "N", defaultValue = "500", description = "Of each kind (default: 500).")
    private int runs;

    @Mixin
    private JsonOption json = new JsonOption();

    public BenchMcp(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Each kind, in its order. */
    private record Measured(Latencies direct, Latencies passed, Latencies asked, Latencies gated) {
        List<Latencies> all() {
            return List.of(direct, passed, asked, gated);
        }

        double addedPassed() {
            return passed.at(0.5) - direct.at(0.5);
        }

        double addedGated() {
            return gated.at(0.5) - direct.at(0.5);
        }
    }

    @Override
    public Integer call() throws Failure, IOException, InterruptedException {
        if (!RUNS.holds(runs)) {
            throw Failure.badInput("--runs: expected " + RUNS + ", found " + runs);
        }
        Path folder = Files.createTempDirectory("tetrarch").toRealPath();
        GateChild gate = new GateChild(folder.resolve("gate"), List.of());
        try {
            gate.ensure();
            report(measured(folder, gate));
        } finally {
            gate.kill();
            Scratch.delete(folder);
        }
        return ExitCode.OK;
    }

    private Measured measured(Path folder, GateChild gate) throws Failure, IOException {
        List<String> server = server(folder);
        List<String> proxy = new ArrayList<>(GateCommand.self());
        proxy.addAll(List.of("mcp", "--data", gate.folder().toString(), "--name", "files", "--"));
        proxy.addAll(server);
        try (McpClient alone = McpClient.of(server);
                McpClient behind = McpClient.of(proxy)) {
            return new Measured(
                    alone.measured("the server alone", WARM_UP, runs, BenchMcp::call),
                    behind.measured("through the proxy, not asked about", WARM_UP, runs, BenchMcp::ping),
                    asked(GateDoor.of(gate.folder())),
                    behind.measured("through the proxy, decided", WARM_UP, runs, BenchMcp::call));
        }
    }

    /** Known by the program that starts it, so this program has that name, and starts what does nothing. */
    private static List<String> server(Path folder) throws IOException {
        Path npx = folder.resolve("npx");
        String command = String.join(
                " ", GateCommand.java().stream().map(word -> "'" + word + "'").toList());
        Files.writeString(npx, "#!/bin/sh\nexec " + command + " " + EchoServer.class.getName() + "\n");
        Files.setPosixFilePermissions(npx, PosixFilePermissions.fromString("rwx------"));
        return List.of(npx.toString(), "@modelcontextprotocol/server-filesystem", "/srv/app");
    }

    /** The decision alone, by the socket. */
    private Latencies asked(GateDoor door) throws Failure, IOException {
        List<Double> millis = new ArrayList<>();
        for (int at = -WARM_UP; at < runs; at++) {
            byte[] action =
                    ("{\"kind\":\"execute_tool\",\"tool\":\"read_file\",\"arguments\":{\"path\":\"/srv/app/asked-"
                                    + (at + WARM_UP) + "\"}}")
                            .getBytes(StandardCharsets.UTF_8);
            long begun = System.nanoTime();
            GateDoor.Answer answer = door.post("/v1/decisions", "", action, PATIENCE);
            if (at >= 0) {
                millis.add((System.nanoTime() - begun) / 1e6);
            }
            if (answer.status() != 201 || !new String(answer.body(), StandardCharsets.UTF_8).contains("\"APPROVED\"")) {
                throw Failure.checkFailed("the gate answered with status " + answer.status());
            }
        }
        return Latencies.of("the decision alone, by the socket", millis);
    }

    /** Another one each time, so that nothing is answered from memory. */
    private static String call(int id) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id
                + ",\"method\":\"tools/call\",\"params\":{\"name\":\"read_text_file\","
                + "\"arguments\":{\"path\":\"/srv/app/file-" + id + "\"}}}";
    }

    private static String ping(int id) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"ping\"}";
    }

    private void report(Measured measured) {
        if (json.isWanted()) {
            terminal.json(JsonObject.builder()
                    .put("runs", runs)
                    .put("direct", measured.direct().json())
                    .put("passed", measured.passed().json())
                    .put("decisionAlone", measured.asked().json())
                    .put("gated", measured.gated().json())
                    .put("addedPassedP50Millis", measured.addedPassed())
                    .put("addedGatedP50Millis", measured.addedGated())
                    .build());
            return;
        }
        Table table = Table.of("a call", "p50", "p95");
        measured.all().forEach(row -> table.row(row.name(), row.fineFigure(0.5), row.fineFigure(0.95)));
        table.print(terminal.out());
        terminal.out()
                .line(String.format(
                        Locale.ROOT,
                        "added (p50): %.2f ms not asked about, %.2f ms decided",
                        measured.addedPassed(),
                        measured.addedGated()));
    }
}
