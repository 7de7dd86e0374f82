package io.tetrarch.cli.device;

import io.tetrarch.cli.command.JsonOption;
import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonValue;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists what waits. */
@Command(
        name = "waiting",
        header = "Show what waits for people, byte for byte as it will be signed.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:shown, if anything waits", "2:the gate cannot be asked; one line on stderr says why"})
final class DeviceWaiting implements Callable<Integer> {
    private static final long MILLIS = 1000;

    private final Terminal terminal;

    @Mixin
    private DeviceOptions options = new DeviceOptions();

    @Mixin
    private JsonOption json = new JsonOption();

    DeviceWaiting(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Failure, InterruptedException {
        Waiting waiting = Waiting.at(options.server());
        if (json.isWanted()) {
            terminal.json(new JsonArray(waiting.questions().stream()
                    .<JsonValue>map(DeviceWaiting::json)
                    .toList()));
            return ExitCode.OK;
        }
        for (Waiting.Question question : waiting.questions()) {
            long left = Math.max(0, question.untilMillis() - System.currentTimeMillis()) / MILLIS;
            terminal.out().line(question.id() + "  for " + question.device() + ", " + left + " s left");
            question.print(terminal.out(), "    ");
            terminal.out().line("    SHA3-256 " + question.actionHash());
        }
        if (waiting.questions().isEmpty()) {
            terminal.err().line("nothing waits for a person");
        }
        return ExitCode.OK;
    }

    private static JsonObject json(Waiting.Question question) {
        return JsonObject.builder()
                .put("id", question.id())
                .put("device", question.device())
                .put("action", question.action())
                .put("actionHash", question.actionHash().toString())
                .put("untilMillis", question.untilMillis())
                .build();
    }
}
