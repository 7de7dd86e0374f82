package io.tetrarch.gate.judge;

import io.tetrarch.json.JsonBoolean;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonString;
import io.tetrarch.json.JsonValue;
import io.tetrarch.reading.shell.ShellReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** An action of a git tool as the command that it stands for: its parameters are flags and operands. */
final class GitTool {

    /** What says of the action how it is asked for, and nothing of git. */
    private static final Set<String> ABOUT = Set.of(
            "kind",
            "type",
            "tool",
            "name",
            "purpose",
            "reason",
            "description",
            "title",
            "cwd",
            "workdir",
            "working_directory",
            "env",
            "environment",
            "secrets",
            "timeout",
            "timeout_ms",
            "repo",
            "repo_path",
            "repository",
            "arguments",
            "args",
            "params",
            "parameters",
            "input",
            "stdin",
            "unresolved",
            "resolved");
    /** Named before the others, as git wants them. */
    private static final List<String> OPERANDS = List.of(
            "remote",
            "source",
            "ref",
            "commit",
            "revision",
            "target",
            "branch",
            "branch_name",
            "tag",
            "start_point",
            "base_branch",
            "refspec",
            "url",
            "directory");

    private static final List<String> PATHS = List.of("path", "paths", "file", "files", "pathspec");
    private static final Set<String> MESSAGES = Set.of("message", "msg", "commit_message");

    private GitTool() {}

    static void tell(String tool, JsonObject parameters, ShellReader shell) {
        JsonValue args = parameters.get("args");
        String verb = tool.startsWith("git_") ? tool.substring("git_".length()).replace('_', '-') : "";
        if (args != null && !(args instanceof JsonObject)) {
            List<String> given = new ArrayList<>();
            Facts.each(args, given::add);
            String text = String.join(" ", given);
            boolean said = verb.isEmpty() || text.startsWith(verb);
            shell.add("git " + (said ? "" : verb + " ") + text);
            return;
        }
        List<String> words = new ArrayList<>(List.of("git"));
        if (!verb.isEmpty()) {
            words.add(verb);
        }
        parameters.members().forEach((name, value) -> flag(Vocabulary.plain(name), value, words));
        if (!parameters.members().containsKey("remote") && tool.equals("git_push") && names(parameters)) {
            words.add("origin");
        }
        OPERANDS.forEach(name -> operand(parameters, name, words));
        List<String> paths = new ArrayList<>();
        PATHS.forEach(name -> operand(parameters, name, paths));
        if (!paths.isEmpty()) {
            words.add("--");
            words.addAll(paths);
        }
        shell.addWords(words);
    }

    private static boolean names(JsonObject parameters) {
        return OPERANDS.stream().anyMatch(parameters.members()::containsKey);
    }

    private static void operand(JsonObject parameters, String name, List<String> words) {
        JsonValue value = parameters.get(name);
        if (value != null) {
            Facts.each(value, words::add);
        }
    }

    private static void flag(String name, JsonValue value, List<String> words) {
        if (ABOUT.contains(name) || OPERANDS.contains(name) || PATHS.contains(name)) {
            return;
        }
        if (value instanceof JsonBoolean bool) {
            if (bool.value()) {
                words.add("--" + name.replace('_', '-'));
            }
        } else if (MESSAGES.contains(name) && value instanceof JsonString text) {
            words.add("-m");
            words.add(text.value());
        } else {
            Facts.each(value, text -> {
                boolean mode = name.equals("mode") && text.matches("[a-z]+");
                words.add(mode ? "--" + text : "--" + name.replace('_', '-') + "=" + text);
            });
        }
    }
}
