package io.tetrarch.shell;

import io.tetrarch.json.JsonRejected;
import io.tetrarch.proof.action.Action;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A command line for {@code sh}, with what else says what it does: the folder it starts in, the search path of its
 * programs, the variables it was given, and the programs that its words name. What is judged is this, as an action; what
 * runs is {@code sh -c} of exactly the same text.
 *
 * @param text given to {@code sh -c} as it is
 * @param folder absolute
 * @param searchPath the variable PATH; empty for that of the machine it runs on
 * @param given beyond what every command has
 * @param programs empty where whoever asked did not look
 */
public record ShellCommand(
        String text, Path folder, Optional<String> searchPath, Given given, Optional<Programs> programs) {
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

    /**
     * Variables that a command has because they were asked for.
     *
     * @param variables name and value
     * @param secrets by name; the value is with whoever runs it
     */
    public record Given(SortedMap<String, String> variables, SortedMap<String, SealedSecret> secrets) {
        public static final Given NOTHING = new Given(new TreeMap<>(), new TreeMap<>());

        public Given {
            variables = Collections.unmodifiableSortedMap(new TreeMap<>(variables));
            secrets = Collections.unmodifiableSortedMap(new TreeMap<>(secrets));
        }
    }

    /** @throws JsonRejected if it is too long for an action */
    public Action toAction() throws JsonRejected {
        return ShellForm.action(this);
    }

    /**
     * The command that an action asks for.
     *
     * @throws JsonRejected if it is no such action
     */
    public static ShellCommand of(Action action) throws JsonRejected {
        return ShellForm.read(action);
    }
}
