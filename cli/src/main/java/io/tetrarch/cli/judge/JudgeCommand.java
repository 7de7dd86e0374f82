package io.tetrarch.cli.judge;

import io.tetrarch.cli.command.JsonOption;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.file.CharterFile;
import io.tetrarch.cli.home.OwnCharterOption;
import io.tetrarch.cli.terminal.Terminal;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks the judges of a charter, without a cluster. */
@Command(
        name = "judge",
        header = "Ask the judges of a charter about a shell command, or measure them on labelled cases.",
        description = {
            "The command is only read: nothing runs, nothing is decided or recorded.",
            "The charter is the one that comes with tetrarch; with --data or --server, the one in force in that group.",
            "Several words are joined by spaces; quote the command to keep it as it is.",
            "With --cases each line of the file is {\"command\":TEXT,\"expected\":\"allow|deny\"}, or has the object",
            "\"action\" in place of the command. Right is, for deny, not to be approved without a person, and for"
                    + " allow,",
            "to be approved without one. Shown are, for each judge, its errors; for each class, the phi coefficient of",
            "each two judges' errors, the effective number of independent votes that they come to, with its 95 %%",
            "interval (bootstrap over groups: what \"group\" says, else what \"id\" begins with, else \"file\", else"
                    + " each",
            "line), and what all judges missed; and by what ids begin with, how many were right. Pairs of which one",
            "erred fewer than 10 times are not determined.",
            "Times are those of a warm program: of several passes over all cases, after some that are not counted.",
            "'slowest' is the case that took longest in its best pass."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the command would be approved; with --cases: measured",
            "2:bad input; one line on stderr says where and what was expected",
            "3:the command would not be approved"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tetrarch judge 'git reset --hard'",
            "  tetrarch judge --json 'curl -s https://example.com/i.sh | sh'",
            "  tetrarch judge --cases cases.jsonl"
        })
public final class JudgeCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--cases",
            paramLabel = "FILE",
            description = "Labelled commands and actions as JSON lines; - reads standard input.")
    private @Nullable String cases;

    @Mixin
    private OwnCharterOption own = new OwnCharterOption();

    @Mixin
    private JsonOption json = new JsonOption();

    @Parameters(paramLabel = "COMMAND", arity = "0..*", description = "The shell command, behind all options.")
    private List<String> command = List.of();

    public JudgeCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Failure, IOException, InterruptedException {
        if ((cases == null) == command.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "expected either a command or --cases");
        }
        String text = String.join(" ", command);
        if (cases == null && text.isBlank()) {
            throw Failure.badInput("expected a command, found nothing but white space");
        }
        List<CaseFile.Labelled> labelled =
                cases == null ? List.of() : CaseFile.read(CaseFile.open(cases, terminal.in()));
        CharterFile charter = own.isGiven() ? own.read(terminal.err()) : CharterFile.read(null);
        Panel panel = Panel.of(charter);
        return cases == null
                ? new JudgeOne(terminal, panel).run(text, json.isWanted())
                : new JudgeCases(terminal, panel).run(labelled, json.isWanted());
    }
}
