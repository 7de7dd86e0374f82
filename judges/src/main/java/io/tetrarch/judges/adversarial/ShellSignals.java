package io.tetrarch.judges.adversarial;

import io.tetrarch.judges.pattern.CommandPattern;
import io.tetrarch.judges.pattern.Territory;
import io.tetrarch.reading.pack.Glob;
import io.tetrarch.reading.shell.Assignment;
import io.tetrarch.reading.shell.InlineCode;
import io.tetrarch.reading.shell.Origin;
import io.tetrarch.reading.shell.Redirection;
import io.tetrarch.reading.shell.Script;
import io.tetrarch.reading.shell.SimpleCommand;
import io.tetrarch.reading.shell.Word;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Finds the factors of risk in what a shell text would run. */
final class ShellSignals {

    private static final int MAX_COMMANDS = 128;
    private static final Set<String> INTERPRETERS = Set.of(
            "sh",
            "bash",
            "zsh",
            "dash",
            "ksh",
            "ash",
            "fish",
            "csh",
            "tcsh",
            "python",
            "python2",
            "python3",
            "perl",
            "ruby",
            "node",
            "php",
            "lua",
            "pwsh",
            "source",
            ".",
            "eval",
            "at",
            "batch",
            "tclsh",
            "osascript");
    private static final Set<String> HARMLESS_ELEVATED = Set.of(
            "git",
            "ls",
            "cat",
            "head",
            "tail",
            "journalctl",
            "dmesg",
            "lsof",
            "ss",
            "netstat",
            "df",
            "du",
            "apt",
            "apt-get",
            "dnf",
            "yum",
            "lsblk",
            "blkid",
            "dmidecode",
            "lshw",
            "less",
            "more",
            "grep",
            "find",
            "stat",
            "id",
            "whoami",
            "ps",
            "docker",
            "podman",
            "ip",
            "true",
            "echo",
            "nano",
            "vim",
            "pacman",
            "snap",
            "brew");
    private static final Set<String> OPENING_SHELLS = Set.of(
            "docker",
            "podman",
            "nerdctl",
            "kubectl",
            "oc",
            "ssh",
            "docker-compose",
            "lxc",
            "vagrant",
            "nix-shell",
            "poetry",
            "tmux",
            "screen");
    private static final Set<String> EXPORTING =
            Set.of("export", "unset", "declare", "typeset", "readonly", "local", "env");

    private final Knowledge knowledge;
    private final Script script;
    private final Score score;

    ShellSignals(Knowledge knowledge, Script script, Score score) {
        this.knowledge = knowledge;
        this.script = script;
        this.score = score;
    }

    void find() {
        for (SimpleCommand command : script.commands()
                .subList(0, Math.min(MAX_COMMANDS, script.commands().size()))) {
            commands(command);
            variables(command);
            texts(command);
            form(command);
            pipes(command);
            new PathSignals(command, script, score).find();
        }
        for (InlineCode inline : script.code()) {
            code(inline);
        }
    }

    private void commands(SimpleCommand command) {
        for (Map.Entry<String, CommandPattern.Index> entry : knowledge.commands.entrySet()) {
            if (!score.has(entry.getKey()) && entry.getValue().match(command).isPresent() && !asksForHelp(command)) {
                score.add(entry.getKey());
            }
        }
        if (command.standing().elevated()) {
            score.add(HARMLESS_ELEVATED.contains(command.program()) ? "elevated" : "elevated-change");
        }
    }

    private static boolean asksForHelp(SimpleCommand command) {
        List<String> texts = command.texts();
        return texts.contains("--help") || texts.contains("--version");
    }

    private void variables(SimpleCommand command) {
        for (Assignment assignment : command.assignments()) {
            variable(assignment.name());
        }
        if (EXPORTING.contains(command.program())) {
            for (Word word : command.args()) {
                String text = word.text();
                int equals = text.indexOf('=');
                variable(equals < 0 ? text : text.substring(0, equals));
            }
        }
    }

    private void variable(String name) {
        knowledge.variables.forEach((factor, patterns) -> {
            for (Glob pattern : patterns) {
                if (pattern.matches(name)) {
                    score.add(factor);
                }
            }
        });
    }

    private void texts(SimpleCommand command) {
        boolean prints = knowledge.dataPrograms.contains(command.program());
        StringBuilder text = new StringBuilder(prints ? "" : command.text());
        for (Redirection redirection : command.redirections()) {
            if (redirection.kind() != Redirection.Kind.HERE) {
                text.append(" > ").append(redirection.target().text());
            }
        }
        String lower = text.toString().toLowerCase(Locale.ROOT);
        contained(knowledge.texts, lower);
    }

    private void contained(Map<String, List<String>> lists, String lower) {
        lists.forEach((factor, parts) -> {
            if (!score.has(factor) && parts.stream().anyMatch(lower::contains)) {
                score.add(factor);
            }
        });
    }

    private void code(InlineCode inline) {
        if (inline.language().equals("awk") || inline.language().equals("ed")) {
            return;
        }
        contained(knowledge.code, inline.text().toLowerCase(Locale.ROOT));
    }

    /** How a command is written, whatever it does. */
    private void form(SimpleCommand command) {
        Word name = command.name();
        if (!name.parts().isEmpty() && !name.isKnown()) {
            score.add(name.text().startsWith("$(") || name.text().equals("$()") ? "hidden-code" : "computed-program");
        }
        if (name.parts().size() > 1 && name.isQuoted()
                || name.isPattern() && name.text().length() > 1) {
            score.add("split-name");
        }
        if (name.text().codePoints().anyMatch(c -> c > 0x7f && Character.isLetter(c))) {
            score.add("foreign-letters");
        }
        switch (command.standing().origin()) {
            case DECODED -> score.add("decoded-code");
            case RECURSION -> score.add("resource-exhaustion");
            case TEXT, SUBSTITUTION, NESTED, PIPED, INLINE, DEFERRED -> {}
        }
        if (command.standing().wrappers().size() >= 4) {
            score.add("nested-shells");
        }
        if (command.texts().stream().anyMatch(Letters::isDense)) {
            score.add("dense-text");
        }
        if (command.program().equals("yes") && command.writes().contains("/dev/null")) {
            score.add("resource-exhaustion");
        }
    }

    /** Code that flows through a pipe or a substitution into an interpreter. */
    private void pipes(SimpleCommand command) {
        String program = command.program();
        if (program.equals("ssh") && command.standing().position() > 0) {
            score.add("exfiltration");
        }
        if (!INTERPRETERS.contains(program.replaceAll("[0-9.]+$", "")) && !INTERPRETERS.contains(program)) {
            return;
        }
        boolean fed = command.standing().position() > 0
                && command.input().isEmpty()
                && (command.operands().isEmpty()
                        || command.operands().contains("-")
                        || command.texts().contains("-s"));
        boolean computed = command.operands().stream()
                .anyMatch(
                        operand -> operand.equals("<()") || operand.startsWith("$(") || operand.startsWith("/dev/tcp"));
        boolean evaluated = program.equals("eval") && command.args().stream().anyMatch(word -> !word.isKnown());
        boolean escapes = command.args().isEmpty()
                && command.input().isEmpty()
                && !command.standing().wrappers().isEmpty()
                && command.standing().wrappers().stream().noneMatch(OPENING_SHELLS::contains);
        if (escapes) {
            score.add("shell-escape");
        }
        if (fed || computed || evaluated || command.standing().origin() == Origin.DECODED) {
            score.add("hidden-code");
        }
        for (String operand : command.operands()) {
            if (operand.indexOf('/') >= 0
                    && Territory.of(operand) == Territory.SCRATCH
                    && command.input().isEmpty()
                    && script.commands().stream()
                            .noneMatch(other -> other.standing().origin() == Origin.NESTED
                                    && other.standing().wrappers().contains(program))) {
                score.add("scratch-execution");
            }
        }
    }
}
