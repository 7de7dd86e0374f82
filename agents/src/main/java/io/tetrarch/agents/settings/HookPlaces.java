package io.tetrarch.agents.settings;

import io.tetrarch.agents.hook.HookHost;
import io.tetrarch.agents.hook.Launcher;
import io.tetrarch.json.JsonCursor;
import io.tetrarch.json.JsonLimits;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.json.JsonWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where the files are by which an agent asks a gate, and what they are to be.
 *
 * @param settings the agent's file
 * @param program the launcher's
 */
public record HookPlaces(HookHost host, Path settings, Path program) {
    /**
     * Where the agent looks for hooks of its user; where it looks for none of the user, of the project.
     *
     * @param home of the user who runs the agent
     * @param project the folder that the agent works in
     */
    public static HookPlaces of(HookHost host, Path home, Path project) {
        Path settings = switch (host) {
            case CLAUDE_CODE -> home.resolve(".claude/settings.json");
            case CODEX -> home.resolve(".codex/hooks.json");
            case GEMINI_CLI -> home.resolve(".gemini/settings.json");
            case COPILOT_CLI -> home.resolve(".copilot/hooks/tetrarch.json");
            case OPENCODE -> home.resolve(".config/opencode/plugins/tetrarch.js");
            case CURSOR -> home.resolve(".cursor/hooks.json");
            case KIRO -> project.resolve(".kiro/hooks/tetrarch.json");
        };
        return new HookPlaces(
                host, settings, home.resolve(".config/tetrarch/hooks").resolve(host.word()));
    }

    public HookPlaces withSettings(Path file) {
        return new HookPlaces(host, file, program);
    }

    /** What an installation changes: the program first, so that nothing names one that is not there. */
    public List<FileChange> installing(Launcher launcher) throws IOException, JsonRejected {
        Optional<String> before = FileChange.read(settings);
        return List.of(
                new FileChange(program, FileChange.read(program), Optional.of(launcher.script(host)), true),
                new FileChange(settings, before, Optional.of(installed(before)), false));
    }

    /** What its undoing changes. */
    public List<FileChange> uninstalling() throws IOException, JsonRejected {
        Optional<String> before = FileChange.read(settings);
        return List.of(
                new FileChange(settings, before, uninstalled(before), false),
                new FileChange(program, FileChange.read(program), Optional.empty(), true));
    }

    private String installed(Optional<String> before) throws JsonRejected {
        if (host == HookHost.OPENCODE) {
            return OpencodePlugin.text(program.toString());
        }
        JsonCursor there = cursor(before.orElse("{}"));
        HookSettings edit = new HookSettings(host, program.toString());
        // a file that has it all keeps its layout
        return edit.isIn(there) ? before.orElseThrow() : JsonWriter.pretty(edit.with(there));
    }

    private Optional<String> uninstalled(Optional<String> before) throws JsonRejected {
        if (before.isEmpty() || host == HookHost.OPENCODE) {
            return Optional.empty();
        }
        JsonCursor there = cursor(before.get());
        Optional<JsonObject> left = new HookSettings(host, program.toString()).without(there);
        return left.map(settings -> settings.equals(there.value()) ? before.get() : JsonWriter.pretty(settings));
    }

    private static JsonCursor cursor(String text) throws JsonRejected {
        return JsonCursor.parse((text.isBlank() ? "{}" : text).getBytes(StandardCharsets.UTF_8), JsonLimits.FILE);
    }
}
