package io.tetrarch.agents.trial;

import io.tetrarch.agents.hook.HookHost;
import io.tetrarch.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How an agent is started without a person, an account or a host but this one, so that it takes its turns from a model of
 * ours. As seen with the version that is named.
 *
 * @param pack its package at npm
 * @param version the one that was tried
 * @param command what the package calls it
 */
public record AgentProgram(HookHost host, String pack, String version, String command) {
    /** Those that can be started so; the others have a window, or ask for an account first. */
    public static List<AgentProgram> all() {
        return List.of(
                new AgentProgram(HookHost.CLAUDE_CODE, "@anthropic-ai/claude-code", "2.1.332", "claude"),
                new AgentProgram(HookHost.CODEX, "@openai/codex", "0.171.0", "codex"),
                new AgentProgram(HookHost.GEMINI_CLI, "@google/gemini-cli", "0.61.0", "gemini"),
                new AgentProgram(HookHost.COPILOT_CLI, "@github/copilot", "1.0.102", "copilot"),
                new AgentProgram(HookHost.OPENCODE, "opencode-ai", "1.18.33", "opencode"));
    }

    public static Optional<AgentProgram> of(HookHost host) {
        return all().stream().filter(each -> each.host == host).findFirst();
    }

    /**
     * Its command line: one prompt, and every tool let through by the agent's own rules, so that nothing but the hook stops it.
     *
     * @param program the file to start
     * @param model where the model listens
     * @param trustsHooks for an agent that starts no hook before a person has trusted it: as if one had
     */
    public List<String> commandLine(Path program, String model, boolean trustsHooks) {
        List<String> line = new ArrayList<>(List.of(program.toString()));
        switch (host) {
            case CLAUDE_CODE -> line.addAll(List.of("-p", "go", "--allowedTools", "Bash", "--strict-mcp-config"));
            case CODEX -> {
                line.addAll(List.of("exec", "--skip-git-repo-check", "-s", "danger-full-access"));
                if (trustsHooks) {
                    line.add("--dangerously-bypass-hook-trust");
                }
                line.addAll(List.of("-c", "model_provider=scripted", "-c", codexProvider(model), "-m", "scripted"));
                line.add("go");
            }
            case GEMINI_CLI -> line.addAll(List.of("-m", "scripted", "--approval-mode", "yolo", "-p", "go"));
            case COPILOT_CLI -> line.addAll(List.of("-p", "go", "--allow-all-tools", "--no-auto-update"));
            case OPENCODE -> line.addAll(List.of("run", "-m", "scripted/scripted", "go"));
            case CURSOR, KIRO -> throw new IllegalStateException(host.title() + " is not started by us");
        }
        return List.copyOf(line);
    }

    private static String codexProvider(String model) {
        return "model_providers.scripted={name=\"scripted\",base_url=\"" + model
                + "/v1\",env_key=\"SCRIPTED_KEY\",wire_api=\"responses\"}";
    }

    /**
     * All of its environment. What would leave this machine is sent to a port where nobody listens.
     *
     * @param path where it finds programs
     */
    public Map<String, String> environment(Path home, String path, String model) {
        Map<String, String> all = new HashMap<>(Map.of(
                "PATH", path,
                "HOME", home.toString(),
                "TERM", "dumb",
                "NO_COLOR", "1",
                "LANG", "C.UTF-8",
                "HTTPS_PROXY", "http://127.0.0.1:9",
                "HTTP_PROXY", "http://127.0.0.1:9",
                "NO_PROXY", "127.0.0.1,localhost"));
        all.putAll(
                switch (host) {
                    case CLAUDE_CODE ->
                        Map.of(
                                "ANTHROPIC_BASE_URL", model,
                                "ANTHROPIC_API_KEY", "scripted",
                                "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC", "1",
                                "DISABLE_AUTOUPDATER", "1");
                    case CODEX -> Map.of("SCRIPTED_KEY", "scripted");
                    case GEMINI_CLI ->
                        Map.of(
                                "GOOGLE_GEMINI_BASE_URL", model,
                                "GEMINI_API_KEY", "scripted",
                                "GEMINI_CLI_TRUST_WORKSPACE", "true");
                    case COPILOT_CLI ->
                        Map.of(
                                "COPILOT_PROVIDER_BASE_URL", model + "/v1",
                                "COPILOT_PROVIDER_TYPE", "openai",
                                "COPILOT_PROVIDER_API_KEY", "scripted",
                                "COPILOT_MODEL", "scripted",
                                "COPILOT_OFFLINE", "true");
                    case OPENCODE ->
                        Map.of(
                                "OPENCODE_DISABLE_MODELS_FETCH", "1",
                                "OPENCODE_DISABLE_AUTOUPDATE", "1",
                                "OPENCODE_CONFIG_CONTENT", opencodeConfig(model));
                    case CURSOR, KIRO -> Map.of();
                });
        return Map.copyOf(all);
    }

    private static String opencodeConfig(String model) {
        JsonObject options = JsonObject.builder()
                .put("baseURL", model + "/v1")
                .put("apiKey", "scripted")
                .build();
        JsonObject models = JsonObject.builder()
                .put("scripted", JsonObject.builder().put("name", "scripted").build())
                .build();
        JsonObject provider = JsonObject.builder()
                .put("npm", "@ai-sdk/openai-compatible")
                .put("options", options)
                .put("models", models)
                .build();
        return JsonObject.builder()
                .put("provider", JsonObject.builder().put("scripted", provider).build())
                .put("model", "scripted/scripted")
                .put("permission", "allow")
                .build()
                .toJson();
    }
}
