package io.tetrarch.agents.hook;

import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.json.JsonString;
import io.tetrarch.json.JsonValue;
import io.tetrarch.json.JsonWriter;
import io.tetrarch.proof.action.Action;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes an action of a call: the tool by the name that charters know, and the arguments as they are. */
public final class HookAction {
    private HookAction() {}

    /** @throws JsonRejected if it is larger than an action may be */
    public static Action of(HookHost host, HookCall call) throws JsonRejected {
        @Nullable String patch = patchOf(call);
        JsonObject.Builder action = JsonObject.builder().put("kind", "execute_tool");
        if (patch == null) {
            action.put("tool", ToolNames.known(call.tool())).put("arguments", call.arguments());
        } else {
            Patch touched = Patch.of(patch);
            action.put("tool", touched.deleted().isEmpty() ? "edit_file" : "delete_file")
                    .put("paths", texts(touched))
                    .put("patch", patch);
        }
        call.folder().ifPresent(folder -> action.put("cwd", folder));
        action.put(
                "via",
                JsonObject.builder()
                        .put("agent", host.word())
                        .put("tool", call.tool())
                        .build());
        return Action.parse(JsonWriter.compactBytes(action.build()));
    }

    /** A patch stands in the member that a shell command would stand in, or in one of its own. */
    private static @Nullable String patchOf(HookCall call) {
        if (!call.tool().equals("apply_patch") || call.arguments().members().size() != 1) {
            return null;
        }
        return Stream.of("command", "input", "patch", "patchText")
                .map(call.arguments()::string)
                .filter(text -> text != null)
                .findFirst()
                .orElse(null);
    }

    private static JsonArray texts(Patch touched) {
        List<JsonValue> paths = Stream.concat(touched.deleted().stream(), touched.written().stream())
                .<JsonValue>map(JsonString::new)
                .toList();
        return new JsonArray(paths);
    }
}
