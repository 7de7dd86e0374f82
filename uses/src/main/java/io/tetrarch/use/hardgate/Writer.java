package io.tetrarch.use.hardgate;

import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.proof.action.Action;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/** The hand that does what actions say. It asks nobody; whatever it does leaves a line in a file of the action's own. */
final class Writer {
    private final Path folder;
    private final Map<Action, Path> files = new HashMap<>();

    Writer(Path folder) {
        this.folder = folder;
    }

    /** To write a small file. */
    Note note(String name) throws JsonRejected {
        Path file = folder.resolve(name + ".txt");
        return known(
                file,
                JsonObject.builder()
                        .put("kind", "execute_tool")
                        .put("tool", "fs_write")
                        .put("path", file.toString())
                        .put("content", "hello"));
    }

    /** To wipe the machine; this hand would only leave its trace. */
    Note harm(String name) throws JsonRejected {
        return known(
                folder.resolve(name + ".txt"),
                JsonObject.builder()
                        .put("kind", "execute_tool")
                        .put("tool", "shell")
                        .put("command", "rm -rf / --no-preserve-root"));
    }

    private Note known(Path file, JsonObject.Builder json) throws JsonRejected {
        Action action = Action.parse(CognitiveHardGate.utf8(json.build().toJson()));
        files.put(action, file);
        return new Note(action, file);
    }

    Path write(Action action) throws IOException {
        Path file = files.get(action);
        if (file == null) {
            throw new IOException("nobody thought of " + action);
        }
        return Files.writeString(file, "ran\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** How often the action ran. */
    int writings(Note note) throws IOException {
        return Files.exists(note.file()) ? Files.readAllLines(note.file()).size() : 0;
    }
}
