package io.tetrarch.cli;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bad input to the kill matrix is refused before anything is started; the matrix itself needs real agents, and runs by hand. */
final class TortureCommandTest {
    @TempDir
    Path temporary;

    @Test
    void anUnknownAgentIsNamed() {
        Invocation.of("torture", "agents", "kiro")
                .refusedWith(
                        "expected an agent among claude-code, codex, gemini-cli, copilot-cli, opencode; found 'kiro'");
    }

    @Test
    void aFolderWithoutTheAgentIsNamed() {
        Invocation.of("torture", "agents", "codex", "--agents", temporary.toString())
                .refusedWith("--agents: there is no " + temporary + "/node_modules/.bin/codex");
    }
}
