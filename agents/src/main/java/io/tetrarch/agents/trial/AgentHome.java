package io.tetrarch.agents.trial;

import io.tetrarch.agents.hook.HookHost;
import io.tetrarch.json.JsonLimits;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonParser;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.json.JsonValue;
import io.tetrarch.json.JsonWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;

/**
 * A home for an agent that is started on purpose: what it writes goes there, and a user's own stays as it is. It holds the
 * user's hooks and settings, but no account and no server of theirs.
 *
 * @param folder an empty one
 */
public record AgentHome(HookHost host, Path folder) {
    private static final String GEMINI = ".gemini/settings.json";

    /** The agent's home, made ready for a user who has no settings. */
    public static AgentHome bare(HookHost host, Path folder) throws IOException {
        AgentHome home = new AgentHome(host, folder);
        if (host == HookHost.GEMINI_CLI) {
            home.write(GEMINI, geminiSettings(JsonObject.builder().build()));
        }
        return home;
    }

    /**
     * The agent's home, with the settings that decide on hooks as this user has them.
     *
     * @throws JsonRejected if they cannot be read
     */
    public static AgentHome like(Path user, HookHost host, Path folder) throws IOException, JsonRejected {
        AgentHome home = bare(host, folder);
        switch (host) {
            case CLAUDE_CODE -> home.copy(user, ".claude/settings.json");
            case CODEX -> {
                home.copy(user, ".codex/hooks.json");
                home.copyTrust(user);
            }
            case GEMINI_CLI -> {
                Path settings = user.resolve(GEMINI);
                if (Files.exists(settings)) {
                    JsonObject there = JsonParser.parseObject(Files.readAllBytes(settings), JsonLimits.FILE);
                    home.write(GEMINI, geminiSettings(there));
                }
            }
            case COPILOT_CLI -> home.copyAll(user, ".copilot/hooks");
            case OPENCODE -> home.copyAll(user, ".config/opencode/plugins");
            case CURSOR, KIRO -> throw new IllegalStateException(host.title() + " is not started by us");
        }
        return home;
    }

    /**
     * With a key in place of an account: Gemini CLI takes the one of the environment only if its settings say so. Without
     * the user's servers.
     */
    private static String geminiSettings(JsonObject there) {
        LinkedHashMap<String, JsonValue> members = new LinkedHashMap<>(there.members());
        members.remove("mcpServers");
        JsonObject auth =
                JsonObject.builder().put("selectedType", "gemini-api-key").build();
        members.put("security", JsonObject.builder().put("auth", auth).build());
        return JsonWriter.pretty(new JsonObject(members));
    }

    /** Codex keeps by the path of the file which hooks a person has trusted. */
    private void copyTrust(Path user) throws IOException {
        Path config = user.resolve(".codex/config.toml");
        if (!Files.exists(config)) {
            return;
        }
        StringBuilder kept = new StringBuilder();
        boolean isAboutHooks = false;
        for (String line : Files.readAllLines(config)) {
            if (line.startsWith("[")) {
                isAboutHooks = line.startsWith("[hooks");
            }
            if (isAboutHooks) {
                kept.append(line.replace(user.resolve(".codex") + "/", folder.resolve(".codex") + "/"))
                        .append('\n');
            }
        }
        write(".codex/config.toml", kept.toString());
    }

    private void copyAll(Path user, String sub) throws IOException {
        Path from = user.resolve(sub);
        if (!Files.isDirectory(from)) {
            return;
        }
        List<Path> files;
        try (Stream<Path> all = Files.list(from)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            copy(user, user.relativize(file).toString());
        }
    }

    private void copy(Path user, String file) throws IOException {
        Path from = user.resolve(file);
        if (Files.exists(from)) {
            write(file, Files.readString(from));
        }
    }

    private void write(String file, String text) throws IOException {
        Path to = folder.resolve(file);
        Files.createDirectories(java.util.Objects.requireNonNull(to.getParent()));
        Files.write(to, text.getBytes(StandardCharsets.UTF_8));
    }
}
