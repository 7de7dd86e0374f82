package io.tetrarch.cli.pack;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.file.InputFile;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.json.JsonLimits;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonParser;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.reading.pack.Pack;
import io.tetrarch.reading.pack.Packs;
import io.tetrarch.reading.pack.Severity;
import io.tetrarch.reading.shell.ShellReader;
import io.tetrarch.reading.tool.Finding;
import io.tetrarch.reading.tool.Knowledge;
import io.tetrarch.reading.tool.ScriptReading;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Tries a rule pack, beside those of the gate, on commands with the answer that is expected. */
@Command(
        name = "test",
        header = "Try a rule pack on commands with the answer that the domain expert is to give.",
        description = {
            "Each line of the cases is {\"command\":TEXT,\"expected\":\"approve|abstain|deny\"}. Nothing runs."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every command is answered as expected",
            "1:some are not; each is printed with what was found",
            "2:bad input; one line on stderr says where and what was expected"
        })
final class PackTest implements Callable<Integer> {
    private static final int MAX_BYTES = 16 * 1024 * 1024;
    private static final Set<String> ANSWERS = Set.of("approve", "abstain", "deny");

    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "PACK", description = "The pack as YAML.")
    private String file = "";

    @Parameters(index = "1", paramLabel = "CASES", description = "Commands as JSON lines; - reads standard input.")
    private String cases = "";

    PackTest(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Failure {
        Pack pack = PackFile.read(file, terminal);
        ScriptReading reading = new ScriptReading(new Knowledge(Packs.bundled().with(pack)));
        InputFile input = InputFile.read(cases, terminal.in(), MAX_BYTES);
        int number = 0;
        int tried = 0;
        int wrong = 0;
        for (String line : new String(input.bytes(), UTF_8).split("\n", -1)) {
            number++;
            if (!line.isBlank()) {
                tried++;
                wrong += isRight(line.strip(), input.name() + ":" + number, reading) ? 0 : 1;
            }
        }
        if (tried == 0) {
            throw Failure.badInput(input.name() + ": expected at least one case");
        }
        terminal.out().line(tried - wrong + " of " + tried + " as expected");
        return wrong == 0 ? ExitCode.OK : ExitCode.CHECK_FAILED;
    }

    private boolean isRight(String line, String place, ScriptReading reading) throws Failure {
        JsonObject object;
        try {
            object = JsonParser.parseObject(line.getBytes(UTF_8), JsonLimits.FILE);
        } catch (JsonRejected e) {
            throw Failure.badInput(place + ": not a JSON object: " + e.getMessage());
        }
        String command = object.string("command");
        String expected = object.string("expected");
        if (command == null) {
            throw Failure.badInput(place + ": expected the text \"command\"");
        }
        if (expected == null || !ANSWERS.contains(expected)) {
            throw Failure.badInput(place + ": expected \"expected\" to be \"approve\", \"abstain\" or \"deny\"");
        }
        List<Finding> findings = reading.read(ShellReader.read(command));
        Finding worst = ScriptReading.worst(findings);
        String answer = answer(worst);
        if (!answer.equals(expected)) {
            terminal.out()
                    .line(place + ": " + command + ": expected " + expected + ", found " + answer
                            + (worst == null ? "" : " (" + worst.meaning().reason() + ")"));
        }
        return answer.equals(expected);
    }

    private static String answer(@Nullable Finding worst) {
        Severity severity = worst == null ? Severity.NONE : worst.severity();
        return switch (severity) {
            case NONE, LOW -> "approve";
            case MEDIUM -> "abstain";
            case HIGH, CRITICAL -> "deny";
        };
    }
}
