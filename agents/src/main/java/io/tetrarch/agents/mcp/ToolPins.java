package io.tetrarch.agents.mcp;

import io.tetrarch.client.ToolDefinition;
import io.tetrarch.crypto.file.WholeFile;
import io.tetrarch.json.JsonCursor;
import io.tetrarch.json.JsonLimits;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.json.JsonWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The definition of each tool as it was first seen, by the SHA3-256 of the server's own bytes. A tool that is defined
 * otherwise later, or twice at once, is blocked; one that goes back to its definition is not. Kept in a file, so that a
 * restart does not make a new definition a first one.
 *
 * <p>For any number of threads.
 */
public final class ToolPins {
    /** More than any server has; one that goes on telling of new ones fills nobody's memory and disk. */
    static final int MOST_TOOLS = 10_000;

    private final Path file;
    private final Map<String, String> pinned = new TreeMap<>();
    private final Map<String, String> blocked = new HashMap<>();
    private final Map<String, ToolDefinition> defined = new HashMap<>();
    private final Set<String> told = new HashSet<>();
    private Optional<String> allBlocked = Optional.empty();

    private ToolPins(Path file) {
        this.file = file;
    }

    /** @throws JsonRejected if the file is not one of pins */
    public static ToolPins open(Path file) throws IOException, JsonRejected {
        ToolPins pins = new ToolPins(file);
        if (Files.exists(file)) {
            JsonCursor tools =
                    JsonCursor.parse(Files.readAllBytes(file), JsonLimits.FILE).member("tools");
            for (String name : tools.object().members().keySet()) {
                pins.pinned.put(name, tools.member(name).string());
            }
        }
        return pins;
    }

    /** Takes in what a server answered, if it is a list of tools. */
    synchronized void seen(byte[] message) throws IOException {
        try {
            @Nullable RawJson result = RawJson.of(message).member("result");
            @Nullable RawJson tools = result == null ? null : result.member("tools");
            if (tools != null && tools.isArray()) {
                Set<String> names = new HashSet<>();
                boolean news = false;
                for (RawJson tool : tools.elements()) {
                    news |= see(tool, names);
                }
                if (news) {
                    write();
                }
            }
        } catch (JsonRejected e) {
            allBlocked =
                    Optional.of("its server sent a message that can be read in more ways than one: " + e.problem());
        }
    }

    private boolean see(RawJson tool, Set<String> names) throws JsonRejected {
        @Nullable RawJson named = tool.member("name");
        @Nullable String name = named == null ? null : named.string();
        if (name == null) {
            return false; // nobody can call it
        }
        if (pinned.size() >= MOST_TOOLS && !pinned.containsKey(name)) {
            allBlocked = Optional.of("its server has told of more than " + MOST_TOOLS + " tools");
            return false;
        }
        String digest = ToolDefinition.digestOf(tool.bytes()).toString();
        define(name, tool.bytes());
        told.add(name);
        @Nullable String before = pinned.putIfAbsent(name, digest);
        if (!names.add(name)) {
            blocked.put(name, "its server defines it twice");
        } else if (before != null && !before.equals(digest)) {
            blocked.put(
                    name,
                    "its definition is not the one that was first seen; look at what changed, and to take the new one"
                            + " remove its line from " + file);
        } else {
            blocked.remove(name);
        }
        return before == null;
    }

    /** One whose schema cannot be checked is as it is without: its server checks it, or nobody does. */
    private void define(String name, byte[] tool) {
        try {
            defined.put(name, ToolDefinition.of(tool));
        } catch (JsonRejected e) {
            defined.remove(name);
            System.getLogger("io.tetrarch.agents")
                    .log(
                            System.Logger.Level.WARNING,
                            () -> "arguments of tool " + name + " are not checked: " + e.problem());
        }
    }

    /** Why these arguments are not the tool's; empty if they are, or its server has not told of it. */
    synchronized Optional<String> flaw(String tool, JsonObject arguments) {
        return Optional.ofNullable(defined.get(tool)).flatMap(definition -> definition.flaw(arguments));
    }

    /** Why a tool may not be called, whatever the gate says. */
    synchronized Optional<String> obstacle(String tool) {
        return allBlocked.or(() -> Optional.ofNullable(blocked.get(tool)));
    }

    /** Whether its server has told of it in this run. */
    synchronized boolean isKnown(String tool) {
        return told.contains(tool);
    }

    /** The digest of its definition; empty if its server has not told of it. */
    synchronized Optional<String> digest(String tool) {
        return Optional.ofNullable(pinned.get(tool));
    }

    private void write() throws IOException {
        JsonObject.Builder tools = JsonObject.builder();
        pinned.forEach(tools::put);
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        JsonObject whole = JsonObject.builder().put("tools", tools.build()).build();
        WholeFile.replace(file, JsonWriter.pretty(whole).getBytes(StandardCharsets.UTF_8));
    }
}
