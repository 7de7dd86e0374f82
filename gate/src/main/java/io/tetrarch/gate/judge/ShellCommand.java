package io.tetrarch.gate.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One simple command of a shell text, wrappers such as sudo and env taken off.
 *
 * @param program the last part of the program's path, as written
 * @param args what follows the program, quotes resolved
 * @param elevated run through sudo, doas, pkexec or su
 * @param input the program that feeds this one through a pipe, or empty
 * @param writes targets of output redirections
 * @param code program text handed to an interpreter: after -c or -e, by here-document or here-string
 */
record ShellCommand(
        String program, List<String> args, boolean elevated, String input, List<String> writes, String code) {

    ShellCommand {
        args = List.copyOf(args);
        writes = List.copyOf(writes);
    }

    /** Short flags letter by letter, and every dashed word whole without its dashes and value. */
    List<String> flags() {
        List<String> flags = new ArrayList<>();
        for (String arg : args) {
            if (arg.equals("--")) {
                break;
            }
            if (arg.length() < 2 || arg.charAt(0) != '-') {
                continue;
            }
            String name = arg.startsWith("--") ? arg.substring(2) : arg.substring(1);
            int value = name.indexOf('=');
            flags.add(value < 0 ? name : name.substring(0, value));
            if (!arg.startsWith("--") && name.length() > 1 && name.length() <= 8) {
                name.chars().forEach(letter -> flags.add(Character.toString(letter)));
            }
        }
        return flags;
    }

    /** The arguments that are no flags. */
    List<String> operands() {
        List<String> operands = new ArrayList<>();
        boolean all = false;
        for (String arg : args) {
            if (!all && arg.equals("--")) {
                all = true;
            } else if (all || !arg.startsWith("-") || arg.equals("-")) {
                operands.add(arg);
            }
        }
        return operands;
    }

    /** As a policy sees it. */
    Map<String, Object> view() {
        List<String> operands = operands();
        return Map.of(
                "program", program,
                "args", args,
                "flags", flags(),
                "operands", operands,
                "verb", operands.isEmpty() ? "" : operands.getFirst(),
                "text", (program + " " + String.join(" ", args)).strip(),
                "elevated", elevated,
                "input", input,
                "writes", writes,
                "code", code);
    }
}
