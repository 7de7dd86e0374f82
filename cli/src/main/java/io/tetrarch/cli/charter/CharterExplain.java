package io.tetrarch.cli.charter;

import io.tetrarch.cli.command.JsonOption;
import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.file.CharterFile;
import io.tetrarch.cli.file.InputFile;
import io.tetrarch.cli.home.OwnCharterOption;
import io.tetrarch.cli.terminal.Table;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.gate.charter.Tier;
import io.tetrarch.gate.display.Shown;
import io.tetrarch.gate.judge.Judgement;
import io.tetrarch.gate.redaction.Redactor;
import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonLimits;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.proof.action.Action;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what a charter makes of an action. */
@Command(
        name = "explain",
        header = "Say what a charter makes of an action: its tier, the demand, each judge's answer, what is masked.",
        description = {
            "Nothing is decided or recorded. People are not asked.",
            "With --data or --server it is the charter that is in force in that group."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:explained",
            "1:the charter in force in the group cannot be read",
            "2:bad input; one line on stderr says where and what was expected"
        })
final class CharterExplain implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "ACTION", description = "The action's JSON file; - reads standard input.")
    private String file = "";

    @Option(names = "--charter", paramLabel = "FILE", description = "The charter; the default one if not given.")
    private @Nullable String charterFile;

    @Option(names = "--client", paramLabel = "NAME", description = "Who asks and runs.")
    private String client = "gate";

    @Option(names = "--ask", description = "Also ask language models and HTTP services.")
    private boolean ask;

    @Mixin
    private OwnCharterOption own = new OwnCharterOption();

    @Mixin
    private JsonOption json = new JsonOption();

    CharterExplain(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Failure, IOException, InterruptedException {
        if (charterFile != null && own.isGiven()) {
            throw Failure.badInput("--charter: expected a file or a group, found both");
        }
        CharterFile charter = own.isGiven() ? own.read(terminal.err()) : CharterFile.read(charterFile);
        InputFile input = InputFile.read(file, terminal.in(), JsonLimits.ACTION.maxBytes());
        Action action;
        try {
            action = Action.parse(input.bytes());
        } catch (JsonRejected e) {
            throw Failure.badInput(input.name(), e);
        }
        Tier tier = charter.tierOf(action, client);
        Redactor redactor = Redactor.of(charter.charter().conduct().redaction());
        SequencedMap<String, Optional<Judgement>> said = charter.judge(action, tier, client, ask);
        boolean approved = charter.isApproved(tier, said);
        List<String> masked = redactor.masked(action.json());
        if (json.isWanted()) {
            JsonObject.Builder judges = JsonObject.builder();
            said.forEach((name, judgement) -> judges.put(name, judged(judgement, redactor)));
            terminal.json(JsonObject.builder()
                    .put("tier", tier.name())
                    .put("demand", tier.demand().word())
                    .put("named", JsonArray.ofStrings(tier.demand().judges()))
                    .put("shadow", tier.shadow())
                    .put("wouldApprove", approved)
                    .put("judges", judges.build())
                    .put("masked", JsonArray.ofStrings(masked))
                    .build());
            return ExitCode.OK;
        }
        Table table = Table.of("tier", tier.name());
        table.row("demand", tier.demand().toString());
        table.row("outcome", approved ? "would be approved" : "would not be approved");
        if (tier.shadow()) {
            table.row("shadow mode", "runs whatever is decided");
        }
        said.forEach((name, judgement) -> table.row(
                name,
                judgement
                        .map(answer -> answer.answer() + " " + answer.reasonCode() + ": "
                                + redactor.mask(answer.explanation()))
                        .orElse("not asked")));
        table.row("masked", masked.isEmpty() ? "nothing" : String.join(", ", masked));
        table.print(terminal.out());
        terminal.out().warn(Shown.ofJson(action.toString()), "the action");
        return ExitCode.OK;
    }

    private static JsonObject judged(Optional<Judgement> judgement, Redactor redactor) {
        return judgement
                .map(answer -> JsonObject.builder()
                        .put("answer", answer.answer().name())
                        .put("reason", answer.reasonCode())
                        .put("text", redactor.mask(answer.explanation()))
                        .build())
                .orElseGet(() -> JsonObject.builder().put("answer", "not asked").build());
    }
}
