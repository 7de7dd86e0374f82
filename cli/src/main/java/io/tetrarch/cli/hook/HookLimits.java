package io.tetrarch.cli.hook;

import io.tetrarch.agents.hook.HookHost;
import java.util.ArrayList;
import java.util.List;

/** What a hook of this agent does not stop; docs/integrations has it at length. */
public final class HookLimits {
    private HookLimits() {}

    public static List<String> of(HookHost host) {
        List<String> lines = new ArrayList<>();
        switch (host) {
            case CLAUDE_CODE -> lines.add("--bare and --safe-mode start it without hooks");
            case CODEX -> lines.add("it runs no hook before you have trusted it: start codex, then /hooks");
            case GEMINI_CLI -> lines.add("a hook that it kills, or that takes more than 60 s, counts as consent");
            case COPILOT_CLI ->
                lines.add(
                        "a hook that takes 30 s lets a call through, and hooks of calls at once run one after another");
            case OPENCODE -> lines.add("the plugin runs in opencode's own process");
            case CURSOR -> lines.add("its command line has been seen to run no hooks");
            case KIRO -> lines.add("it looks for hooks in the folder that it is started in");
        }
        lines.add("an agent that may change its own settings can take the hook out; a sandbox or another user stops"
                + " that");
        return List.copyOf(lines);
    }
}
