package io.tetrarch.cli.up;

import io.tetrarch.crypto.file.WholeFile;
import io.tetrarch.json.JsonCursor;
import io.tetrarch.json.JsonLimits;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonRejected;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * The process that serves a group, as its folder tells of it.
 *
 * @param begunMillis when the process began, by which it is told from a later one with its number
 */
record GateProcess(long pid, long begunMillis, String url) {
    private static final String FILE = "gate.pid";
    private static final long MOST = (1L << 53) - 1;

    /** This process. */
    static GateProcess own(String url) {
        ProcessHandle self = ProcessHandle.current();
        return new GateProcess(self.pid(), begun(self), url);
    }

    private static long begun(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    void write(Path folder) throws IOException {
        JsonObject json = JsonObject.builder()
                .put("pid", pid)
                .put("begunMillis", begunMillis)
                .put("url", url)
                .build();
        WholeFile.replace(folder.resolve(FILE), (json.toJson() + "\n").getBytes(StandardCharsets.UTF_8));
    }

    static void forget(Path folder) throws IOException {
        Files.deleteIfExists(folder.resolve(FILE));
    }

    /** The one that the folder names, if it still runs. */
    static Optional<GateProcess> of(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            JsonCursor json = JsonCursor.parse(Files.readAllBytes(file), JsonLimits.ACTION);
            GateProcess named = new GateProcess(
                    json.member("pid").integer(1, MOST),
                    json.member("begunMillis").integer(0, MOST),
                    json.member("url").string());
            return named.handle().map(running -> named);
        } catch (JsonRejected e) {
            return Optional.empty(); // half a file of a process that was killed as it wrote it
        }
    }

    Optional<ProcessHandle> handle() {
        return ProcessHandle.of(pid).filter(process -> process.isAlive() && begun(process) == begunMillis);
    }
}
