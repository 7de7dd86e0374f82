package io.tetrarch.agents.settings;

import io.tetrarch.agents.hook.HookHost;
import io.tetrarch.agents.hook.Launcher;
import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonCursor;
import io.tetrarch.json.JsonNumber;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.json.JsonString;
import io.tetrarch.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Where a hook stands in an agent's settings, a JSON object; opencode has none, but a plugin. */
public final class HookSettings {
    private static final int COPILOT_SECONDS = 30;
    private static final String HOOKS = "hooks";

    private final HookHost host;
    private final String launcher;

    /** @param launcher the path of the launcher, by which our entries are known */
    public HookSettings(HookHost host, String launcher) {
        this.host = host;
        this.launcher = launcher;
    }

    /** The command that an agent runs: whatever keeps the launcher from ending with 0 is a denial too. */
    String command() {
        return launcher + " || { echo 'tetrarch: not approved' >&2; exit 2; }";
    }

    /** With our entries, each once; other members and entries stay as and where they are. */
    public JsonObject with(JsonCursor before) throws JsonRejected {
        JsonObject settings = before.object();
        if (isVersioned() && settings.get("version") == null) {
            settings = with(settings, "version", version(), true);
        }
        if (host == HookHost.KIRO) {
            return with(settings, HOOKS, added(elements(before, HOOKS), entry()), false);
        }
        JsonCursor hooks = before.optional(HOOKS);
        JsonObject byEvent = hooks == null ? JsonObject.builder().build() : hooks.object();
        for (String event : events()) {
            List<JsonValue> there = hooks == null ? List.of() : elements(hooks, event);
            byEvent = with(byEvent, event, added(there, entry()), false);
        }
        return with(settings, HOOKS, byEvent, false);
    }

    /** Without our entries, and without what only they were in; empty if nothing of anybody's is left. */
    public Optional<JsonObject> without(JsonCursor before) throws JsonRejected {
        JsonObject settings = before.object();
        JsonValue hooks = settings.get(HOOKS);
        if (hooks instanceof JsonArray(List<JsonValue> entries)) {
            settings = withUnlessEmpty(settings, HOOKS, new JsonArray(removed(entries)));
        } else if (hooks instanceof JsonObject byEvent) {
            JsonObject left = byEvent;
            for (String event : events()) {
                if (byEvent.get(event) instanceof JsonArray(List<JsonValue> entries)) {
                    left = withUnlessEmpty(left, event, new JsonArray(removed(entries)));
                }
            }
            settings = withUnlessEmpty(settings, HOOKS, left);
        }
        boolean bare = settings.members().keySet().stream().allMatch(name -> isVersioned() && name.equals("version"));
        return bare ? Optional.empty() : Optional.of(settings);
    }

    /** Whether every entry of ours is there as it should be. */
    public boolean isIn(JsonCursor settings) throws JsonRejected {
        return with(settings).equals(settings.object());
    }

    private boolean isVersioned() {
        return switch (host) {
            case COPILOT_CLI, CURSOR, KIRO -> true;
            case CLAUDE_CODE, CODEX, GEMINI_CLI, OPENCODE -> false;
        };
    }

    private JsonValue version() {
        return host == HookHost.KIRO ? new JsonString("v1") : JsonNumber.of(1);
    }

    private List<String> events() {
        return switch (host) {
            case CLAUDE_CODE, CODEX -> List.of("PreToolUse");
            case GEMINI_CLI -> List.of("BeforeTool");
            case COPILOT_CLI -> List.of("preToolUse");
            case CURSOR -> List.of("preToolUse", "beforeShellExecution", "beforeMCPExecution", "beforeReadFile");
            case OPENCODE, KIRO -> List.of();
        };
    }

    private JsonObject entry() {
        JsonObject.Builder command = JsonObject.builder();
        return switch (host) {
            case CLAUDE_CODE ->
                group(
                        Optional.of("*"),
                        command.put("type", "command")
                                .put("command", command())
                                .put("timeout", Launcher.HOST_SECONDS)
                                .put("onFailure", "block"));
            case CODEX ->
                group(
                        Optional.empty(),
                        command.put("type", "command").put("command", command()).put("timeout", Launcher.HOST_SECONDS));
            case GEMINI_CLI ->
                group(
                        Optional.empty(),
                        command.put("type", "command")
                                .put("name", "tetrarch")
                                .put("command", command())
                                .put("timeout", Launcher.HOST_SECONDS * 1_000L));
            case COPILOT_CLI ->
                command.put("type", "command")
                        .put("bash", command())
                        .put("timeoutSec", COPILOT_SECONDS)
                        .build();
            case CURSOR ->
                command.put("command", command())
                        .put("timeout", Launcher.HOST_SECONDS)
                        .put("failClosed", true)
                        .build();
            case KIRO ->
                command.put("name", "tetrarch")
                        .put("trigger", "PreToolUse")
                        .put("matcher", ".*")
                        .put(
                                "action",
                                JsonObject.builder()
                                        .put("type", "command")
                                        .put("command", command())
                                        .build())
                        .put("timeout", Launcher.HOST_SECONDS)
                        .put("enabled", true)
                        .build();
            case OPENCODE -> throw new IllegalStateException("opencode has a plugin, no settings");
        };
    }

    private static JsonObject group(Optional<String> matcher, JsonObject.Builder hook) {
        JsonObject.Builder group = JsonObject.builder();
        matcher.ifPresent(pattern -> group.put("matcher", pattern));
        return group.put(HOOKS, new JsonArray(List.of(hook.build()))).build();
    }

    private static List<JsonValue> elements(JsonCursor object, String name) throws JsonRejected {
        @Nullable JsonCursor member = object.optional(name);
        return member == null
                ? List.of()
                : member.elements().stream().map(JsonCursor::value).toList();
    }

    private JsonArray added(List<JsonValue> there, JsonObject entry) {
        if (there.contains(entry)) {
            return new JsonArray(there);
        }
        List<JsonValue> all = new ArrayList<>(removed(there));
        all.add(entry);
        return new JsonArray(all);
    }

    private List<JsonValue> removed(List<JsonValue> entries) {
        List<JsonValue> left = new ArrayList<>();
        for (JsonValue entry : entries) {
            if (entry instanceof JsonObject group && group.get(HOOKS) instanceof JsonArray(List<JsonValue> inner)) {
                List<JsonValue> others =
                        inner.stream().filter(each -> !isOurs(each)).toList();
                if (others.size() == inner.size()) {
                    left.add(entry);
                } else if (!others.isEmpty()) {
                    left.add(with(group, HOOKS, new JsonArray(others), false));
                }
            } else if (!isOurs(entry)) {
                left.add(entry);
            }
        }
        return left;
    }

    private boolean isOurs(JsonValue entry) {
        return entry.toJson().contains(new JsonString(launcher + " ").toJson().replace("\"", ""));
    }

    private static JsonObject withUnlessEmpty(JsonObject object, String name, JsonValue value) {
        boolean empty = value instanceof JsonArray(List<JsonValue> elements)
                ? elements.isEmpty()
                : value instanceof JsonObject nested && nested.members().isEmpty();
        if (!empty) {
            return with(object, name, value, false);
        }
        SequencedMap<String, JsonValue> members = new LinkedHashMap<>(object.members());
        members.remove(name);
        return new JsonObject(members);
    }

    private static JsonObject with(JsonObject object, String name, JsonValue value, boolean first) {
        LinkedHashMap<String, JsonValue> members = new LinkedHashMap<>(object.members());
        if (first) {
            members.putFirst(name, value);
        } else {
            members.put(name, value);
        }
        return new JsonObject(members);
    }
}
