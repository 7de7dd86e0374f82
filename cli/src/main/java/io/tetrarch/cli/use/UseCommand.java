package io.tetrarch.cli.use;

import io.tetrarch.cli.command.JsonOption;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.terminal.Terminal;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Runs a use. */
@Command(
        name = "use",
        header = "Run a use of the gate end to end, with real replicas and at least one fault.",
        description = {
            "Whatever a use claims is checked while it runs, by looking at what happened. Nothing outside of a"
                    + " temporary",
            "folder is touched. Without a name the uses are listed."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all that the use claims was checked and holds, or the names are listed",
            "1:a claim does not hold; one line on stderr names it",
            "2:there is no such use"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  tetrarch use", "  tetrarch use cognitive-hard-gate"})
public final class UseCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(
            paramLabel = "NAME",
            arity = "0..1",
            description = "The use to run.",
            completionCandidates = UseNames.class)
    private @Nullable String name;

    @Mixin
    private JsonOption json = new JsonOption();

    public UseCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Failure, IOException {
        return new UseRunner(terminal, json.isWanted(), Uses.ALL).run(name);
    }
}
