package io.tetrarch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HookCommandTest {
    @TempDir
    Path temporary;

    private String data;
    private String home;

    @BeforeEach
    void group() {
        data = temporary.resolve("data").toString();
        home = temporary.resolve("home").toString();
        Invocation.of("init", data).endedQuietlyWith(0);
    }

    private Invocation hook(String command, String... more) {
        String[] all = new String[more.length + 4];
        all[0] = "hook";
        all[1] = command;
        System.arraycopy(more, 0, all, 2, more.length);
        all[more.length + 2] = "--home";
        all[more.length + 3] = home;
        return Invocation.of(all);
    }

    @Test
    void anUnknownAgentIsNamedWithThoseThatAreKnown() {
        hook("install", "emacs", "--data", data)
                .refusedWith(
                        "expected an agent among claude-code, codex, gemini-cli, copilot-cli, opencode, cursor, kiro;"
                                + " found 'emacs'");
    }

    @Test
    void anInstallationIsShownAndTellsThatTheGateDoesNotRun() {
        Invocation run = hook("install", "gemini-cli", "--data", data).endedQuietlyWith(0);

        assertThat(run.out())
                .contains("new      " + home + "/.gemini/settings.json")
                .contains("+     \"BeforeTool\": [")
                .contains("gate     is not running, so everything is denied; tetrarch up --daemon --data ");
        assertThat(hook("status", "gemini-cli", "--data", data).exitCode()).isEqualTo(1);
        assertThat(hook("status", "--data", data).out())
                .contains("asks the gate")
                .contains("is not installed");
        assertThat(hook("uninstall", "gemini-cli").endedQuietlyWith(0).out())
                .contains("removed  " + home + "/.gemini/settings.json");
    }

    @Test
    void aDryRunChangesNothing() {
        hook("install", "codex", "--data", data, "--dry-run").endedQuietlyWith(0);

        assertThat(Path.of(home)).doesNotExist();
    }

    @Test
    void settingsThatCannotBeReadAreNamedWithLineAndColumnAndStayAsTheyAre() throws IOException {
        Path settings = Path.of(home, ".claude", "settings.json");
        Files.createDirectories(settings.getParent());
        Files.writeString(settings, "{\n  // mine\n}\n");

        hook("install", "claude-code", "--data", data)
                .refusedWith(settings + ":2:3: expected a member name in double quotes or '}', found '/'");

        assertThat(settings).hasContent("{\n  // mine\n}\n");
        assertThat(Path.of(home, ".config")).doesNotExist();
    }

    @Test
    void aFolderWithoutAGroupIsRefused() {
        hook("install", "codex", "--data", temporary.toString())
                .refusedWith(temporary + ": there is no group in this folder");
    }
}
