package io.tetrarch.agents.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.agents.hook.HookHost;
import io.tetrarch.agents.hook.Launcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an agent that is started on purpose gets of its user's settings. */
final class AgentHomeTest {
    @TempDir
    Path temporary;

    private Path user;
    private Path scratch;

    @BeforeEach
    void folders() throws IOException {
        user = Files.createDirectory(temporary.resolve("user"));
        scratch = Files.createDirectory(temporary.resolve("scratch"));
    }

    private void users(String file, String text) throws IOException {
        Path path = user.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    @Test
    void accountsAndServersStayWhereTheyAre() throws Exception {
        users(".gemini/settings.json", """
            {"hooks":{"BeforeTool":[]},"mcpServers":{"a":{"command":"b"}},
             "security":{"auth":{"selectedType":"oauth-personal"}}}\
            """);
        users(".gemini/oauth_creds.json", "{}");

        AgentHome.like(user, HookHost.GEMINI_CLI, scratch);

        assertThat(Files.readString(scratch.resolve(".gemini/settings.json")))
                .contains("BeforeTool", "gemini-api-key")
                .doesNotContain("mcpServers", "oauth");
        try (Stream<Path> files = Files.list(scratch.resolve(".gemini"))) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void whatCodexTrustsIsTrustedInTheCopyToo() throws Exception {
        users(".codex/hooks.json", "{}");
        users(".codex/config.toml", """
            model = "mine"
            [mcp_servers.a]
            command = "b"
            [hooks.state."%s/hooks.json:pre_tool_use:0:0"]
            trusted_hash = "sha256:00"
            """.formatted(user.resolve(".codex")));

        AgentHome.like(user, HookHost.CODEX, scratch);

        assertThat(Files.readString(scratch.resolve(".codex/config.toml")))
                .isEqualTo("""
                    [hooks.state."%s/hooks.json:pre_tool_use:0:0"]
                    trusted_hash = "sha256:00"
                    """.formatted(scratch.resolve(".codex")));
    }

    @Test
    void aHookNotesThatItWasStartedAndDeniesAllTheSame() throws Exception {
        Path log = temporary.resolve("asked");
        HookedHome hooked =
                HookedHome.install(AgentHome.bare(HookHost.CLAUDE_CODE, scratch), new Launcher("/nowhere", 0), log);
        assertThat(hooked.started()).isEmpty();

        Process process = new ProcessBuilder(hooked.program().toString()).start();
        process.getOutputStream().close();

        assertThat(process.waitFor()).isEqualTo(2);
        assertThat(hooked.started()).containsExactly(process.pid());
        assertThat(Files.readString(scratch.resolve(".claude/settings.json")))
                .contains(hooked.program().toString());
    }
}
