package io.tetrarch.cli.charter;

import io.tetrarch.cli.command.JsonOption;
import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.file.OutputFile;
import io.tetrarch.cli.home.CharterInForce;
import io.tetrarch.cli.home.SightOption;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.embedded.home.Inspection;
import io.tetrarch.gate.amendment.AcceptedJudges;
import io.tetrarch.gate.charter.JudgeFactory;
import io.tetrarch.json.JsonObject;
import io.tetrarch.proof.rule.JudgePins;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints the charter that a group goes by now. */
@Command(
        name = "show",
        header = "Print the charter that is in force in a group: the one it was founded with, or the last it adopted.",
        description = {
            "With --out its bytes are written to FILE as the group adopted them. With --json it is an object: its"
                    + " version,",
            "digest, whether it is the founding's, and its text. With --judges the judges are printed instead that"
                    + " this",
            "build has for it, as 'charter propose --accept-judges' takes them."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:shown",
            "1:an entry of the ledger cannot be read; one line on stderr names it",
            "2:bad input; nothing is written"
        },
        footerHeading = "%nExample:%n",
        footer = "  tetrarch charter show --out charter.yaml")
final class CharterShow implements Callable<Integer> {
    private final Terminal terminal;

    @Option(names = "--out", paramLabel = "FILE", description = "Where to write it (default: standard output).")
    private @Nullable String out;

    @Option(names = "--judges", description = "Print the digests of the judges that this build has for it, as JSON.")
    private boolean judges;

    @Mixin
    private SightOption group = new SightOption();

    @Mixin
    private JsonOption json = new JsonOption();

    CharterShow(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Failure, IOException, InterruptedException {
        @Nullable OutputFile file = out == null ? null : OutputFile.at(out);
        try (Inspection inspection = group.inspect(terminal.err())) {
            CharterInForce charter = CharterInForce.of(inspection);
            if (judges) {
                JudgePins own = AcceptedJudges.of(
                        charter.charter(), inspection.group().replicaNames(), JudgeFactory.installed());
                terminal.json(own.json());
                return ExitCode.OK;
            }
            byte[] text = charter.file();
            if (file != null) {
                file.write(text);
            }
            if (json.isWanted()) {
                terminal.json(JsonObject.builder()
                        .put("version", charter.version().version())
                        .put("digest", charter.version().digest().toString())
                        .put("founding", charter.isFounding())
                        .put("text", new String(text, StandardCharsets.UTF_8))
                        .build());
            } else if (file == null) {
                new String(text, StandardCharsets.UTF_8).lines().forEach(terminal.out()::line);
            } else {
                terminal.out()
                        .line("version " + charter.version().version() + ", "
                                + charter.version().digest() + ", in " + file.path());
            }
            return ExitCode.OK;
        }
    }
}
