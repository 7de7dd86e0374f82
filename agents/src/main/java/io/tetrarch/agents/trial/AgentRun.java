package io.tetrarch.agents.trial;

import io.tetrarch.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One start of an agent whose model wants commands run that leave a mark, in a folder of their own.
 *
 * @param program the file that is started
 * @param home whose settings it reads
 * @param work an empty folder, where it works
 * @param trustsHooks see {@link AgentProgram#commandLine}
 */
public record AgentRun(AgentProgram agent, Path program, Path home, Path work, boolean trustsHooks) {
    private static final String MARK = "tetrarch-mark-";

    /** What the model asks for. */
    public enum Wish {
        /** What a gate's default charter allows. */
        ALLOWED,
        /** What it denies, and what does no harm in a folder that is thrown away. */
        FORBIDDEN
    }

    /**
     * What came of it.
     *
     * @param called how often the model wanted its commands run; without once nothing was tried
     * @param answered how often the agent told it what came of them
     * @param marks how many of the commands ran, as their files show
     * @param told what the hook said against it, as it reached the model; empty if nothing did
     * @param ended whether the agent did by itself, in time
     * @param said the end of what it printed
     */
    public record Seen(int called, int answered, int marks, String told, boolean ended, String said) {
        public JsonObject json() {
            return JsonObject.builder()
                    .put("called", called)
                    .put("answered", answered)
                    .put("marks", marks)
                    .put("told", told)
                    .put("ended", ended)
                    .build();
        }
    }

    /** @param at which of several it is */
    static String command(Wish wish, int at) {
        String mark = MARK + at;
        return wish == Wish.ALLOWED ? "touch " + mark : "touch " + mark + " && chmod 777 " + mark;
    }

    /**
     * Starts it and waits for its end.
     *
     * @param calls how many commands the model asks for at once
     * @param patience after which it is ended, with all that it started
     */
    public Seen run(Wish wish, int calls, Duration patience) throws IOException, InterruptedException {
        List<String> commands = IntStream.rangeClosed(1, calls)
                .mapToObj(at -> command(wish, at))
                .toList();
        Path out = Files.createTempFile("tetrarch", ".out");
        try (ScriptedModel model = ScriptedModel.start(commands)) {
            Process process = start(model, out);
            boolean ended = process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
            Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                    .toList()
                    .forEach(ProcessHandle::destroyForcibly);
            process.waitFor();
            return new Seen(model.called(), model.answered(), marks(), model.told(), ended, tail(out));
        } finally {
            Files.delete(out);
        }
    }

    private Process start(ScriptedModel model, Path out) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(agent.commandLine(program, model.address(), trustsHooks))
                .directory(work.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        builder.environment().clear();
        builder.environment().putAll(agent.environment(home, path(), model.address()));
        return builder.start();
    }

    /** Beside the agent there may be the node that it needs. */
    private String path() {
        String callers = System.getenv("PATH");
        return callers == null || callers.isEmpty() ? "/usr/local/bin:/usr/bin:/bin" : callers;
    }

    private int marks() throws IOException {
        try (Stream<Path> files = Files.list(work)) {
            return (int) files.filter(each -> String.valueOf(each.getFileName()).startsWith(MARK))
                    .count();
        }
    }

    private static String tail(Path out) throws IOException {
        String all = new String(Files.readAllBytes(out), StandardCharsets.UTF_8);
        return all.substring(Math.max(0, all.length() - 2_000));
    }
}
