package io.tetrarch.gate.judge;

import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Where an action says in two places what it is, and says two things. */
final class Contradictions {

    private static final Set<String> DEEDS = Set.of("action", "operation", "op", "verb", "mode", "intent");
    private static final Set<String> CHANGES = Set.of(
            "delete",
            "remove",
            "rm",
            "unlink",
            "destroy",
            "drop",
            "write",
            "overwrite",
            "truncate",
            "append",
            "move",
            "rename",
            "create",
            "update",
            "edit",
            "patch",
            "put",
            "post",
            "purge",
            "wipe",
            "erase",
            "execute",
            "run");
    private static final Set<String> READING = Set.of("file_read", "http_read");

    private Contradictions() {}

    /** The members that contradict the tool, or the kind where no tool is named. */
    static List<String> of(JsonObject parameters, Facts.Names names, Vocabulary vocabulary) {
        List<String> found = new ArrayList<>();
        String category = vocabulary.categoryOf(names.tool(), names.kind());
        if (!names.tool().isEmpty()) {
            other("kind", names.kind(), category, vocabulary, found);
            String name = parameters.string("name");
            if (name != null && parameters.string("tool") != null) {
                other("name", name, category, vocabulary, found);
            }
            String type = parameters.string("type");
            if (type != null && parameters.string("kind") != null) {
                other("type", type, category, vocabulary, found);
            }
        }
        if (READING.contains(category)) {
            parameters.members().forEach((member, value) -> {
                boolean changes = value instanceof JsonString text && isChange(text.value());
                if (changes && DEEDS.contains(Vocabulary.plain(member))) {
                    found.add(member);
                }
            });
        }
        return found;
    }

    private static boolean isChange(String text) {
        String[] words = text.toLowerCase(Locale.ROOT).split("[^a-z]+", -1);
        return words.length > 0 && CHANGES.contains(words[0]);
    }

    /** Names that no category lists, such as {@code execute_tool}, say nothing. */
    private static void other(String member, String name, String category, Vocabulary vocabulary, List<String> found) {
        String its = vocabulary.categoryOf(name, "");
        if (!name.isEmpty() && !its.equals(Vocabulary.UNKNOWN) && !its.equals(category)) {
            found.add(member);
        }
    }
}
