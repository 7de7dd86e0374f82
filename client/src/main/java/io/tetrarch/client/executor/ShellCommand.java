package io.tetrarch.client.executor;

import io.tetrarch.json.JsonLimits;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.json.JsonWriter;
import io.tetrarch.proof.action.Action;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A command line for {@code sh}, with what else says what it does: the folder it starts in and the search path of its
 * programs. What is judged is this, as an action; what runs is {@code sh -c} of exactly the same text.
 *
 * @param text given to {@code sh -c} as it is
 * @param folder absolute
 * @param searchPath the variable PATH
 */
public record ShellCommand(String text, Path folder, String searchPath) {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+:,./-]+");
    /** Words that the shell takes for its own in the place of a command. */
    private static final Set<String> RESERVED = Set.of(
            "if",
            "then",
            "else",
            "elif",
            "fi",
            "do",
            "done",
            "case",
            "esac",
            "while",
            "until",
            "for",
            "in",
            "function",
            "select",
            "time",
            "coproc");

    /**
     * The command line that a person's words stand for: one is a command line as it is; of several, each reaches the
     * program as the word it is, whatever characters it has.
     */
    public static String textOf(List<String> words) {
        return words.size() == 1
                ? words.getFirst()
                : words.stream().map(ShellCommand::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String word) {
        boolean plain = PLAIN.matcher(word).matches() && !RESERVED.contains(word);
        return plain ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    /** @throws JsonRejected if it is too long for an action */
    public Action toAction() throws JsonRejected {
        JsonObject action = JsonObject.builder()
                .put("kind", "execute_tool")
                .put("tool", "shell")
                .put("command", text)
                .put("cwd", folder.toString())
                .put("env", JsonObject.builder().put("PATH", searchPath).build())
                .build();
        byte[] bytes = JsonWriter.compactBytes(action);
        if (bytes.length > JsonLimits.ACTION.maxBytes()) {
            throw new JsonRejected(
                    1, 1, "expected at most " + JsonLimits.ACTION.maxBytes() + " bytes, found " + bytes.length);
        }
        return Action.parse(bytes);
    }

    /**
     * The environment that the command gets: the caller's, without what would make the shell or the linker run something
     * that nobody judged, and without this program's own secrets.
     */
    Map<String, String> environment(Map<String, String> callers) {
        Map<String, String> clean = new TreeMap<>(callers);
        clean.keySet().removeIf(ShellCommand::changesWhatRuns);
        clean.put("PATH", searchPath);
        clean.put("PWD", folder.toString());
        return clean;
    }

    private static boolean changesWhatRuns(String name) {
        return name.startsWith("LD_")
                || name.startsWith("DYLD_")
                || name.startsWith("BASH_")
                || name.startsWith("TETRARCH_")
                || Set.of("ENV", "IFS", "CDPATH", "SHELLOPTS", "BASHOPTS", "PS4", "PROMPT_COMMAND", "GLOBIGNORE")
                        .contains(name);
    }
}
