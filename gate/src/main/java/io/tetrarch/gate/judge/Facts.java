package io.tetrarch.gate.judge;

import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonString;
import io.tetrarch.json.JsonValue;
import io.tetrarch.reading.Paths;
import io.tetrarch.reading.ShellCommand;
import io.tetrarch.reading.shell.Script;
import io.tetrarch.reading.shell.ShellReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;

/**
 * What can be read off an action without judging it: its category, its parameters, and the paths, commands, SQL
 * statements and addresses it would touch. Reading only; what is good or bad is the policies' matter.
 *
 * @param parameters the action's members, with those of a nested arguments object among them
 * @param conflicts names that stand in both places with different values
 */
record Facts(
        String category, Names names, JsonObject parameters, List<String> conflicts, Touched touched, Texts texts) {

    /** The tool and kind as named, in lower case with underscores, empty where absent. */
    record Names(String kind, String tool) {}

    /** What the action would touch. */
    record Touched(
            List<String> paths,
            List<ShellCommand> commands,
            List<SqlStatement> statements,
            List<Map<String, Object>> urls,
            List<String> strings) {}

    /**
     * What is written in a language of its own.
     *
     * @param script what the action's shell texts would run
     * @param sql the texts of its SQL parameters
     */
    record Texts(Script script, List<String> sql) {}

    private static final Set<String> NESTED = Set.of("arguments", "args", "params", "parameters", "input");
    private static final Set<String> COMMAND = Set.of("command", "cmd", "script", "commands", "run");
    private static final Set<String> STATEMENT = Set.of("statement", "sql", "query");
    private static final Set<String> PATH = Set.of(
            "path",
            "file",
            "filename",
            "file_path",
            "filepath",
            "target",
            "target_path",
            "destination",
            "dest",
            "source",
            "src",
            "from",
            "to",
            "old_path",
            "new_path",
            "directory",
            "dir",
            "paths",
            "files",
            "folder");
    private static final int MAX_STRINGS = 2_000;

    /** Whether some of it was no shell grammar, or too large or too deep to read. */
    boolean unclear() {
        return !texts.script().unclear().isEmpty() || touched.strings().size() >= MAX_STRINGS;
    }

    static Facts of(JsonObject action, Vocabulary vocabulary) {
        String kind = name(action, "kind", "type");
        String tool = name(action, "tool", "name");
        List<String> conflicts = new ArrayList<>();
        JsonObject parameters = merged(action, conflicts);
        String category = vocabulary.categoryOf(tool, kind);
        conflicts.addAll(Contradictions.of(parameters, new Names(kind, tool), vocabulary));
        String folder = Circumstances.folder(parameters);
        List<String> strings = new ArrayList<>();
        collect(action, strings);
        ShellReader shell = new ShellReader();
        if (runs(category, parameters)) {
            Circumstances.tell(parameters, shell);
        }
        List<String> sql = new ArrayList<>();
        boolean[] named = {false};
        List<SqlStatement> statements = new ArrayList<>();
        SequencedSet<String> paths = new LinkedHashSet<>();
        List<Map<String, Object>> urls = new ArrayList<>();
        parameters.members().forEach((name, value) -> {
            String plain = Vocabulary.plain(name);
            if (COMMAND.contains(plain)) {
                named[0] = true;
                readCommand(value, shell);
            } else if (STATEMENT.contains(plain)) {
                each(value, sql::add);
            } else if (PATH.contains(plain)) {
                each(value, text -> paths.add(Paths.normal(Paths.in(folder, text))));
            }
        });
        if (category.equals("git") && !named[0]) {
            GitTool.tell(tool, parameters, shell);
        }
        Script script = shell.script();
        List<ShellCommand> commands = ShellCommand.of(script);
        sql.forEach(text -> statements.addAll(SqlStatement.read(text)));
        for (ShellCommand command : commands) {
            SqlStatement.fromClient(command).forEach(statements::add);
            Paths.of(command).forEach(paths::add);
        }
        strings.forEach(text -> Addresses.find(text, urls));
        return new Facts(
                category,
                new Names(kind, tool),
                parameters,
                List.copyOf(conflicts),
                new Touched(
                        List.copyOf(paths), commands, List.copyOf(statements), List.copyOf(urls), List.copyOf(strings)),
                new Texts(script, List.copyOf(sql)));
    }

    static boolean isPath(String parameter) {
        return PATH.contains(Vocabulary.plain(parameter));
    }

    private static String name(JsonObject action, String first, String second) {
        String name = action.string(first);
        if (name == null) {
            name = action.string(second);
        }
        return name == null ? "" : Vocabulary.plain(name);
    }

    private static JsonObject merged(JsonObject action, List<String> conflicts) {
        SequencedMap<String, JsonValue> members = new LinkedHashMap<>(action.members());
        action.members().forEach((name, value) -> {
            if (NESTED.contains(Vocabulary.plain(name)) && value instanceof JsonObject nested) {
                nested.members().forEach((inner, parameter) -> {
                    JsonValue outer = members.put(inner, parameter);
                    if (outer != null && !outer.equals(parameter)) {
                        conflicts.add(inner);
                    }
                });
            }
        });
        return new JsonObject(members);
    }

    private static boolean runs(String category, JsonObject parameters) {
        return category.equals("shell")
                || category.equals("git")
                || parameters.members().keySet().stream().map(Vocabulary::plain).anyMatch(COMMAND::contains);
    }

    private static void readCommand(JsonValue value, ShellReader shell) {
        if (value instanceof JsonArray array
                && !array.elements().isEmpty()
                && array.elements().stream().allMatch(JsonString.class::isInstance)) {
            // an argument vector: the words are read as they are
            List<String> words = new ArrayList<>();
            each(array, words::add);
            shell.addWords(words);
        } else {
            each(value, shell::add);
        }
    }

    /** The string, or each string of the array. */
    static void each(JsonValue value, java.util.function.Consumer<String> use) {
        if (value instanceof JsonString string) {
            use.accept(string.value());
        } else if (value instanceof JsonArray array) {
            for (JsonValue element : array.elements()) {
                if (element instanceof JsonString string) {
                    use.accept(string.value());
                }
            }
        }
    }

    private static void collect(JsonValue value, List<String> strings) {
        if (strings.size() >= MAX_STRINGS) {
            return;
        }
        if (value instanceof JsonString string) {
            strings.add(string.value());
        } else if (value instanceof JsonArray array) {
            array.elements().forEach(element -> collect(element, strings));
        } else if (value instanceof JsonObject object) {
            object.members().values().forEach(member -> collect(member, strings));
        }
    }
}
