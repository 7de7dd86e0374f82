package io.tetrarch.shell;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tetrarch.json.JsonRejected;
import io.tetrarch.proof.action.Action;
import io.tetrarch.shell.ShellCommand.Given;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A shell command from the action that was decided on to the process, in surroundings that may have changed since. */
final class ShellRunTest {
    private static final SecretSeal SEAL = SecretSeal.of(new byte[32]);

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private Surroundings surroundings(Map<String, String> callers) {
        return new Surroundings(new Account("build", Path.of("/nonexistent")), callers, Optional.of(SEAL));
    }

    private ShellCommand command(String text, Given given) throws Exception {
        ProgramFinder finder = new ProgramFinder(folder, SystemPlace.searchPath());
        return new ShellCommand(
                text, folder, Optional.of(SystemPlace.searchPath()), given, Optional.of(finder.find(text)));
    }

    private String output(ShellCommand command, Map<String, String> callers) throws Exception {
        Start start = ShellRun.start(command, surroundings(callers), out, out);
        assertThat(start).isInstanceOf(Start.Started.class);
        assertThat(((Start.Started) start).run().await().exitCode()).isZero();
        return out.toString(UTF_8);
    }

    private static String change(Start start) {
        return switch (start) {
            case Start.Changed changed -> changed.explanation();
            case Start.Started started -> throw new AssertionError("it was started");
        };
    }

    private static Action action(String json) throws JsonRejected {
        return Action.parse(json.getBytes(UTF_8));
    }

    @Test
    void anActionHoldsTheWholeCommand() throws Exception {
        Files.writeString(folder.resolve("x.sh"), "echo\n");
        TreeMap<String, SealedSecret> secrets =
                new TreeMap<>(Map.of("B", SEAL.seal("B", "b"), "A", SEAL.seal("A", "a")));
        ShellCommand command =
                command("sh x.sh; nosuchprogram", new Given(new TreeMap<>(Map.of("Z", "1", "C", "2")), secrets));
        Action action = command.toAction();

        assertThat(ShellCommand.of(action)).isEqualTo(command);
        assertThat(ShellCommand.of(action).toAction()).isEqualTo(action);
        assertThat(action.json().members().keySet())
                .containsExactly("kind", "tool", "command", "cwd", "env", "secrets", "programs", "unresolved");
        assertThat(action.toString()).contains("\"env\":{\"C\":\"2\",\"PATH\":");
    }

    @Test
    void anActionThatSaysNothingOfSurroundingsRunsInCleanOnes() throws Exception {
        ShellCommand old = ShellCommand.of(action(
                "{\"kind\":\"execute_tool\",\"tool\":\"shell\",\"command\":\"env\",\"cwd\":\"" + folder + "\"}"));
        assertThat(output(old, Map.of("PATH", folder.toString(), "LD_BIND_NOT", "1", "LANG", "../x", "TERM", "xterm"))
                        .lines())
                .containsExactlyInAnyOrder(
                        "HOME=/nonexistent",
                        "LANG=C.UTF-8",
                        "LOGNAME=build",
                        "PATH=" + SystemPlace.searchPath(),
                        "PWD=" + folder,
                        "TERM=xterm",
                        "USER=build");
    }

    @Test
    void aScriptThatChangedSinceDoesNotRun() throws Exception {
        Path script = Files.writeString(folder.resolve("build.sh"), "#!/bin/sh\necho built\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        ShellCommand command = command("./build.sh", Given.NOTHING);
        assertThat(output(command, Map.of())).isEqualTo("built\n");

        Path mark = folder.resolve("mark");
        Files.writeString(script, "#!/bin/sh\ntouch " + mark + "\n");
        assertThat(change(ShellRun.start(command, surroundings(Map.of()), out, out)))
                .endsWith("build.sh is no longer what it was when it was decided on");
        assertThat(mark).doesNotExist();
    }

    @Test
    void onlyTheValueThatWasSealedIsPassedOn() throws Exception {
        TreeMap<String, SealedSecret> secrets = new TreeMap<>(Map.of("WORD", SEAL.seal("WORD", "right")));
        ShellCommand command = command("echo \"$WORD\"", new Given(new TreeMap<>(), secrets));
        assertThat(command.toAction().toString()).doesNotContain("right");
        assertThat(output(command, Map.of("WORD", "right"))).isEqualTo("right\n");
        String changed = "the value of WORD here is not the one that was decided on";
        assertThat(change(ShellRun.start(command, surroundings(Map.of("WORD", "wrong")), out, out)))
                .isEqualTo(changed);
        assertThat(change(ShellRun.start(command, surroundings(Map.of()), out, out)))
                .isEqualTo(changed);
        Surroundings unsealed =
                new Surroundings(new Account("build", folder), Map.of("WORD", "right"), Optional.empty());
        assertThat(change(ShellRun.start(command, unsealed, out, out))).isEqualTo(changed);
    }

    @Test
    void aSealIsOfItsNameItsKeyAndItsNonce() {
        SealedSecret sealed = SEAL.seal("A", "v");
        assertThat(SEAL.fits(sealed, "A", "v")).isTrue();
        assertThat(SEAL.fits(sealed, "B", "v")).isFalse();
        byte[] other = new byte[32];
        other[0] = 1;
        assertThat(SecretSeal.of(other).fits(sealed, "A", "v")).isFalse();
        assertThat(SEAL.seal("A", "v")).isNotEqualTo(sealed);
    }

    @Test
    void aKeyThatOthersCanReadIsRefusedAndItsOwnIsKept() throws Exception {
        Path file = folder.resolve("secrets.key");
        SealedSecret sealed = SecretSeal.in(file).seal("A", "v");
        assertThat(SecretSeal.in(file).fits(sealed, "A", "v")).isTrue();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> SecretSeal.in(file)).hasMessageContaining("is open to others than its owner");
    }

    @Test
    void anActionThatSaysMoreThanIsUnderstoodIsNotRun() {
        String start = "{\"kind\":\"execute_tool\",\"tool\":\"shell\",\"command\":\"true\",\"cwd\":\"/\",";
        for (String more : new String[] {
            "\"user\":\"root\"}",
            "\"env\":{\"A B\":\"\"}}",
            "\"env\":{\"A\":1}}",
            "\"secrets\":{\"A\":{\"nonce\":\"00\",\"hmac\":\"00\"}}}",
            "\"programs\":[{\"word\":\"x\",\"path\":\"x\"}],\"unresolved\":[]}"
        }) {
            assertThatThrownBy(() -> ShellCommand.of(action(start + more))).isInstanceOf(JsonRejected.class);
        }
    }
}
