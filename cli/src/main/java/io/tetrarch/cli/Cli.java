package io.tetrarch.cli;

import io.tetrarch.cli.backup.BackupCommand;
import io.tetrarch.cli.backup.RestoreCommand;
import io.tetrarch.cli.bench.BenchCommand;
import io.tetrarch.cli.charter.CharterCommand;
import io.tetrarch.cli.cluster.ClusterCommand;
import io.tetrarch.cli.completion.CompletionCommand;
import io.tetrarch.cli.config.ConfigCommand;
import io.tetrarch.cli.decide.DecideCommand;
import io.tetrarch.cli.device.DeviceCommand;
import io.tetrarch.cli.doctor.DoctorCommand;
import io.tetrarch.cli.evidence.EvidenceCommand;
import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.group.GroupCommand;
import io.tetrarch.cli.hash.HashCommand;
import io.tetrarch.cli.hook.HookCommand;
import io.tetrarch.cli.init.InitCommand;
import io.tetrarch.cli.inspect.InspectCommand;
import io.tetrarch.cli.judge.JudgeCommand;
import io.tetrarch.cli.keys.KeysCommand;
import io.tetrarch.cli.ledger.LedgerCommand;
import io.tetrarch.cli.mcp.McpCommand;
import io.tetrarch.cli.node.NodeCommand;
import io.tetrarch.cli.pack.PackCommand;
import io.tetrarch.cli.processes.TortureProcesses;
import io.tetrarch.cli.repair.RepairCommand;
import io.tetrarch.cli.repair.RepairNode;
import io.tetrarch.cli.replay.ReplayCommand;
import io.tetrarch.cli.run.NothingRan;
import io.tetrarch.cli.run.RunCommand;
import io.tetrarch.cli.scenario.ScenarioCommand;
import io.tetrarch.cli.simulate.SimulateCommand;
import io.tetrarch.cli.terminal.Paint;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.cli.torture.TortureAgents;
import io.tetrarch.cli.up.UpCommand;
import io.tetrarch.cli.use.UseCommand;
import io.tetrarch.cli.verify.VerifyCommand;
import java.util.Arrays;
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
    private static final int NARROWEST = 55; // picocli takes no less

    /** In the order of the help. */
    private static final List<String> COMMANDS = List.of(
            "hash",
            "decide",
            "run",
            "ledger",
            "evidence",
            "inspect",
            "repair",
            "backup",
            "restore",
            "replay",
            "judge",
            "verify",
            "up",
            "hook",
            "doctor",
            "mcp",
            "cluster",
            "node",
            "config",
            "device",
            "scenario",
            "use",
            "simulate",
            "bench",
            "torture",
            "init",
            "group",
            "charter",
            "pack",
            "keys",
            "completion");

    private final Terminal terminal;

    Cli(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Runs one command; returns its exit code and never throws. */
    int run(String... arguments) {
        Complaint complaint = new Complaint(terminal, Complaint.inJson(arguments));
        TetrarchCommand root = new TetrarchCommand();
        CommandLine whole = commandLine(root, arguments)
                .setParameterExceptionHandler((e, ignored) -> refuse(e, complaint, arguments))
                .setExecutionExceptionHandler(
                        (e, commandLine, ignored) -> failed(e, commandLine, complaint, root.debug()));
        int exitCode;
        try {
            exitCode = whole.execute(arguments);
        } catch (OutOfMemoryError e) {
            CommandLine command = whole.getSubcommands().getOrDefault("run", whole);
            exitCode = failed(e, NothingRan.concerns(List.of(arguments)) ? command : whole, complaint, root.debug());
        }
        terminal.flush();
        return complaint.aboutLostOutput(exitCode);
    }

    private static int failed(Throwable e, CommandLine command, Complaint complaint, boolean debug) {
        int code = complaint.about(e, debug);
        if (command.getCommand() instanceof RunCommand run && run.ranNothing()) {
            complaint.print("nothing ran", code);
        }
        return code;
    }

    private CommandLine commandLine(TetrarchCommand root, String... arguments) {
        CommandLine commandLine = new CommandLine(root);
        for (String name : named(arguments)) {
            commandLine.addSubcommand(command(name));
        }
        addHelp(commandLine);
        return commandLine
                .addSubcommand(new HelpCommand())
                // picocli replaces @FILE by the words of that file, even after "--": what is judged and run is what was
                // typed
                .setExpandAtFiles(false)
                .setUsageHelpWidth(helpWidth())
                .setOut(terminal.out().writer())
                .setErr(terminal.err().writer())
                .setColorScheme(
                        Help.defaultColorScheme(terminal.out().paint() == Paint.ANSI ? Help.Ansi.ON : Help.Ansi.OFF));
    }

    /**
     * The command that the arguments are for, if it can do without the others, else all. To read what is written about all
     * of them takes a tenth of the time of a whole decision.
     */
    private static List<String> named(String... arguments) {
        return Arrays.stream(arguments)
                .filter(argument -> !argument.startsWith("-")) // the options before it have no values
                .findFirst()
                .filter(name -> COMMANDS.contains(name) && !name.equals("completion"))
                .map(List::of)
                .orElse(COMMANDS);
    }

    /** By a switch and not by a table of functions: the JVM archives none that return a class of picocli's. */
    private CommandLine command(String name) {
        return switch (name) {
            case "hash" -> new CommandLine(new HashCommand(terminal));
            case "decide" -> new CommandLine(new DecideCommand(terminal));
            case "run" -> new CommandLine(new RunCommand(terminal));
            case "ledger" -> family(new LedgerCommand(), LedgerCommand.subcommands(terminal));
            case "evidence" -> family(new EvidenceCommand(), EvidenceCommand.subcommands(terminal));
            case "inspect" -> family(new InspectCommand(terminal), InspectCommand.subcommands(terminal));
            case "repair" -> family(new RepairCommand(terminal), List.of(new RepairNode(terminal)));
            case "backup" -> new CommandLine(new BackupCommand(terminal));
            case "restore" -> new CommandLine(new RestoreCommand(terminal));
            case "replay" -> new CommandLine(new ReplayCommand(terminal));
            case "judge" -> new CommandLine(new JudgeCommand(terminal)).setStopAtPositional(true);
            case "verify" -> new CommandLine(new VerifyCommand(terminal));
            case "up" -> family(new UpCommand(terminal), UpCommand.subcommands(terminal));
            case "hook" -> family(new HookCommand(), HookCommand.subcommands(terminal));
            case "doctor" -> new CommandLine(new DoctorCommand(terminal));
            case "mcp" -> family(new McpCommand(terminal), McpCommand.subcommands(terminal));
            case "cluster" -> family(new ClusterCommand(), ClusterCommand.subcommands(terminal));
            case "node" -> new CommandLine(new NodeCommand(terminal));
            case "config" -> family(new ConfigCommand(), ConfigCommand.subcommands(terminal));
            case "device" -> family(new DeviceCommand(), DeviceCommand.subcommands(terminal));
            case "scenario" -> new CommandLine(new ScenarioCommand(terminal));
            case "use" -> new CommandLine(new UseCommand(terminal));
            case "simulate" -> new CommandLine(new SimulateCommand(terminal));
            case "bench" -> family(new BenchCommand(), BenchCommand.subcommands(terminal));
            case "torture" -> family(new TortureProcesses(terminal), List.of(new TortureAgents(terminal)));
            case "init" -> new CommandLine(new InitCommand(terminal));
            case "group" -> family(new GroupCommand(), GroupCommand.subcommands(terminal));
            case "charter" -> family(new CharterCommand(), CharterCommand.subcommands(terminal));
            case "pack" -> family(new PackCommand(), PackCommand.subcommands(terminal));
            case "keys" -> family(new KeysCommand(), KeysCommand.subcommands(terminal));
            case "completion" -> new CommandLine(new CompletionCommand(terminal));
            default -> throw new IllegalArgumentException("there is no command " + name);
        };
    }

    private static CommandLine family(Object parent, List<Object> subcommands) {
        CommandLine family = new CommandLine(parent);
        subcommands.forEach(family::addSubcommand);
        return family;
    }

    /** As wide as the terminal, which the launcher asks, but no wider than is easily read. */
    private static int helpWidth() {
        String columns = System.getenv().getOrDefault("COLUMNS", "");
        return columns.matches("[1-9][0-9]{0,3}")
                ? Math.clamp(Integer.parseInt(columns), NARROWEST, HELP_WIDTH)
                : HELP_WIDTH;
    }

    /** The option on every command; picocli's own {@code help} command brings its own. */
    private static void addHelp(CommandLine commandLine) {
        commandLine
                .getCommandSpec()
                .addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Show this help.")
                        .build());
        commandLine
                .getCommandSpec()
                .usageMessage()
                .description(Paragraphs.of(
                        commandLine.getCommandSpec().usageMessage().description()));
        commandLine.getSubcommands().values().stream().distinct().forEach(Cli::addHelp);
    }

    private int refuse(ParameterException e, Complaint complaint, String... arguments) {
        if (NothingRan.concerns(List.of(arguments))) {
            return NothingRan.byMisuse(terminal, List.of(arguments), Misuse.of(e));
        }
        complaint.print(Misuse.of(e), ExitCode.BAD_INPUT);
        return ExitCode.BAD_INPUT;
    }
}
