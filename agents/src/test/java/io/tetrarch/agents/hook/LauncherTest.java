package io.tetrarch.agents.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tetrarch.agents.trial.FalseGate;
import io.tetrarch.json.JsonLimits;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The program that agents run, as a process: it ends with 0 if the gate approved this very call, and in no other case. */
final class LauncherTest {
    private static final String CALL = "{\"tool_name\":\"Bash\",\"tool_input\":{\"command\":\"true\"}}";

    @TempDir
    Path temporary;

    private Path folder;
    private Launcher launcher;

    private record Ended(int exitCode, String out, String err) {}

    /** A gate that does not do what a gate does. */
    record Fault(String name, UnaryOperator<String> answer) {
        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeEach
    void place() throws IOException {
        folder = temporary.toRealPath();
        launcher = new Launcher(folder.toString(), owner());
    }

    private long owner() throws IOException {
        return (Integer) Files.getAttribute(folder, "unix:uid");
    }

    private static Ended run(String script) throws Exception {
        Process process = new ProcessBuilder("/bin/sh", "-c", script).start();
        try (var in = process.getOutputStream()) {
            in.write(CALL.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // it had ended, or did not want to know any more: what it says and how it ends is what is looked at
        }
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), out, err);
    }

    /** While a gate answers so. */
    private Ended withGate(UnaryOperator<String> answer, String script) throws Exception {
        try (FalseGate gate = new FalseGate(folder, answer::apply)) {
            assertThat(gate.socket()).exists();
            return run(script);
        } finally {
            Files.delete(folder.resolve("gate.sock"));
        }
    }

    /** With a patience that a test has too. */
    private String script(HookHost host) {
        return launcher.script(host).replace("--max-time 20", "--max-time 1");
    }

    /** A denial in the host's own form, and nothing else on stdout. */
    private static void assertDenied(HookHost host, Ended ended) throws Exception {
        assertThat(ended.exitCode()).as(ended.toString()).isEqualTo(2);
        assertThat(ended.err()).startsWith("tetrarch: ").endsWith("\n");
        String reason = ended.err().substring("tetrarch: ".length()).strip();
        if (host.refusal(reason).isEmpty()) {
            assertThat(ended.out()).isEmpty();
        } else {
            JsonObject said = JsonParser.parseObject(ended.out().getBytes(StandardCharsets.UTF_8), JsonLimits.ACTION);
            assertThat(said).isEqualTo(host.refusal(reason).get());
        }
    }

    private static String whole(boolean allowed, String nonce) {
        return FalseGate.ok(new HookAnswer(allowed, "so it is").text(HookHost.CLAUDE_CODE, nonce));
    }

    static List<Fault> faults() {
        return List.of(
                new Fault("nothing at all", nonce -> ""),
                new Fault("silence", nonce -> null),
                new Fault("garbage", nonce -> "\u0000\u0001garbage\n\n"),
                new Fault("an empty answer", nonce -> FalseGate.ok("")),
                new Fault("a page", nonce -> FalseGate.ok("<html>allow</html>")),
                new Fault("half a line", nonce -> FalseGate.ok("tetrarch-hook/1 " + nonce + " al")),
                new Fault("the first line alone", nonce -> FalseGate.ok("tetrarch-hook/1 " + nonce + " allow\n")),
                new Fault("no end", nonce -> FalseGate.ok("tetrarch-hook/1 " + nonce + " allow\n\nso it is\n")),
                new Fault(
                        "a line too many",
                        nonce -> FalseGate.ok("tetrarch-hook/1 " + nonce + " allow\n\na\nb\nend " + nonce + "\n")),
                new Fault(
                        "a line too few",
                        nonce -> FalseGate.ok("tetrarch-hook/1 " + nonce + " allow\na\nend " + nonce + "\n")),
                new Fault("another's answer", nonce -> whole(true, "0".repeat(32))),
                new Fault("cut short", nonce -> whole(true, nonce).replaceFirst("Length: ", "Length: 9")),
                new Fault("a fault", nonce -> whole(true, nonce).replaceFirst("200 OK", "500 Fault")),
                new Fault("elsewhere", nonce -> whole(true, nonce).replaceFirst("200 OK", "302 Found")),
                new Fault("a verdict that is none", nonce -> whole(true, nonce).replaceFirst(" allow", " allowed")),
                new Fault(
                        "too much",
                        nonce -> FalseGate.ok("tetrarch-hook/1 " + nonce + " allow\n\n" + "a".repeat(100_000) + "\nend "
                                + nonce + "\n")));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void whateverIsNoApprovalIsADenial(Fault fault) throws Exception {
        assertDenied(HookHost.CLAUDE_CODE, withGate(fault.answer(), script(HookHost.CLAUDE_CODE)));
    }

    @ParameterizedTest
    @EnumSource(HookHost.class)
    void withoutAGateEveryAgentIsDeniedInItsOwnForm(HookHost host) throws Exception {
        Ended ended = run(script(host));

        assertDenied(host, ended);
        assertThat(ended.err()).contains("start it with: tetrarch up --daemon --data " + folder);
    }

    @ParameterizedTest
    @EnumSource(HookHost.class)
    void anApprovalLetsGoOnAndADenialTellsWhy(HookHost host) throws Exception {
        Ended allowed =
                withGate(nonce -> FalseGate.ok(new HookAnswer(true, "so it is").text(host, nonce)), script(host));
        Ended denied = withGate(
                nonce -> FalseGate.ok(
                        HookAnswer.deny("it says \"$(id)\" `id` %s \\n 'x'").text(host, nonce)),
                script(host));

        assertThat(allowed.exitCode()).as(allowed.toString()).isZero();
        assertThat(allowed.err()).isEmpty();
        assertThat(allowed.out().strip())
                .isEqualTo(host.consent().map(JsonObject::toJson).orElse(""));
        assertDenied(host, denied);
        assertThat(denied.err()).isEqualTo("tetrarch: it says \"$(id)\" `id` %s \\n 'x'\n");
    }

    @Test
    void aSocketThatAKilledGateLeftIsADenial() throws Exception {
        new FalseGate(folder, nonce -> "").close();

        assertThat(folder.resolve("gate.sock")).exists();
        assertDenied(HookHost.CODEX, run(script(HookHost.CODEX)));
    }

    @Test
    void aSocketOfSomebodyElseIsNotAsked() throws Exception {
        launcher = new Launcher(folder.toString(), owner() + 1);

        Ended ended = withGate(nonce -> whole(true, nonce), script(HookHost.CLAUDE_CODE));

        assertDenied(HookHost.CLAUDE_CODE, ended);
        assertThat(ended.err()).contains("does not belong to the user of the gate");
    }

    @Test
    void withoutCurlItDeniesAndSaysSo() throws Exception {
        String script = script(HookHost.GEMINI_CLI).replaceFirst("(?m)^PATH=.*$", "PATH=" + folder);

        Ended ended = run(script);

        assertDenied(HookHost.GEMINI_CLI, ended);
        assertThat(ended.err()).contains("curl is not installed");
    }

    @Test
    void stoppedMidwayItDenies() throws Exception {
        String script = script(HookHost.GEMINI_CLI).replace("answer=$(curl", "kill -TERM $$; answer=$(curl");

        Ended ended = withGate(nonce -> whole(true, nonce), script);

        assertDenied(HookHost.GEMINI_CLI, ended);
        assertThat(ended.err()).contains("nothing was approved");
    }

    /** Where a proxy, another curl or another configuration of it is in the agent's environment. */
    @Test
    void theAgentsEnvironmentChangesNothing() throws Exception {
        Path other = Files.writeString(folder.resolve("curl"), "#!/bin/sh\nexit 0\n");
        assertThat(other.toFile().setExecutable(true)).isTrue();
        String environment = "PATH=" + folder + ":$PATH http_proxy=http://127.0.0.1:1 CURL_HOME=" + folder
                + "; export PATH http_proxy CURL_HOME\n";
        Files.writeString(folder.resolve(".curlrc"), "fail = false\nurl = file:///etc/hostname\n");

        assertThat(withGate(nonce -> whole(true, nonce), environment + script(HookHost.CLAUDE_CODE))
                        .exitCode())
                .isZero();
        assertDenied(HookHost.CLAUDE_CODE, run(environment + script(HookHost.CLAUDE_CODE)));
    }

    @Test
    void aFolderThatCouldMeanSomethingToAShellIsRefused() {
        for (String path : List.of("relative", "/a b", "/a'b", "/$(id)", "/a;b", "/a\nb", "/ä")) {
            assertThatThrownBy(() -> new Launcher(path, 0)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
