package io.tetrarch.simulator.script;

import io.tetrarch.json.JsonRejected;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Published scenarios, and some of our own, kept as scripts. */
public final class Library {
    private Library() {}

    /** Their names. */
    public static List<String> names() {
        return List.of(
                "twins-split-leader",
                "twins-changing-sides",
                "twins-two-of-seven",
                "byzzfuzz-dropped-commits",
                "byzzfuzz-other-digest",
                "byzzfuzz-other-view",
                "dictated-leader",
                "objects-to-everything",
                "leader-drops-objections");
    }

    /** @throws IllegalArgumentException if there is no script of that name */
    public static Script named(String name) {
        try (InputStream in = Library.class.getResourceAsStream("/io/tetrarch/simulator/scripts/" + name + ".json")) {
            if (in == null) {
                throw new IllegalArgumentException("expected one of " + String.join(", ", names()) + ", not " + name);
            }
            return ScriptReader.read(in.readAllBytes());
        } catch (IOException | JsonRejected e) {
            throw new IllegalStateException("a script of our own cannot be read: " + name, e);
        }
    }
}
