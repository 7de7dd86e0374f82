package io.tetrarch.cli.charter;

import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.file.InputFile;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.gate.action.Action;
import io.tetrarch.gate.charter.Tier;
import io.tetrarch.gate.json.JsonArray;
import io.tetrarch.gate.json.JsonCursor;
import io.tetrarch.gate.json.JsonLimits;
import io.tetrarch.gate.json.JsonObject;
import io.tetrarch.gate.json.JsonRejected;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tests a charter by cases. */
@Command(
        name = "test",
        header = "Test a charter by cases: which tier and outcome each action is to have.",
        description = {
            "CASES holds one JSON object a line: {\"action\": {...}, \"tier\": NAME, \"outcome\": \"approved\" or"
                    + " \"denied\"},",
            "with \"client\", \"tier\" and \"outcome\" as wanted. What is not approved counts as denied."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all as expected", "1:not all; a line for each that is not", "2:bad input"})
final class CharterTest implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "CASES", description = "The cases; - reads standard input.")
    private String file = "";

    @Option(names = "--charter", paramLabel = "FILE", description = "The charter; the default one if not given.")
    private @Nullable String charterFile;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    CharterTest(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Failure {
        CharterFile charter = CharterFile.read(charterFile);
        InputFile input = InputFile.read(file, terminal.in(), JsonLimits.FILE.maxBytes());
        List<String> lines =
                new String(input.bytes(), StandardCharsets.UTF_8).lines().toList();
        List<String> misses = new ArrayList<>();
        int count = 0;
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                count++;
                check(charter, lines.get(i), input.name(), i + 1, misses);
            }
        }
        if (count == 0) {
            throw Failure.badInput(input.name() + ":1:1: expected at least one case");
        }
        if (json) {
            terminal.json(JsonObject.builder()
                    .put("cases", count)
                    .put("misses", JsonArray.ofStrings(misses))
                    .build());
        } else {
            misses.forEach(miss -> terminal.out().line(miss));
            terminal.out().line((count - misses.size()) + " of " + count + " cases are as expected");
        }
        return misses.isEmpty() ? ExitCode.OK : ExitCode.CHECK_FAILED;
    }

    private static void check(CharterFile charter, String line, String name, int number, List<String> misses)
            throws Failure {
        try {
            JsonCursor root = JsonCursor.parse(line.getBytes(StandardCharsets.UTF_8), JsonLimits.ACTION)
                    .onlyMembers(new LinkedHashSet<>(List.of("action", "client", "tier", "outcome")));
            JsonCursor expectedTier = root.optional("tier");
            JsonCursor expectedOutcome = root.optional("outcome");
            if (expectedTier == null && expectedOutcome == null) {
                throw root.rejected("expected tier, outcome or both");
            }
            JsonCursor client = root.optional("client");
            String asks = client == null ? "gate" : client.string();
            Action action = Action.parse(root.member("action").object().toJson().getBytes(StandardCharsets.UTF_8));
            Tier tier = charter.tierOf(action, asks);
            String found = charter.isApproved(tier, charter.judge(action, tier, asks, false)) ? "approved" : "denied";
            if (expectedTier != null && !expectedTier.string().equals(tier.name())) {
                misses.add(name + ":" + number + ": expected tier " + expectedTier.string() + ", found " + tier.name());
            } else if (expectedOutcome != null && !expectedOutcome.string().equals(found)) {
                misses.add(name + ":" + number + ": expected outcome " + expectedOutcome.string() + ", found " + found);
            }
        } catch (JsonRejected e) {
            throw Failure.badInput(name + ":" + number + ":" + e.column() + ": " + e.problem());
        }
    }
}
