package io.tetrarch.cli.bench;

import io.tetrarch.cli.exit.Failure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** A client that speaks by stdio with a program, one message after another. */
final class McpClient implements AutoCloseable {
    private final Process process;
    private final OutputStream to;
    private final BufferedReader from;

    private McpClient(Process process) {
        this.process = process;
        this.to = process.getOutputStream();
        this.from = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    static McpClient of(List<String> command) throws IOException {
        return new McpClient(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    /**
     * Asks, waits, and asks again.
     *
     * @param warmUp of them that do not count
     * @param message by its id; of those that do not count it is negative
     * @return milliseconds
     */
    Latencies measured(String name, int warmUp, int runs, IntFunction<String> message) throws Failure, IOException {
        List<Double> millis = new ArrayList<>();
        for (int at = -warmUp; at < runs; at++) {
            String line = message.apply(at + warmUp) + "\n";
            long begun = System.nanoTime();
            to.write(line.getBytes(StandardCharsets.UTF_8));
            to.flush();
            String answer = from.readLine();
            if (at >= 0) {
                millis.add((System.nanoTime() - begun) / 1e6);
            }
            if (answer == null || !answer.contains("\"result\":{\"content\":[]}")) {
                throw Failure.checkFailed(name + ": the call was answered with " + answer);
            }
        }
        return Latencies.of(name, millis);
    }

    @Override
    public void close() throws IOException {
        to.close();
        process.destroy();
    }
}
