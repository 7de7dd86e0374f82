package io.tetrarch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An agent is started only when somebody agrees; what it then does is looked at, with programs that stand in for agents. */
final class DoctorCommandTest {
    @TempDir
    Path temporary;

    private String program(String does) throws Exception {
        Path program = Files.writeString(
                temporary.resolve("codex"), "#!/bin/sh\n[ \"$1\" = --version ] && echo 1.2.3 && exit\n" + does + "\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        return program.toString();
    }

    private Invocation doctor(String does, String... more) throws Exception {
        return Invocation.of(java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(
                                "doctor", "codex", "--program", program(does), "--home", temporary.toString()),
                        java.util.stream.Stream.of(more))
                .toArray(String[]::new));
    }

    @Test
    void anAgentThatCannotBeStartedSoIsNamed() {
        Invocation.of("doctor", "kiro")
                .refusedWith(
                        "expected an agent among claude-code, codex, gemini-cli, copilot-cli, opencode; found 'kiro'");
    }

    @Test
    void withoutAWordNothingIsStarted() throws Exception {
        Invocation run = doctor("touch " + temporary + "/started");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("nothing was started; --yes agrees beforehand");
        assertThat(temporary.resolve("started")).doesNotExist();
    }

    @Test
    void whatRanIsNotProtected() throws Exception {
        Invocation run = doctor("touch tetrarch-mark-1", "--yes");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).startsWith("NOT PROTECTED  Codex 1.2.3: what the gate denies ran");
    }

    @Test
    void anAgentThatDoesNothingShowsNothing() throws Exception {
        Invocation run = doctor("exit 0", "--yes");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).startsWith("unclear        Codex 1.2.3: it did not ask the model for anything to do");
    }

    /** It speaks with the model as Codex does, and hands on what a hook said. */
    @Test
    void whatTheHookStoppedIsProtected() throws Exception {
        Invocation run = doctor("""
            base=$(printf '%s' "$*" | sed 's/.*base_url="\\([^"]*\\)".*/\\1/')
            curl -s "$base/responses" -d '{"tools":[{"name":"exec_command"}]}' >/dev/null
            curl -s "$base/responses" -d '{"input":[{"type":"function_call_output","output":"tetrarch: DENIED: no"}]}' >/dev/null
            """, "--yes", "--json");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("\"state\":\"protected\"").contains("tetrarch: DENIED: no");
    }
}
