package io.tetrarch.judges;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tetrarch.gate.judge.Case;
import io.tetrarch.gate.judge.Vocabulary;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.proof.action.Action;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Cases for tests of judges. */
public final class Actions {

    /** The categories of the default charter, as far as tests need them. */
    public static final Vocabulary VOCABULARY = new Vocabulary(categories());

    private Actions() {}

    private static Map<String, List<String>> categories() {
        Map<String, List<String>> categories = new LinkedHashMap<>();
        categories.put("file_read", List.of("fs_read", "read_file"));
        categories.put("file_write", List.of("fs_write", "write_file"));
        categories.put("file_delete", List.of("fs_delete", "delete_directory"));
        categories.put("shell", List.of("shell", "bash"));
        categories.put("git", List.of("git"));
        categories.put("http_read", List.of("http_get"));
        categories.put("http_write", List.of("http_request", "http_delete"));
        categories.put("sql", List.of("sql"));
        categories.put("database", List.of("delete_database", "backup_database"));
        categories.put("deploy", List.of("deploy"));
        categories.put("message", List.of("send_email"));
        return categories;
    }

    public static Case shell(String command) {
        return of(JsonObject.builder()
                .put("kind", "execute_tool")
                .put("tool", "shell")
                .put("command", command)
                .build()
                .toJson());
    }

    public static Case of(String json) {
        try {
            return new Case(Action.parse(json.getBytes(UTF_8)), VOCABULARY, "ordinary", "executor", "client");
        } catch (JsonRejected e) {
            throw new AssertionError(json, e);
        }
    }

    /** The rows of a table beside {@code test}: fields split at tabs, comments left out, {@code \n} a line break. */
    public static List<String[]> table(Class<?> test, String name) throws IOException {
        try (InputStream in = test.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && line.indexOf('\t') > 0)
                    .map(line -> line.replace("\\n", "\n").split("\t", -1))
                    .toList();
        }
    }
}
