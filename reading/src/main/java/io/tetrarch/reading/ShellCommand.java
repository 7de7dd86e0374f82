package io.tetrarch.reading;

import io.tetrarch.reading.shell.InlineCode;
import io.tetrarch.reading.shell.Script;
import io.tetrarch.reading.shell.SimpleCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One command as a CEL policy sees it, wrappers such as sudo and env taken off.
 *
 * @param input the program that feeds this one through a pipe, or empty
 * @param code program text handed to an interpreter: after -c or -e, by here-document or here-string
 */
public record ShellCommand(SimpleCommand command, String input, String code) {

    /** The commands of a script that run a program or write a file. */
    public static List<ShellCommand> of(Script script) {
        List<ShellCommand> commands = new ArrayList<>();
        for (SimpleCommand command : script.commands()) {
            if (!command.name().parts().isEmpty() || !command.writes().isEmpty()) {
                String input =
                        script.before(command).map(SimpleCommand::program).orElse("");
                commands.add(new ShellCommand(command, input, code(command, script)));
            }
        }
        return commands;
    }

    private static String code(SimpleCommand command, Script script) {
        for (InlineCode inline : script.code()) {
            if (inline.program().equals(command.program())
                    && (command.texts().contains(inline.text()) || inline.text().equals(command.input()))) {
                return inline.text();
            }
        }
        return command.input();
    }

    public String program() {
        return command.program();
    }

    /**
     * The arguments, and behind them the files it reads through redirections; a process substitution stands like any
     * other output that is not known.
     */
    public List<String> args() {
        List<String> args = new ArrayList<>(command.texts());
        args.addAll(command.reads());
        args.replaceAll(arg -> arg.equals("<()") ? "$()" : arg);
        return args;
    }

    public List<String> writes() {
        return command.writes();
    }

    public Map<String, Object> view() {
        List<String> operands = new ArrayList<>(command.operands());
        operands.addAll(command.reads());
        operands.replaceAll(operand -> operand.equals("<()") ? "$()" : operand);
        return Map.of(
                "program", program(),
                "args", args(),
                "flags", command.flags(),
                "operands", operands,
                "verb", operands.isEmpty() ? "" : operands.getFirst(),
                "text", (program() + " " + String.join(" ", args())).strip(),
                "elevated", command.standing().elevated(),
                "input", input,
                "writes", writes(),
                "code", code);
    }
}
