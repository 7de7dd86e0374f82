package io.tetrarch.cli.device;

import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.gate.device.DeviceAnswer;
import io.tetrarch.json.JsonObject;
import io.tetrarch.pbft.message.Answer;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Signs an answer to what waits. The hash that is signed is taken of the bytes that are printed. */
abstract class DeviceAnswers implements Callable<Integer> {
    private final Terminal terminal;
    private final Answer answer;

    @Mixin
    private DeviceOptions options = new DeviceOptions();

    @Parameters(paramLabel = "ID", description = "As 'tetrarch device waiting' shows it.")
    private String id = "";

    @Option(names = "--key", required = true, paramLabel = "FILE", description = "The device's private key.")
    private String key = "";

    DeviceAnswers(Terminal terminal, Answer answer) {
        this.terminal = terminal;
        this.answer = answer;
    }

    @Override
    public Integer call() throws Failure, IOException, InterruptedException {
        GateServer server = options.server();
        Waiting waiting = Waiting.at(server);
        Waiting.Question question = waiting.of(id);
        long now = System.currentTimeMillis();
        DeviceAnswer statement = new DeviceAnswer(
                waiting.group(), question.device(), question.request(), question.actionHash(), answer, now);
        question.print(terminal.out(), answer + " ");
        server.post(
                "/v1/approvals/" + question.id(),
                JsonObject.builder()
                        .put("answer", answer.name())
                        .put("answeredMillis", now)
                        .put("signature", statement.sign(DeviceKey.read(key)).toString())
                        .build());
        terminal.out().line("signed for " + question.device() + ", SHA3-256 " + question.actionHash());
        return ExitCode.OK;
    }

    /** Says yes. */
    @Command(
            name = "approve",
            header = "Approve what waits under this id, and sign it.",
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {"0:signed and taken", "2:not taken; one line on stderr says why"})
    static final class Approve extends DeviceAnswers {
        Approve(Terminal terminal) {
            super(terminal, Answer.APPROVE);
        }
    }

    /** Says no. */
    @Command(
            name = "deny",
            header = "Deny what waits under this id, and sign it.",
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {"0:signed and taken", "2:not taken; one line on stderr says why"})
    static final class Deny extends DeviceAnswers {
        Deny(Terminal terminal) {
            super(terminal, Answer.DENY);
        }
    }
}
