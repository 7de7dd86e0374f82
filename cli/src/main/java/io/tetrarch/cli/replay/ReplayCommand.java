package io.tetrarch.cli.replay;

import io.tetrarch.cli.command.JsonOption;
import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.file.InputFile;
import io.tetrarch.cli.home.GroupOption;
import io.tetrarch.cli.home.LedgerPieces;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.embedded.home.Inspection;
import io.tetrarch.gate.charter.CharterReader;
import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonLimits;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonValue;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.reading.yaml.PolicyRejected;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Judges past actions again. */
@Command(
        name = "replay",
        header = "Judge past actions again under another charter, and show what would be decided differently.",
        description =
                "Nothing is decided, run or written. Judges that are models, services or people are asked again too.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done, whatever differs", "1:an entry cannot be read", "2:bad input"},
        footerHeading = "%nExamples:%n",
        footer = {"  tetrarch replay --charter stricter.yaml --json | jq .differ"})
public final class ReplayCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(names = "--charter", paramLabel = "FILE", required = true, description = "The other charter.")
    private String charter = "";

    @Mixin
    private JsonOption json = new JsonOption();

    @Mixin
    private GroupOption group = new GroupOption();

    public ReplayCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Failure, IOException, InterruptedException {
        InputFile input = InputFile.read(charter, JsonLimits.FILE.maxBytes());
        try (Inspection inspection = group.inspect(terminal.err())) {
            Rejudging rejudging = Rejudging.under(
                    CharterReader.read(input.bytes()),
                    inspection.groups(),
                    Ed25519Provider.fromSystemProperty().load());
            List<Rejudging.Difference> differences = new ArrayList<>();
            long[] judged = {0};
            new LedgerPieces(inspection).each((index, batch, entry) -> {
                if (entry instanceof DecisionEntry decision && Rejudging.concerns(decision)) {
                    judged[0]++;
                    rejudging.difference(index, decision).ifPresent(differences::add);
                }
                if (index + 1 == batch.header().ledgerSize()) {
                    rejudging.executed(batch);
                }
            });
            report(judged[0], differences);
            return ExitCode.OK;
        } catch (PolicyRejected e) {
            throw Failure.badInput(e.in(input.name()));
        } catch (IllegalArgumentException e) {
            throw Failure.badInput(input.name() + ": " + e.getMessage());
        }
    }

    private void report(long judged, List<Rejudging.Difference> differences) {
        if (json.isWanted()) {
            terminal.json(JsonObject.builder()
                    .put("judged", judged)
                    .put(
                            "differ",
                            new JsonArray(differences.stream()
                                    .<JsonValue>map(Rejudging.Difference::json)
                                    .toList()))
                    .build());
            return;
        }
        differences.forEach(each -> terminal.out().line(each.line()));
        terminal.out().line(judged + " decisions judged again, " + differences.size() + " would differ");
    }
}
