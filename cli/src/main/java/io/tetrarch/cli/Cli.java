package io.tetrarch.cli;

import io.tetrarch.cli.bench.BenchCommand;
import io.tetrarch.cli.bench.BenchRound;
import io.tetrarch.cli.charter.CharterCommand;
import io.tetrarch.cli.completion.CompletionCommand;
import io.tetrarch.cli.decide.DecideCommand;
import io.tetrarch.cli.device.DeviceCommand;
import io.tetrarch.cli.evidence.EvidenceCommand;
import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.group.GroupCommand;
import io.tetrarch.cli.hash.HashCommand;
import io.tetrarch.cli.init.InitCommand;
import io.tetrarch.cli.judge.JudgeCommand;
import io.tetrarch.cli.keys.KeysCommand;
import io.tetrarch.cli.ledger.LedgerCommand;
import io.tetrarch.cli.replay.ReplayCommand;
import io.tetrarch.cli.run.NothingRan;
import io.tetrarch.cli.run.RunCommand;
import io.tetrarch.cli.scenario.ScenarioCommand;
import io.tetrarch.cli.simulate.SimulateCommand;
import io.tetrarch.cli.terminal.Paint;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.cli.up.UpCommand;
import io.tetrarch.cli.use.UseCommand;
import io.tetrarch.cli.verify.VerifyCommand;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * The commands put together. A command class loads nothing heavy before it is called, so that {@code hash} starts as fast as it can.
 */
final class Cli {
    private static final int HELP_WIDTH = 100;

    private final Terminal terminal;

    Cli(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Runs one command; returns its exit code and never throws. */
    int run(String... arguments) {
        Complaint complaint = new Complaint(terminal);
        TetrarchCommand root = new TetrarchCommand();
        int exitCode = commandLine(root)
                .setParameterExceptionHandler((e, ignored) -> refuse(e, complaint, arguments))
                .setExecutionExceptionHandler((e, commandLine, ignored) -> {
                    int code = complaint.about(e, root.debug());
                    if (commandLine.getCommand() instanceof RunCommand run && run.ranNothing()) {
                        complaint.print("nothing ran");
                    }
                    return code;
                })
                .execute(arguments);
        terminal.flush();
        return exitCode;
    }

    private CommandLine commandLine(TetrarchCommand root) {
        CommandLine commandLine = new CommandLine(root)
                .addSubcommand(new HashCommand(terminal))
                .addSubcommand(new DecideCommand(terminal))
                .addSubcommand(new RunCommand(terminal))
                .addSubcommand(family(new LedgerCommand(), LedgerCommand.subcommands(terminal)))
                .addSubcommand(family(new EvidenceCommand(), EvidenceCommand.subcommands(terminal)))
                .addSubcommand(new ReplayCommand(terminal))
                .addSubcommand(new CommandLine(new JudgeCommand(terminal)).setStopAtPositional(true))
                .addSubcommand(new VerifyCommand(terminal))
                .addSubcommand(new UpCommand(terminal))
                .addSubcommand(family(new DeviceCommand(), DeviceCommand.subcommands(terminal)))
                .addSubcommand(new ScenarioCommand(terminal))
                .addSubcommand(new UseCommand(terminal))
                .addSubcommand(new SimulateCommand(terminal))
                .addSubcommand(new CommandLine(new BenchCommand()).addSubcommand(new BenchRound(terminal)))
                .addSubcommand(new InitCommand(terminal))
                .addSubcommand(family(new GroupCommand(), GroupCommand.subcommands(terminal)))
                .addSubcommand(family(new CharterCommand(), CharterCommand.subcommands(terminal)))
                .addSubcommand(keys())
                .addSubcommand(new CompletionCommand(terminal));
        addHelp(commandLine);
        return commandLine
                .addSubcommand(new HelpCommand())
                // picocli replaces @FILE by the words of that file, even after "--": what is judged and run is what was
                // typed
                .setExpandAtFiles(false)
                .setUsageHelpWidth(HELP_WIDTH)
                .setOut(terminal.out().writer())
                .setErr(terminal.err().writer())
                .setColorScheme(
                        Help.defaultColorScheme(terminal.out().paint() == Paint.ANSI ? Help.Ansi.ON : Help.Ansi.OFF));
    }

    private static CommandLine family(Object parent, List<Object> subcommands) {
        CommandLine family = new CommandLine(parent);
        subcommands.forEach(family::addSubcommand);
        return family;
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

    private int refuse(ParameterException e, Complaint complaint, String... arguments) {
        if (NothingRan.concerns(List.of(arguments))) {
            return NothingRan.byMisuse(terminal, List.of(arguments), Misuse.of(e));
        }
        complaint.print(Misuse.of(e));
        return ExitCode.BAD_INPUT;
    }
}
