package io.tetrarch.gate.judge;

import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonString;
import io.tetrarch.json.JsonValue;
import io.tetrarch.reading.shell.ShellReader;
import io.tetrarch.reading.shell.SystemFolders;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/** In what a command of an action runs: what it finds set, what it is fed, and in which folder it begins. */
final class Circumstances {

    private static final Set<String> VARIABLES =
            Set.of("env", "environment", "envs", "env_vars", "environment_variables", "envvars");
    private static final Set<String> FED = Set.of("stdin", "input", "standard_input", "stdin_data");
    static final Set<String> FOLDERS =
            Set.of("cwd", "workdir", "working_directory", "working_dir", "workingdirectory", "cwd_path", "work_dir");

    private Circumstances() {}

    /** Where it begins, by the first of the parameters that say so; empty if none does. */
    static String folder(JsonObject parameters) {
        for (var member : parameters.members().entrySet()) {
            if (FOLDERS.contains(Vocabulary.plain(member.getKey())) && member.getValue() instanceof JsonString text) {
                return text.value();
            }
        }
        return "";
    }

    /** Tells the reader before it reads the command. A search path of the system's own folders says nothing. */
    static void tell(JsonObject parameters, ShellReader shell) {
        SequencedMap<String, Optional<String>> set = new LinkedHashMap<>();
        parameters.members().forEach((name, value) -> {
            String plain = Vocabulary.plain(name);
            if (VARIABLES.contains(plain)) {
                variables(value, set);
            } else if (plain.equals("secrets") && value instanceof JsonObject secrets) {
                secrets.members().keySet().forEach(secret -> set.put(secret, Optional.empty()));
            } else if (FED.contains(plain)) {
                Facts.each(value, shell::feed);
            }
        });
        shell.enter(folder(parameters));
        shell.preset(set);
    }

    /** Given as an object, or as texts {@code NAME=VALUE}. */
    private static void variables(JsonValue value, SequencedMap<String, Optional<String>> set) {
        if (value instanceof JsonObject variables) {
            variables.members().forEach((name, one) -> variable(name, one, set));
            return;
        }
        List<JsonValue> elements = value instanceof JsonArray array ? array.elements() : List.of(value);
        for (JsonValue element : elements) {
            if (element instanceof JsonString text && text.value().indexOf('=') > 0) {
                int equals = text.value().indexOf('=');
                variable(
                        text.value().substring(0, equals),
                        new JsonString(text.value().substring(equals + 1)),
                        set);
            }
        }
    }

    private static void variable(String name, JsonValue value, SequencedMap<String, Optional<String>> set) {
        Optional<String> text = value instanceof JsonString string ? Optional.of(string.value()) : Optional.empty();
        if (!name.equals("PATH") || text.isEmpty() || !SystemFolders.hasNoOthers(text.get())) {
            set.put(name, text);
        }
    }
}
