package io.tetrarch.judges.adversarial;

import io.tetrarch.judges.pattern.Territory;
import io.tetrarch.reading.Paths;
import io.tetrarch.reading.shell.Redirection;
import io.tetrarch.reading.shell.Script;
import io.tetrarch.reading.shell.SimpleCommand;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What the places a command names say of its intent. */
final class PathSignals {

    private static final int MAX_PATHS = 64;
    /** Change the files they are given. */
    private static final Set<String> CHANGING = Set.of(
            "tee",
            "cp",
            "mv",
            "ln",
            "install",
            "touch",
            "truncate",
            "dd",
            "rm",
            "unlink",
            "rmdir",
            "shred",
            "mkdir",
            "sed",
            "perl",
            "patch",
            "ed",
            "ex",
            "vi",
            "vim",
            "nano",
            "rsync",
            "scp",
            "chmod",
            "chown",
            "chgrp",
            "chattr",
            "setfacl",
            "mkfifo",
            "mknod",
            "sponge",
            "crontab",
            "visudo",
            "tar",
            "unzip",
            "wget",
            "curl",
            "split");

    private static final Set<String> DELETING = Set.of("rm", "unlink", "rmdir", "srm", "trash", "trash-put", "rimraf");
    /** Only look at names and properties. */
    private static final Set<String> LOOKING = Set.of(
            "ls",
            "stat",
            "file",
            "test",
            "[",
            "[[",
            "du",
            "df",
            "realpath",
            "readlink",
            "dirname",
            "basename",
            "cd",
            "tree",
            "exa",
            "eza",
            "echo",
            "printf",
            "man",
            "tldr",
            "which",
            "whereis",
            "type",
            "lsof",
            "locate",
            "git",
            "sort",
            "cut",
            "getent",
            "mkdir",
            "id",
            "wc",
            "apropos",
            "whatis");

    private static final List<String> KEY_WORDS = List.of(
            "passw",
            "secret",
            "api_key",
            "apikey",
            "private key",
            "aws_",
            "credential",
            "token",
            "id_rsa",
            "id_dsa",
            "id_ecdsa",
            "id_ed25519",
            ".pem",
            ".p12",
            ".pfx",
            ".kdbx",
            ".gnupg",
            ".ssh",
            ".aws",
            "shadow",
            ".htpasswd",
            "_history",
            "cookies",
            "login data",
            "wallet");

    private final SimpleCommand command;
    private final Script script;
    private final Score score;
    private final String program;

    PathSignals(SimpleCommand command, Script script, Score score) {
        this.command = command;
        this.script = script;
        this.score = score;
        this.program = command.program();
    }

    void find() {
        for (Redirection redirection : command.redirections()) {
            if (redirection.writes()) {
                changes(territory(redirection.target().text()));
            } else if (redirection.kind() == Redirection.Kind.READ) {
                reads(territory(redirection.target().text()));
            }
        }
        List<String> texts = command.texts();
        for (String text : texts.subList(0, Math.min(MAX_PATHS, texts.size()))) {
            if (!text.startsWith("-") || text.indexOf('=') > 0) {
                argument(text);
            }
        }
        if (DELETING.contains(program)) {
            deletes();
        }
        searches();
        String name = command.name().text();
        if (name.indexOf('/') >= 0 && Territory.of(name) == Territory.SCRATCH) {
            score.add("scratch-execution");
        }
    }

    private Territory territory(String path) {
        return Territory.of(Paths.in(command.standing().folder(), path));
    }

    private void argument(String text) {
        boolean output = text.startsWith("of=");
        int equals = text.indexOf('=');
        String path = text.startsWith("if=") || output || text.startsWith("-")
                ? text.substring(equals + 1)
                : text.startsWith("@") ? text.substring(1) : text;
        if (path.contains("://") || path.length() > 512 || path.indexOf('\n') >= 0) {
            return;
        }
        Territory territory = territory(path);
        boolean inPlace = !Set.of("sed", "perl").contains(program)
                || command.flags().stream().anyMatch(flag -> flag.startsWith("i") || flag.startsWith("pi"));
        boolean writesIt = CHANGING.contains(program)
                && inPlace
                && !(Set.of("cp", "install", "rsync", "scp", "ln", "dd", "tar", "curl")
                                .contains(program)
                        && !output
                        && !isLast(text));
        if (writesIt) {
            changes(territory);
        } else if (!LOOKING.contains(program)) {
            reads(territory);
        }
    }

    private boolean isLast(String text) {
        List<String> operands = command.operands();
        return !operands.isEmpty() && operands.getLast().equals(text);
    }

    private void changes(Territory territory) {
        switch (territory) {
            case STARTUP -> score.add("persistence");
            case SECRETS, ACCOUNTS -> score.add("credential-access");
            case HISTORY, LOGS -> score.add("covers-tracks");
            case DEVICES -> score.add("storage-overwritten");
            case SOCKETS -> score.add("reverse-shell");
            case SYSTEM -> score.add("system-path");
            case SETTINGS -> score.add("foreign-path");
            case SCRATCH, SINKS, BUILD, HOME, WORKSPACE, OUTSIDE, UNDETERMINED -> {}
        }
    }

    private void reads(Territory territory) {
        switch (territory) {
            case SECRETS, HISTORY -> score.add("credential-access");
            case ACCOUNTS -> {
                if (leavesTheScreen()) {
                    score.add("account-copy");
                }
            }
            case SOCKETS -> score.add("reverse-shell");
            case DEVICES -> score.add("listening-in");
            case STARTUP, LOGS, SYSTEM, SETTINGS, SCRATCH, SINKS, BUILD, HOME, WORKSPACE, OUTSIDE, UNDETERMINED -> {}
        }
    }

    private boolean leavesTheScreen() {
        boolean written = command.redirections().stream()
                .anyMatch(redirection ->
                        redirection.writes() && territory(redirection.target().text()) != Territory.SINKS);
        return written
                || !Set.of(
                                "cat", "head", "tail", "less", "more", "grep", "egrep", "awk", "sed", "nl", "tac",
                                "bat", "uniq", "look", "column", "paste", "join", "comm", "cmp", "diff", "sort", "cut")
                        .contains(program)
                || script.after(command)
                        .filter(next -> !next.writes().isEmpty())
                        .isPresent();
    }

    private void deletes() {
        boolean tree = command.flags().stream()
                .anyMatch(flag -> Set.of("r", "R", "recursive").contains(flag));
        if (command.standing().openArguments()) {
            score.add("irreversible");
        }
        for (String operand : command.operands()) {
            Territory territory = Territory.of(operand);
            boolean found = operand.contains("{}");
            boolean safe = !found
                    && (territory == Territory.SCRATCH || territory == Territory.BUILD || territory == Territory.SINKS);
            if (!safe && (found || tree || territory != Territory.WORKSPACE)) {
                score.add("irreversible");
            }
        }
    }

    /** A search of the whole machine, or of a home, for what keys are called. */
    private void searches() {
        if (!Set.of("find", "grep", "egrep", "rgrep", "rg", "ag", "ack", "locate", "strings", "fd")
                .contains(program)) {
            return;
        }
        boolean wide = command.operands().stream().anyMatch(operand -> switch (Territory.of(operand)) {
            case SYSTEM, HOME, SECRETS, SETTINGS, ACCOUNTS, LOGS, HISTORY, DEVICES, STARTUP -> true;
            case OUTSIDE, SCRATCH, SINKS, SOCKETS, BUILD, WORKSPACE, UNDETERMINED -> operand.startsWith("/proc");
        });
        String before = script.before(command).map(SimpleCommand::program).orElse("");
        wide |= Set.of("history", "fc", "env", "printenv", "ps").contains(before);
        boolean keys = command.texts().stream().anyMatch(text -> {
            String lower = text.toLowerCase(Locale.ROOT);
            return KEY_WORDS.stream().anyMatch(lower::contains) || lower.equals("pass");
        });
        if (wide && keys) {
            score.add("credential-search");
        }
    }
}
