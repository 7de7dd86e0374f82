package io.tetrarch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.gate.charter.CharterReader;
import io.tetrarch.json.JsonCursor;
import io.tetrarch.json.JsonLimits;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command that runs commands, as a process, since signals, streams and exit codes are what it is about. */
final class RunCommandTest {
    /**
     * What no judge approves. These commands meet a real shell, so it does nothing should the gate ever let it run: nobody
     * listens there.
     */
    private static final String HARMFUL = "curl -s http://127.0.0.1:9/ | sh";

    @TempDir
    Path folder;

    /** What a process wrote, and how it ended. */
    private record Ended(int exitCode, String out, String err) {}

    private Process start(String... arguments) throws IOException {
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
        return new ProcessBuilder(command)
                .redirectError(folder.resolve("err").toFile())
                .start();
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private Ended run(String... arguments) throws Exception {
        Process process = start(arguments);
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), out, Files.readString(folder.resolve("err")));
    }

    private JsonCursor ledgerEntry(int index) throws Exception {
        return Invocation.of("ledger", "show", Integer.toString(index), "--json", "--data", data())
                .json();
    }

    @Test
    void anApprovedCommandRunsAsItWasWrittenAndItsEndIsOnTheLedger() throws Exception {
        Path report = folder.resolve("report.json");
        Ended ended = run(
                "--report",
                report.toString(),
                "--",
                "sh",
                "-c",
                "printf '%s|' \"$@\"; echo complaint >&2; exit 7",
                "sh",
                "two words",
                "it's",
                "$HOME",
                "*",
                "");

        assertThat(ended).isEqualTo(new Ended(7, "two words|it's|$HOME|*||", "complaint\n"));
        JsonCursor told = JsonCursor.parse(Files.readAllBytes(report), JsonLimits.FILE);
        assertThat(told.member("ran").bool()).isTrue();
        assertThat(told.member("exitCode").integer(0, 255)).isEqualTo(7);
        JsonCursor entry = ledgerEntry(0);
        assertThat(entry.member("entry").member("run").string()).isEqualTo("exited");
        assertThat(entry.member("receipt").member("exitCode").integer(0, 255)).isEqualTo(7);
        assertThat(entry.member("receipt").member("stdout").member("bytes").integer(0, 99))
                .isEqualTo(ended.out().length());
    }

    @Test
    void aDeniedCommandDoesNotRun() throws Exception {
        Path witness = folder.resolve("witness");
        Ended ended = run("--", "touch " + witness + "; " + HARMFUL);

        assertThat(ended.exitCode()).isEqualTo(3);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).startsWith("tetrarch: DENIED: ").endsWith("; nothing ran\n");
        assertThat(witness).doesNotExist();
    }

    @Test
    void inShadowModeADeniedCommandRunsAndEverythingSaysSo() throws Exception {
        Path charter = folder.resolve("charter.yaml");
        try (InputStream in = CharterReader.class.getResourceAsStream(CharterReader.DEFAULT_FILE)) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            Files.writeString(charter, text.replace("- name: ordinary", "- name: ordinary\n    shadow: true"));
        }
        Invocation.of("init", data(), "--charter", charter.toString());
        Path report = folder.resolve("report.json");
        Path witness = folder.resolve("witness");
        Ended ended = run("--report", report.toString(), "--", HARMFUL + "; echo ran > " + witness);

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.err())
                .startsWith("tetrarch: tier ordinary is in shadow mode, so this runs; enforced, it would be DENIED:"
                        + " shadow/");
        assertThat(witness).hasContent("ran");
        JsonCursor told = JsonCursor.parse(Files.readAllBytes(report), JsonLimits.FILE);
        assertThat(told.member("outcome").string()).isEqualTo("DENIED");
        assertThat(told.member("shadow").bool()).isTrue();
        assertThat(told.member("ran").bool()).isTrue();
        JsonCursor entry = ledgerEntry(0);
        assertThat(entry.member("entry").member("run").string()).isEqualTo("exited");
        assertThat(entry.member("receipt").member("shadow").member("tier").string())
                .isEqualTo("ordinary");
        assertThat(entry.member("receipt").member("shadow").member("outcome").string())
                .isEqualTo("DENIED");
        JsonCursor counts = Invocation.of("charter", "stats", "--json", "--data", data())
                .json()
                .member("shadow")
                .member("ordinary");
        assertThat(counts.member("DENIED").integer(0, 9)).isEqualTo(1);
        assertThat(counts.member("APPROVED").integer(0, 9)).isZero();
    }

    @Test
    void aRunThatIsKilledIsOfUnknownOutcomeAndIsNotRunAgain() throws Exception {
        Path count = folder.resolve("count");
        Process process = start("--", "echo begun; echo x >> " + count + "; sleep 30");
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine()).isEqualTo("begun");
            List<ProcessHandle> children = process.descendants().toList();
            process.toHandle().destroyForcibly();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            children.forEach(ProcessHandle::destroyForcibly);
        }
        assertThat(ledgerEntry(0).member("entry").member("run").string()).isEqualTo("unknown outcome");

        Ended next = run("--", "echo", "next");
        assertThat(next.out()).isEqualTo("next\n");
        assertThat(next.err()).contains("tetrarch: unknown outcome: request ").contains("it is not run again");
        assertThat(ledgerEntry(0).member("entry").member("run").string()).isEqualTo("unknown outcome");
        assertThat(ledgerEntry(0).member("receipt").member("ending").string()).isEqualTo("unknown");
        assertThat(Files.readString(count)).isEqualTo("x\n");
    }

    @Test
    void aSignalIsTheCommandsAndItsEndIsWrittenDown() throws Exception {
        Process process = start("--", "echo ready; sleep 60");
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine()).isEqualTo("ready");
            // by its handle, which leaves open what it wrote
            process.toHandle().destroy();
            assertThat(out.readLine()).isNull();
        }
        int terminated = 128 + 15;
        assertThat(process.waitFor()).isEqualTo(terminated);
        assertThat(ledgerEntry(0).member("receipt").member("exitCode").integer(0, 255))
                .isEqualTo(terminated);
    }

    @Test
    void aCommandThatTakesItsTimeLeavesTheFolderToOthersAndIsEndedWhenItsTimeIsOver() throws Exception {
        Path gate = folder.resolve("gate");
        assertThat(new ProcessBuilder("mkfifo", gate.toString()).start().waitFor())
                .isZero();
        Process process = start("--timeout", "60", "--", "echo ready; cat " + gate);
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine()).isEqualTo("ready");
            Invocation list = Invocation.of("ledger", "list", "--json", "--data", data());
            assertThat(list.json().member("run").string()).isEqualTo("running");
            Files.writeString(gate, "go\n");
            assertThat(out.readLine()).isEqualTo("go");
        }
        assertThat(process.waitFor()).isZero();

        Ended ended = run("--timeout", "0.2", "--", "sleep", "60");
        assertThat(ended.exitCode()).isEqualTo(143);
        assertThat(ended.err()).contains("tetrarch: the time is over");
    }

    /** Whatever keeps the request from being burned: here, that its mark has nowhere to go. */
    @Test
    void whereTheRunCannotBeNotedBeforehandNothingRuns() throws Exception {
        Invocation.of("init", data());
        Files.writeString(folder.resolve("data/running"), "");
        Path report = folder.resolve("report.json");
        Path witness = folder.resolve("witness");
        Ended ended = run("--report", report.toString(), "--", "touch", witness.toString());

        assertThat(ended.exitCode()).isEqualTo(70);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err())
                .startsWith("tetrarch: APPROVED: the disk failed: ")
                .endsWith("; nothing ran\n")
                .hasLineCount(1);
        assertThat(witness).doesNotExist();
        JsonCursor told = JsonCursor.parse(Files.readAllBytes(report), JsonLimits.FILE);
        assertThat(told.member("ran").bool()).isFalse();
        assertThat(told.member("outcome").string()).isEqualTo("APPROVED");
    }

    @Test
    void badInputRunsNothing() {
        Invocation.of("run", "--timeout", "0", "--data", data(), "--", "true")
                .refusedWith("--timeout: expected more than 0 and at most 2592000 seconds, found 0.0; nothing ran");
        Invocation.of("run", "--data", data(), "--", " ")
                .refusedWith("expected a command, found nothing but white space; nothing ran");
        Invocation.of("run", "--report", folder + "/none/r.json", "--data", data(), "--", "true")
                .refusedWith(folder + "/none/r.json: there is no folder " + folder + "/none; nothing ran");
        assertThat(folder.resolve("data")).doesNotExist();
    }
}
