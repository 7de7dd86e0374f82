package io.tetrarch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.crypto.keyfile.Passphrase;
import io.tetrarch.embedded.home.DataFolder;
import io.tetrarch.embedded.home.Plan;
import io.tetrarch.json.JsonCursor;
import io.tetrarch.json.JsonLimits;
import io.tetrarch.json.JsonRejected;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a command finds around it, as processes. Whatever a caller's surroundings could make run is here a script that leaves
 * a mark, and does nothing else.
 */
final class RunEnvironmentTest {
    @TempDir
    Path folder;

    private Path mark;
    private Path marker;
    private Path work;

    /** What a process wrote, and how it ended. */
    private record Ended(int exitCode, String out, String err) {}

    @BeforeEach
    void makeTheMarker() throws IOException {
        mark = folder.resolve("mark");
        work = Files.createDirectory(folder.resolve("work"));
        marker = script(folder.resolve("marker"), "touch '" + mark + "'");
    }

    private static Path script(Path file, String text) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + text + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private ProcessBuilder builder(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "io.tetrarch.cli.Main",
                "run",
                "--data",
                data()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).directory(work.toFile());
    }

    private Ended run(Map<String, String> environment, String... arguments) throws Exception {
        ProcessBuilder builder =
                builder(arguments).redirectError(folder.resolve("err").toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), out, Files.readString(folder.resolve("err")));
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    /** The action of the ledger's first entry, as it was decided on. */
    private JsonCursor action() throws Exception {
        String exported = Invocation.of("ledger", "export", "--data", data()).out();
        JsonCursor batch = JsonCursor.parse(
                Invocation.utf8(exported.lines().skip(1).findFirst().orElseThrow()), JsonLimits.FILE);
        byte[] bytes = Base64.getDecoder()
                .decode(batch.member("entries")
                        .elements()
                        .getFirst()
                        .member("action")
                        .string());
        return JsonCursor.parse(bytes, JsonLimits.ACTION);
    }

    /** A repository with a change in it, and no settings of its own. */
    private void repository() throws Exception {
        Files.writeString(work.resolve("a"), "1\n");
        for (List<String> command : List.of(
                List.of("git", "init", "-q"),
                List.of("git", "add", "a"),
                List.of("git", "-c", "user.name=t", "-c", "user.email=t@example.com", "commit", "-qm", "a"))) {
            assertThat(new ProcessBuilder(command)
                            .directory(work.toFile())
                            .start()
                            .waitFor())
                    .isZero();
        }
        Files.writeString(work.resolve("a"), "2\n");
    }

    @Test
    void noVariableOfTheCallersMakesGitRunAProgram() throws Exception {
        repository();
        Path home = Files.createDirectory(folder.resolve("home"));
        Files.writeString(home.resolve(".gitconfig"), "[diff]\n external = " + marker + "\n[core]\n pager = " + marker);
        Ended ended = run(
                Map.of(
                        "GIT_EXTERNAL_DIFF", marker.toString(),
                        "GIT_PAGER", marker.toString(),
                        "PAGER", marker.toString(),
                        "HOME", home.toString(),
                        "XDG_CONFIG_HOME", home.toString(),
                        "GIT_CONFIG_COUNT", "1",
                        "GIT_CONFIG_KEY_0", "diff.external",
                        "GIT_CONFIG_VALUE_0", marker.toString(),
                        "GIT_EXEC_PATH", folder.toString()),
                "--",
                "git",
                "diff");

        assertThat(ended.err()).isEmpty();
        assertThat(ended.out()).contains("-1\n+2\n");
        assertThat(mark).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "git ls-remote ssh://127.0.0.1:9/x | GIT_SSH",
                "bash -c true | BASH_ENV",
            })
    void noVariableOfTheCallersReachesTheCommand(String command, String variable) throws Exception {
        run(Map.of(variable, marker.toString()), "--", command);
        assertThat(mark).doesNotExist();
    }

    @Test
    void codeThatInterpretersLoadByAVariableIsNotLoaded() throws Exception {
        Path modules = Files.createDirectory(folder.resolve("modules"));
        String touch = "open('" + mark + "', 'w')";
        Files.writeString(modules.resolve("sitecustomize.py"), touch + "\n");
        Files.writeString(modules.resolve("Marks.pm"), "open(F, '>', '" + mark + "'); 1;\n");
        Files.writeString(modules.resolve("marks.js"), "require('fs').writeFileSync('" + mark + "', '')\n");
        Ended ended = run(
                Map.of(
                        "PYTHONPATH", modules.toString(),
                        "PYTHONSTARTUP", modules.resolve("sitecustomize.py").toString(),
                        "PERL5LIB", modules.toString(),
                        "PERL5OPT", "-MMarks",
                        "NODE_OPTIONS", "--require=" + modules.resolve("marks.js"),
                        "BASH_ENV", marker.toString(),
                        "ENV", marker.toString()),
                "--",
                "perl -v >/dev/null; python3 --version >/dev/null; bash -c true; echo done");

        assertThat(ended.out()).endsWith("done\n");
        assertThat(mark).doesNotExist();
    }

    @Test
    void aProgramInAFolderOfTheCallersSearchPathIsNotFound() throws Exception {
        Path planted = Files.createDirectory(folder.resolve("planted"));
        for (String name : List.of("ls", "kill", "getent", "sh")) {
            script(planted.resolve(name), "touch '" + mark + "'");
        }
        Files.setPosixFilePermissions(planted, PosixFilePermissions.fromString("rwxrwxrwx"));
        Files.writeString(work.resolve("listed"), "");
        Ended ended = run(
                Map.of("PATH", planted + ":" + System.getenv("PATH"), "BASH_FUNC_ls%%", "() { touch '" + mark + "'; }"),
                "--",
                "ls; bash -c ls");

        assertThat(ended).isEqualTo(new Ended(0, "listed\nlisted\n", ""));
        assertThat(mark).doesNotExist();
    }

    @Test
    void theEnvironmentIsWhatTheAccountAndTheActionSay() throws Exception {
        String home = accountsHome();
        Ended ended = run(
                Map.of(
                        "HOME", folder.toString(),
                        "JAVA_TOOL_OPTIONS", "-Duser.home=" + folder,
                        "USER", "somebody",
                        "LANG", "de_DE.UTF-8",
                        "TERM", "/tmp/x",
                        "LD_BIND_NOT", "1",
                        "TMPDIR", folder.toString(),
                        "SOMETHING", "else"),
                "--env",
                "CI=true",
                "--",
                "env");

        assertThat(ended.out().lines().map(line -> line.split("=", 2)[0]))
                .containsExactlyInAnyOrder("CI", "HOME", "LANG", "LOGNAME", "PATH", "PWD", "USER");
        assertThat(ended.out()).contains("CI=true\n", "HOME=" + home + "\n", "LANG=de_DE.UTF-8\n");
        assertThat(ended.out()).doesNotContain("somebody");
    }

    private static String accountsHome() throws Exception {
        Process id = new ProcessBuilder("sh", "-c", "getent passwd \"$(id -u)\" | cut -d: -f6").start();
        return new String(id.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }

    @Test
    void whatIsAskedForStandsInTheActionAndIsJudged() throws Exception {
        Path tools = Files.createDirectory(folder.resolve("tools"));
        script(tools.resolve("date"), "echo ours");
        Ended ended = run(Map.of("COLOUR", "blue"), "--env", "COLOUR", "--path", tools.toString(), "--", "date");

        assertThat(ended).isEqualTo(new Ended(0, "ours\n", ""));
        JsonCursor env = action().member("env");
        assertThat(env.member("COLOUR").string()).isEqualTo("blue");
        assertThat(env.member("PATH").string()).startsWith(tools + ":/");
        JsonCursor program = action().member("programs").elements().getFirst();
        assertThat(program.member("word").string()).isEqualTo("date");
        assertThat(program.member("path").string())
                .isEqualTo(tools.resolve("date").toRealPath().toString());
        assertThat(program.member("sha3").string()).hasSize(64);
    }

    @Test
    void aVariableThatMakesToolsRunCodeIsNotApproved() throws Exception {
        repository();
        Path report = folder.resolve("report.json");
        Ended ended = run(
                Map.of(), "--env", "GIT_EXTERNAL_DIFF=" + marker, "--report", report.toString(), "--", "git", "diff");

        assertThat(ended.exitCode()).isIn(3, 4);
        assertThat(ended.err()).startsWith("tetrarch: ").endsWith("; nothing ran\n");
        assertThat(mark).doesNotExist();
        assertThat(told(report).member("ran").bool()).isFalse();
    }

    private static JsonCursor told(Path report) throws Exception {
        return JsonCursor.parse(Files.readAllBytes(report), JsonLimits.FILE);
    }

    @Test
    void aSecretReachesTheCommandAndStandsNowhere() throws Exception {
        String value = "correct-horse-battery";
        Path report = folder.resolve("report.json");
        Ended ended = run(
                Map.of("DEPLOY_WORD", value),
                "--env-secret",
                "DEPLOY_WORD",
                "--report",
                report.toString(),
                "--",
                "printf %s \"$DEPLOY_WORD\" | wc -c");

        assertThat(ended.out().strip()).isEqualTo(Integer.toString(value.length()));
        JsonCursor sealed = action().member("secrets").member("DEPLOY_WORD");
        assertThat(sealed.member("nonce").string()).hasSize(32);
        assertThat(sealed.member("hmac").string()).hasSize(64);
        assertThat(Files.getPosixFilePermissions(Path.of(data(), "secrets.key")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        try (var files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile)).noneMatch(file -> contains(file, value));
        }
    }

    private static boolean contains(Path file, String text) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void equalSecretsCannotBeToldApartOrTogether() throws Exception {
        run(Map.of("A", "same", "B", "same"), "--env-secret", "A", "--env-secret", "B", "--", "true");
        JsonCursor secrets = action().member("secrets");
        assertThat(secrets.member("A").member("hmac").string())
                .isNotEqualTo(secrets.member("B").member("hmac").string());
    }

    @Test
    void theWordsOfACommandAndAScriptStandInTheAction() throws Exception {
        Path build = script(work.resolve("build.sh"), "echo built");
        Ended ended = run(Map.of(), "--", "./build.sh && sh build.sh && ls >/dev/null && nosuchprogram");

        JsonCursor action = action();
        assertThat(action.member("programs").elements().stream().map(RunEnvironmentTest::word))
                .containsExactly("./build.sh", "sh", "build.sh", "ls");
        assertThat(action.member("programs")
                        .elements()
                        .getFirst()
                        .member("path")
                        .string())
                .isEqualTo(build.toRealPath().toString());
        assertThat(action.member("unresolved").elements().getFirst().string()).isEqualTo("nosuchprogram");
        assertThat(ended.err()).contains("nothing ran");
    }

    private static String word(JsonCursor program) {
        try {
            return program.member("word").string();
        } catch (JsonRejected e) {
            throw new AssertionError(e);
        }
    }

    /** It is looked for before the group can be asked; meanwhile the group is another process's. */
    @Test
    void aScriptThatChangesAfterItWasPutIntoTheActionDoesNotRun() throws Exception {
        Path build = script(work.resolve("build.sh"), "echo built");
        Path report = folder.resolve("report.json");
        Process process;
        try (DataFolder busy =
                DataFolder.open(Path.of(data()), Plan.standard(), Ed25519Provider.PORTABLE.load(), Passphrase.NONE)) {
            process = builder("--report", report.toString(), "--", "./build.sh").start();
            assertThat(process.errorReader(StandardCharsets.UTF_8).readLine())
                    .isEqualTo("tetrarch: waiting for another process to be done with "
                            + busy.groupFile().getParent());
            script(build, "touch '" + mark + "'");
        }
        String err = process.errorReader(StandardCharsets.UTF_8).readLine();

        assertThat(process.waitFor()).isEqualTo(6);
        assertThat(err)
                .isEqualTo("tetrarch: APPROVED: " + build.toRealPath()
                        + " is no longer what it was when it was decided on; nothing ran");
        assertThat(mark).doesNotExist();
        assertThat(told(report).member("outcome").string()).isEqualTo("APPROVED");
        assertThat(told(report).member("ran").bool()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--timeout soon -- true | invalid value for option '--timeout'",
                "--bogus -- true | unknown option",
                "--env 1X=2 -- true | --env: '1X' is no name of a variable",
                "--env PATH=/x -- true | --env: PATH is not given this way",
                "--env NOT_HERE_AT_ALL -- true | --env: there is no variable NOT_HERE_AT_ALL here",
                "--env TETRARCH_PASSPHRASE=x -- true | --env: TETRARCH_PASSPHRASE is meant for tetrarch",
                "--env-secret A=b -- true | --env-secret: expected the name of a variable alone",
                "--path /none/at/all -- true | --path: there is no folder '/none/at/all'",
                "--env A=1 --env A=2 -- true | --env: A is given twice",
                "-- | missing required parameter",
            })
    void whateverIsWrongWithTheOptionsTheLastLineAndTheReportSayThatNothingRan(String options, String problem)
            throws Exception {
        Path report = folder.resolve("report.json");
        List<String> arguments = new ArrayList<>(List.of("run", "--data", data()));
        List<String> given = new ArrayList<>(List.of(options.split(" ")));
        given.addAll(given.indexOf("--"), List.of("--report", report.toString()));
        arguments.addAll(given);
        Invocation ended = Invocation.of(arguments.toArray(String[]::new));

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err())
                .startsWith("tetrarch: " + problem)
                .endsWith("; nothing ran" + System.lineSeparator())
                .hasLineCount(1);
        assertThat(told(report).member("ran").bool()).isFalse();
        assertThat(told(report).member("reason").string()).startsWith(problem);
    }

    @Test
    void aGroupThatCannotBeOpenedIsToldInTheSameWay() throws Exception {
        Path report = folder.resolve("report.json");
        Path file = Files.writeString(folder.resolve("file"), "");
        Invocation ended = Invocation.of("run", "--data", file.toString(), "--report", report.toString(), "--", "true");

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).endsWith("; nothing ran" + System.lineSeparator());
        assertThat(told(report).member("ran").bool()).isFalse();
    }
}
