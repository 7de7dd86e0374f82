package io.tetrarch.gate.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads a shell text into the commands that would run, through wrappers ({@code sudo}, {@code env}, {@code xargs},
 * {@code find -exec}), nested shells ({@code sh -c}, {@code eval}, here-documents) and substitutions. Work is bounded:
 * what goes beyond is left out and said to be {@link #unclear}.
 */
final class ShellReader {

    private static final int MAX_TEXT = 16 * 1024;
    private static final int MAX_COMMANDS = 200;
    private static final int MAX_DEPTH = 6;

    private static final Pattern ASSIGNMENT = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*\\+?=.*", Pattern.DOTALL);
    private static final Set<String> KEYWORDS =
            Set.of("{", "}", "!", "if", "then", "elif", "else", "fi", "while", "until", "do", "done", "coproc");
    private static final Set<String> ELEVATING = Set.of("sudo", "doas", "pkexec", "runuser");
    private static final Set<String> PLAIN_WRAPPERS = Set.of(
            "command",
            "builtin",
            "exec",
            "nohup",
            "time",
            "nice",
            "ionice",
            "stdbuf",
            "setsid",
            "env",
            "timeout",
            "watch",
            "strace",
            "ltrace",
            "unbuffer",
            "busybox",
            "toybox",
            "xargs",
            "parallel",
            "chronic",
            "flock",
            "unshare",
            "nsenter",
            "chroot",
            "proxychains",
            "catchsegv",
            "rlwrap",
            "caffeinate",
            "taskset",
            "setarch");
    private static final Set<String> SHELLS =
            Set.of("sh", "bash", "zsh", "dash", "ksh", "ash", "fish", "rbash", "csh", "tcsh", "pwsh");
    /** Options of wrappers that take the next word as their value. */
    private static final Set<String> VALUED = Set.of(
            "-u",
            "-g",
            "-n",
            "-I",
            "-P",
            "-L",
            "-s",
            "-k",
            "-C",
            "-U",
            "-h",
            "-p",
            "-d",
            "-c",
            "-o",
            "-i",
            "-e",
            "--user",
            "--group",
            "--signal",
            "--kill-after",
            "--chdir",
            "--unset",
            "--adjustment");

    private static final Set<String> PLAIN_SUDO = Set.of("-n", "-i", "-s", "-k");

    private final List<ShellCommand> commands = new ArrayList<>();
    private boolean unclear;

    /** Reads one text; may be called several times. */
    void read(String text) {
        read(text, 0, false);
    }

    List<ShellCommand> commands() {
        return commands;
    }

    /** Whether some of the text was left out, being too long, too many commands or nested too deep. */
    boolean unclear() {
        return unclear;
    }

    private void read(String text, int depth, boolean elevated) {
        if (depth > MAX_DEPTH || text.length() > MAX_TEXT || commands.size() > MAX_COMMANDS) {
            unclear = true;
            return;
        }
        ShellLexer lexer = new ShellLexer(text);
        String previous = "";
        for (ShellLexer.Raw raw : lexer.split()) {
            previous = simple(raw, raw.piped() ? previous : "", depth, elevated);
        }
        for (String nested : lexer.nested()) {
            read(nested, depth + 1, elevated);
        }
    }

    /** Takes one simple command and answers its program. */
    private String simple(ShellLexer.Raw raw, String input, int depth, boolean inherited) {
        List<String> words = raw.words();
        boolean elevated = inherited;
        int first = 0;
        while (first < words.size()) {
            String word = words.get(first);
            String name = baseName(word);
            if (KEYWORDS.contains(word) || ASSIGNMENT.matcher(word).matches()) {
                first++;
            } else if (isWrapper(name, words, first)) {
                elevated |= ELEVATING.contains(name);
                first = behindWrapper(name, words, first + 1);
            } else {
                break;
            }
        }
        if (first >= words.size() && raw.writes().isEmpty() && first > 0) {
            first = words.size() - 1;
        }
        String program = first < words.size() ? baseName(words.get(first)) : "";
        List<String> args = new ArrayList<>(words.subList(Math.min(first + 1, words.size()), words.size()));
        String code = raw.stdin().isEmpty() ? inlineCode(program, args) : raw.stdin();
        descend(program, args, raw.stdin(), depth, elevated);
        args.addAll(raw.reads());
        if (commands.size() > MAX_COMMANDS) {
            unclear = true;
        } else {
            commands.add(new ShellCommand(program, args, elevated, input, raw.writes(), code));
        }
        return program;
    }

    private static boolean isWrapper(String name, List<String> words, int at) {
        if (ELEVATING.contains(name) || PLAIN_WRAPPERS.contains(name)) {
            boolean asks = name.equals("command")
                    && at + 1 < words.size()
                    && words.get(at + 1).matches("-[vV]");
            return at + 1 < words.size() && !asks;
        }
        return false;
    }

    private static int behindWrapper(String name, List<String> words, int from) {
        int at = from;
        while (at < words.size()
                && (words.get(at).startsWith("-")
                        || ASSIGNMENT.matcher(words.get(at)).matches())) {
            boolean valued = VALUED.contains(words.get(at)) && !isPlainFlag(name, words.get(at));
            at += valued ? 2 : 1;
        }
        boolean operandFirst = name.equals("timeout") || name.equals("chroot") || name.equals("flock");
        return operandFirst ? at + 1 : at;
    }

    /** Options that take no value although the same letter does with other wrappers. */
    private static boolean isPlainFlag(String wrapper, String option) {
        return switch (wrapper) {
            case "sudo" -> PLAIN_SUDO.contains(option);
            case "env" -> option.equals("-i");
            case "time" -> true;
            default -> false;
        };
    }

    /** Reads what a command would itself run. */
    private void descend(String program, List<String> args, String stdin, int depth, boolean elevated) {
        if (SHELLS.contains(program) || program.equals("su")) {
            int flag = shellCodeAt(args);
            if (flag >= 0) {
                read(args.get(flag), depth + 1, elevated || program.equals("su"));
            }
            if (!stdin.isEmpty()) {
                read(stdin, depth + 1, elevated);
            }
        } else if (program.equals("eval")) {
            read(String.join(" ", args), depth + 1, elevated);
        } else if (program.equals("find") || program.equals("fd")) {
            int exec = indexOfAny(args, Set.of("-exec", "-execdir", "-ok", "-okdir", "-x", "--exec"));
            if (exec >= 0) {
                read(quoted(args.subList(exec + 1, args.size())), depth + 1, elevated);
            }
        } else if (program.equals("ssh") || program.equals("trap")) {
            List<String> operands = new ShellCommand(program, args, false, "", List.of(), "").operands();
            int skip = program.equals("ssh") ? 1 : 0;
            if (operands.size() > skip) {
                read(
                        program.equals("trap")
                                ? operands.getFirst()
                                : String.join(" ", operands.subList(1, operands.size())),
                        depth + 1,
                        elevated);
            }
        }
    }

    /** The index of the text behind {@code -c}, also behind {@code -lc}, or -1. */
    private static int shellCodeAt(List<String> args) {
        for (int i = 0; i + 1 < args.size(); i++) {
            if (args.get(i).matches("-[a-zA-Z]*c|--command|-Command")) {
                return i + 1;
            }
        }
        return -1;
    }

    /** What an interpreter is told to run on its command line. */
    private static String inlineCode(String program, List<String> args) {
        String plain = program.replaceAll("[0-9.]+$", "");
        String flag = switch (plain) {
            case "python", "pypy" -> "-[a-zA-Z]*c";
            case "perl", "ruby", "node", "nodejs", "deno", "bun", "lua", "osascript", "Rscript", "groovy" ->
                "-[a-zA-Z0-9]*[eEp]|--eval|--print|eval";
            case "php" -> "-[rBRE]";
            default -> "";
        };
        if (plain.equals("awk") || plain.equals("gawk") || plain.equals("mawk") || plain.equals("sed")) {
            return String.join(" ", args);
        }
        for (int i = 0; !flag.isEmpty() && i + 1 < args.size(); i++) {
            if (args.get(i).matches(flag)) {
                return String.join(" ", args.subList(i + 1, args.size()));
            }
        }
        return "";
    }

    private static int indexOfAny(List<String> args, Set<String> wanted) {
        for (int i = 0; i < args.size(); i++) {
            if (wanted.contains(args.get(i))) {
                return i;
            }
        }
        return -1;
    }

    private static String quoted(List<String> words) {
        StringBuilder text = new StringBuilder();
        for (String word : words) {
            if (word.equals(";") || word.equals("+")) {
                break;
            }
            text.append('\'').append(word.replace("'", "'\\''")).append("' ");
        }
        return text.toString();
    }

    private static String baseName(String word) {
        String name = word.substring(word.lastIndexOf('/') + 1);
        return name.endsWith(".exe") ? name.substring(0, name.length() - 4) : name;
    }
}
