package io.tetrarch.cli.charter;

import io.tetrarch.cli.command.JsonOption;
import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.file.CharterFile;
import io.tetrarch.cli.file.InputFile;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.gate.charter.Tier;
import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonLimits;
import io.tetrarch.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tests a charter by cases. */
@Command(
        name = "test",
        header = "Test a charter by cases: which tier and outcome each action is to have.",
        description = {
            "CASES holds one JSON object a line: {\"action\": {...}, \"tier\": NAME, \"outcome\": \"approved\" or"
                    + " \"denied\"},",
            "with \"client\", \"tier\" and \"outcome\" as wanted; or a YAML list of the same. What is not approved"
                    + " counts as denied."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all as expected", "1:not all; a line for each that is not", "2:bad input"})
final class CharterTest implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "CASES", description = "The cases; - reads standard input.")
    private String file = "";

    @Option(names = "--charter", paramLabel = "FILE", description = "The charter; the default one if not given.")
    private @Nullable String charterFile;

    @Mixin
    private JsonOption json = new JsonOption();

    CharterTest(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Failure {
        CharterFile charter = CharterFile.read(charterFile);
        InputFile input = InputFile.read(file, terminal.in(), JsonLimits.FILE.maxBytes());
        List<CharterCase> cases = CharterCase.read(input);
        List<String> misses = new ArrayList<>();
        cases.forEach(each -> miss(charter, each)
                .ifPresent(miss -> misses.add(input.name() + ":" + each.line() + ": expected " + miss)));
        if (json.isWanted()) {
            terminal.json(JsonObject.builder()
                    .put("cases", cases.size())
                    .put("misses", JsonArray.ofStrings(misses))
                    .build());
        } else {
            misses.forEach(miss -> terminal.out().line(miss));
            terminal.out().line((cases.size() - misses.size()) + " of " + cases.size() + " cases are as expected");
        }
        return misses.isEmpty() ? ExitCode.OK : ExitCode.CHECK_FAILED;
    }

    private static Optional<String> miss(CharterFile charter, CharterCase expected) {
        Tier tier = charter.tierOf(expected.action(), expected.client());
        if (!expected.tier().orElse(tier.name()).equals(tier.name())) {
            return expected.tier().map(wanted -> "tier " + wanted + ", found " + tier.name());
        }
        boolean approved = charter.isApproved(tier, charter.judge(expected.action(), tier, expected.client(), false));
        String found = CharterCase.OUTCOMES.get(approved ? 0 : 1);
        return expected.outcome()
                .filter(wanted -> !wanted.equals(found))
                .map(wanted -> "outcome " + wanted + ", found " + found);
    }
}
