package io.tetrarch.reading.shell;

import java.util.ArrayList;
import java.util.List;

/**
 * One command that would run, wrappers taken off.
 *
 * @param name the program as written; empty if there are only assignments or redirections
 * @param input what is known of its standard input beforehand, else empty
 */
public record SimpleCommand(
        Word name,
        List<Word> args,
        List<Assignment> assignments,
        List<Redirection> redirections,
        Standing standing,
        String input) {

    public SimpleCommand {
        args = List.copyOf(args);
        assignments = List.copyOf(assignments);
        redirections = List.copyOf(redirections);
    }

    /** The last part of the program's path. */
    public String program() {
        String text = name.text();
        String base = text.substring(text.lastIndexOf('/') + 1);
        return base.endsWith(".exe") ? base.substring(0, base.length() - 4) : base;
    }

    /** The arguments as text. */
    public List<String> texts() {
        return args.stream().map(Word::text).toList();
    }

    /** Short flags letter by letter, and every dashed word whole without its dashes and value; none behind {@code --}. */
    public List<String> flags() {
        List<String> flags = new ArrayList<>();
        for (Word word : args) {
            String arg = word.text();
            if (arg.equals("--")) {
                break;
            }
            if (arg.length() < 2 || arg.charAt(0) != '-') {
                continue;
            }
            String dashless = arg.startsWith("--") ? arg.substring(2) : arg.substring(1);
            int value = dashless.indexOf('=');
            flags.add(value < 0 ? dashless : dashless.substring(0, value));
            if (!arg.startsWith("--") && dashless.length() > 1 && dashless.length() <= 8) {
                dashless.chars().forEach(letter -> flags.add(Character.toString(letter)));
            }
        }
        return flags;
    }

    /** The arguments that are no flags. */
    public List<String> operands() {
        List<String> operands = new ArrayList<>();
        boolean all = false;
        for (Word word : args) {
            String arg = word.text();
            if (!all && arg.equals("--")) {
                all = true;
            } else if (all || !arg.startsWith("-") || arg.equals("-")) {
                operands.add(arg);
            }
        }
        return operands;
    }

    /** The first operand, empty without one. */
    public String verb() {
        List<String> operands = operands();
        return operands.isEmpty() ? "" : operands.getFirst();
    }

    /** Program and arguments in one line. */
    public String text() {
        return (program() + " " + String.join(" ", texts())).strip();
    }

    /** The files its output goes to. */
    public List<String> writes() {
        return redirections.stream()
                .filter(Redirection::writes)
                .map(redirection -> redirection.target().text())
                .toList();
    }

    /** The files its input comes from. */
    public List<String> reads() {
        return redirections.stream()
                .filter(redirection -> redirection.kind() == Redirection.Kind.READ)
                .map(redirection -> redirection.target().text())
                .toList();
    }
}
