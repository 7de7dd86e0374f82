package io.tetrarch.cli;

import io.tetrarch.cli.completion.CompletionCommand;
import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.group.GroupCommand;
import io.tetrarch.cli.group.GroupShow;
import io.tetrarch.cli.hash.HashCommand;
import io.tetrarch.cli.keys.KeysCommand;
import io.tetrarch.cli.terminal.Paint;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.cli.verify.VerifyCommand;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * The commands put together, and the one place where whatever went wrong becomes one line on stderr and an exit code.
 * A command class loads nothing heavy before it is called, so that {@code hash} starts as fast as it can.
 */
final class Cli {
    private static final int HELP_WIDTH = 100;

    private final Terminal terminal;

    Cli(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Runs one command; returns its exit code and never throws. */
    int run(String... arguments) {
        TetrarchCommand root = new TetrarchCommand();
        int exitCode = commandLine(root)
                .setParameterExceptionHandler((e, ignored) -> refuse(e))
                .setExecutionExceptionHandler((e, commandLine, ignored) -> explain(e, root.debug()))
                .execute(arguments);
        terminal.flush();
        return exitCode;
    }

    private CommandLine commandLine(TetrarchCommand root) {
        CommandLine commandLine = new CommandLine(root)
                .addSubcommand(new HashCommand(terminal))
                .addSubcommand(new VerifyCommand(terminal))
                .addSubcommand(new CommandLine(new GroupCommand()).addSubcommand(new GroupShow(terminal)))
                .addSubcommand(keys())
                .addSubcommand(new CompletionCommand(terminal));
        addHelp(commandLine);
        return commandLine
                .addSubcommand(new HelpCommand())
                .setUsageHelpWidth(HELP_WIDTH)
                .setOut(terminal.out().writer())
                .setErr(terminal.err().writer())
                .setColorScheme(
                        Help.defaultColorScheme(terminal.out().paint() == Paint.ANSI ? Help.Ansi.ON : Help.Ansi.OFF));
    }

    private CommandLine keys() {
        CommandLine keys = new CommandLine(new KeysCommand());
        for (Object command : KeysCommand.subcommands(terminal)) {
            keys.addSubcommand(command);
        }
        return keys;
    }

    /** The option on every command; picocli's own {@code help} command brings its own. */
    private static void addHelp(CommandLine commandLine) {
        commandLine
                .getCommandSpec()
                .addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Show this help.")
                        .build());
        commandLine.getSubcommands().values().stream().distinct().forEach(Cli::addHelp);
    }

    private int refuse(ParameterException e) {
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        complain(Complaint.about(e) + "; see " + command + " --help");
        return ExitCode.BAD_INPUT;
    }

    private int explain(Exception e, boolean debug) {
        if (e instanceof Failure failure) {
            complain(failure.line());
            return failure.exitCode();
        }
        if (debug) {
            e.printStackTrace(terminal.err().writer());
        } else {
            complain("unexpected " + e + "; add --debug to see where");
        }
        return ExitCode.FAULT;
    }

    private void complain(String problem) {
        terminal.flush();
        terminal.err().line(Complaint.line(problem));
    }
}
