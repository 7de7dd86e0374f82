package io.tetrarch.cli.simulate;

import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.file.InputFile;
import io.tetrarch.cli.terminal.Paint;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonLimits;
import io.tetrarch.json.JsonNumber;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.json.JsonValue;
import io.tetrarch.simulator.script.Script;
import io.tetrarch.simulator.script.ScriptReader;
import io.tetrarch.simulator.script.ScriptRun;

/** One run that a script dictates, step by step. */
final class ScriptedRun {
    private final Terminal terminal;
    private final boolean json;

    ScriptedRun(Terminal terminal, boolean json) {
        this.terminal = terminal;
        this.json = json;
    }

    int run(String file) throws Failure {
        ScriptRun.Result result = ScriptRun.run(read(file), null);
        if (json) {
            terminal.json(json(result));
        } else {
            print(result);
        }
        return result.violations().isEmpty() ? ExitCode.OK : ExitCode.CHECK_FAILED;
    }

    private static Script read(String file) throws Failure {
        InputFile input = InputFile.read(file, JsonLimits.FILE.maxBytes());
        try {
            return ScriptReader.read(input.bytes());
        } catch (JsonRejected e) {
            throw Failure.badInput(e.in(input.name()));
        }
    }

    private void print(ScriptRun.Result result) {
        Paint paint = terminal.out().paint();
        terminal.out()
                .line(result.name() + ": " + result.decided() + " decided, view " + result.viewChanges()
                        + ", convicted: " + result.convicted());
        if (result.violations().isEmpty()) {
            terminal.out().line(paint.good("clean") + ": every property held, and what the script expects");
            return;
        }
        terminal.out().line(paint.bad("violated") + ": " + result.violations().size() + " times");
        result.violations().forEach(violation -> terminal.out().line("  " + violation));
    }

    private static JsonObject json(ScriptRun.Result result) {
        return JsonObject.builder()
                .put("script", result.name())
                .put("decided", result.decided())
                .put("viewChanges", result.viewChanges())
                .put(
                        "convicted",
                        new JsonArray(result.convicted().stream()
                                .<JsonValue>map(JsonNumber::of)
                                .toList()))
                .put(
                        "violations",
                        new JsonArray(result.violations().stream()
                                .<JsonValue>map(violation -> JsonObject.builder()
                                        .put("property", violation.property())
                                        .put("atMillis", violation.atMillis())
                                        .put("what", violation.what())
                                        .build())
                                .toList()))
                .build();
    }
}
