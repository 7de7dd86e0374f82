package io.tetrarch.cli;

import io.tetrarch.cli.exit.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command itself; all it does is done by its subcommands. */
@Command(
        name = "tetrarch",
        header = "Four replicas, one decision: a Byzantine quorum in front of the actions of AI agents.",
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = Version.class,
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done; for a decision: APPROVED",
            "1:a check failed: a proof that does not hold, a property broken in the simulator",
            "2:bad input; one line on stderr says where and what was expected",
            "3:the decision is DENIED",
            "4:the decision is EXPIRED, or there was no quorum to make one",
            "5:approved, but what follows has not come about yet, or nothing may run by this proof now",
            "6:approved, but what would run is no longer what was decided on",
            "70:a fault in the program or the machine; --debug shows where",
            "71:memory, disk, open files or rights do not suffice; one line on stderr says what to give",
            "74:all was done, but standard output did not take all of it"
        },
        footerHeading = "%nStart here:%n",
        footer = {"  tetrarch decide examples/actions/fs-write.json", "  tetrarch scenario", "  tetrarch help decide"})
final class TetrarchCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version.")
    private boolean version;

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "After an unexpected error show where in the program it arose.")
    private boolean debug;

    @Override
    public Integer call() {
        if (version) {
            return ExitCode.OK;
        }
        // not on stdout and no success: an empty variable in a script must not read as an approval
        spec.commandLine().usage(spec.commandLine().getErr());
        return ExitCode.BAD_INPUT;
    }

    boolean debug() {
        return debug;
    }
}
