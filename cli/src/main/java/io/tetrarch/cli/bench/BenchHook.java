package io.tetrarch.cli.bench;

import io.tetrarch.agents.hook.HookHost;
import io.tetrarch.agents.hook.Launcher;
import io.tetrarch.cli.command.JsonOption;
import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.file.Scratch;
import io.tetrarch.cli.terminal.Table;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.cli.up.GateChild;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.Range;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures what a hook costs an agent. */
@Command(
        name = "hook",
        header = "Measure a hook from its start to its end: without a gate, without a decision, and decided.",
        description = {
            "The program that 'hook install' writes, with a gate in a folder that is thrown away and the default"
                    + " charter.",
            "What is not a tool call is denied without a decision. See docs/benchmarks.md."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:measured", "1:the hook answered otherwise than it has to", "2:bad input"},
        footerHeading = "%nExample:%n",
        footer = {"  tetrarch bench hook --json > hook.json"})
public final class BenchHook implements Callable<Integer> {
    private static final Range RUNS = new Range(1, 10_000);
    private static final int WARM_UP = 20;
    private static final String NO_CALL = "{}";
    private static final HookHost HOST = HookHost.CLAUDE_CODE;

    private final Terminal terminal;

    @Option(names = "--runs", paramLabel = "N", defaultValue = "50", description = "Of each kind (default: 50).")
    private int runs;

    @Mixin
    private JsonOption json = new JsonOption();

    public BenchHook(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Failure, IOException, InterruptedException {
        if (!RUNS.holds(runs)) {
            throw Failure.badInput("--runs: expected " + RUNS + ", found " + runs);
        }
        Path folder = Files.createTempDirectory("tetrarch").toRealPath();
        GateChild gate = new GateChild(folder.resolve("gate"), List.of());
        try {
            if (!(Files.getAttribute(folder, "unix:uid") instanceof Integer owner)) {
                throw Failure.badInput("whose " + folder + " is cannot be found out on this system");
            }
            Path program = Files.writeString(
                    folder.resolve("hook"),
                    new Launcher(gate.folder().toString(), Integer.toUnsignedLong(owner)).script(HOST));
            List<Latencies> rows = new ArrayList<>();
            rows.add(measured("a shell that does nothing", List.of("/bin/sh", "-c", ":"), NO_CALL, 0));
            List<String> hook = List.of("/bin/sh", program.toString());
            rows.add(measured("without a gate", hook, NO_CALL, 2));
            gate.ensure();
            rows.add(measured("without a decision", hook, NO_CALL, 2));
            rows.add(measured("decided", hook, "", 0));
            report(rows);
        } finally {
            gate.kill();
            Scratch.delete(folder);
        }
        return ExitCode.OK;
    }

    private Latencies measured(String name, List<String> command, String input, int expected)
            throws Failure, IOException, InterruptedException {
        List<Double> millis = new ArrayList<>();
        for (int at = -WARM_UP; at < runs; at++) {
            String told = input.isEmpty() ? call(at) : input;
            long begun = System.nanoTime();
            Process process = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (OutputStream in = process.getOutputStream()) {
                in.write(told.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                process.waitFor(); // it did not want to know; how it ended counts
            }
            int code = process.waitFor();
            if (at >= 0) {
                millis.add((System.nanoTime() - begun) / 1e6);
            }
            if (code != expected) {
                throw Failure.checkFailed(name + ": the hook ended with " + code + ", expected " + expected);
            }
        }
        return Latencies.of(name, millis);
    }

    /** Another call each time, so that nothing is answered from memory. */
    private static String call(int at) {
        JsonObject input = JsonObject.builder().put("command", "ls file-" + at).build();
        return JsonObject.builder()
                .put("tool_name", "Bash")
                .put("tool_input", input)
                .put("cwd", "/tmp")
                .build()
                .toJson();
    }

    private void report(List<Latencies> rows) {
        if (json.isWanted()) {
            JsonObject.Builder all = JsonObject.builder().put("runs", runs);
            rows.forEach(row -> all.put(key(row.name()), row.json()));
            terminal.json(all.build());
            return;
        }
        Table table = Table.of("a hook", "p50", "p95");
        rows.forEach(row -> table.row(row.name(), row.figure(0.5), row.figure(0.95)));
        table.print(terminal.out());
    }

    private static String key(String name) {
        return switch (name) {
            case "without a gate" -> "withoutGate";
            case "without a decision" -> "withoutDecision";
            case "decided" -> "decided";
            default -> "shell";
        };
    }
}
