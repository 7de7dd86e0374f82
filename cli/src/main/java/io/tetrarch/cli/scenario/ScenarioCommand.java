package io.tetrarch.cli.scenario;

import io.tetrarch.cli.command.JsonOption;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.terminal.Terminal;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Runs a scenario. */
@Command(
        name = "scenario",
        header = "Run a scenario: four replicas, one action, one thing that goes wrong.",
        description = {
            "The protocol, keys and signatures are the real ones; time and network are simulated, so that what",
            "happens is the same in every run. Without a name the scenarios are listed. With --json every event is"
                    + " told."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:the scenario ran, or the names are listed", "2:there is no such scenario"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  tetrarch scenario",
            "  tetrarch scenario view-change",
            "  tetrarch scenario equivocation --json | jq .outcome"
        })
public final class ScenarioCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(
            paramLabel = "NAME",
            arity = "0..1",
            description = "The scenario to run.",
            completionCandidates = ScenarioNames.class)
    private @Nullable String name;

    @Mixin
    private JsonOption json = new JsonOption();

    public ScenarioCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Failure {
        return new ScenarioRun(terminal, json.isWanted()).run(name);
    }
}
