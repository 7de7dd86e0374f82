package io.tetrarch.cli.charter;

import io.tetrarch.cli.command.JsonOption;
import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.file.CharterFile;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.gate.charter.CharterDiff;
import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Compares two charters. */
@Command(
        name = "diff",
        header = "Say what differs in meaning between two charters, and what is loosened or tightened.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:compared", "2:bad input; one line on stderr says where and what was expected"})
final class CharterDifference implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "BEFORE", description = "A charter.")
    private String before = "";

    @Parameters(index = "1", paramLabel = "AFTER", description = "The charter that would follow it.")
    private String after = "";

    @Mixin
    private JsonOption json = new JsonOption();

    CharterDifference(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Failure {
        List<CharterDiff.Change> changes = CharterDiff.between(
                CharterFile.read(before).charter(), CharterFile.read(after).charter());
        if (json.isWanted()) {
            terminal.json(JsonObject.builder()
                    .put(
                            "changes",
                            new JsonArray(changes.stream()
                                    .<JsonValue>map(CharterDifference::json)
                                    .toList()))
                    .build());
        } else if (changes.isEmpty()) {
            terminal.out().line("no difference in meaning");
        } else {
            changes.forEach(change -> terminal.out()
                    .line(word(change) + " " + change.what() + ": " + shown(change.before()) + " -> "
                            + shown(change.after())));
        }
        return ExitCode.OK;
    }

    private static String word(CharterDiff.Change change) {
        return change.effect().name().toLowerCase(Locale.ROOT);
    }

    private static String shown(String text) {
        return text.isEmpty() ? "nothing" : text;
    }

    private static JsonObject json(CharterDiff.Change change) {
        return JsonObject.builder()
                .put("what", change.what())
                .put("before", change.before())
                .put("after", change.after())
                .put("effect", word(change))
                .build();
    }
}
