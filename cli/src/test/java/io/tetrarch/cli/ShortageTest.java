package io.tetrarch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Processes that get too little of something: one line says what to give, nothing is decided by halves, and with what was
 * missing the folder opens and holds all that was decided.
 */
class ShortageTest {
    private static final int SHORTAGE = 71;
    private static final int ACTION_BYTES = 200_000;
    private static final String ENOUGH = "-Xmx256m";

    @TempDir
    private Path folder;

    private Path action;
    private int decided;

    private record Ended(int exitCode, String out, List<String> err) {
        String said() {
            return err.getLast();
        }
    }

    @BeforeEach
    void decideOnce() throws Exception {
        action = Files.writeString(
                folder.resolve("action.json"),
                "{\"tool\":\"fs.write\",\"arguments\":{\"path\":\"notes.txt\",\"content\":\"" + "x".repeat(ACTION_BYTES)
                        + "\"}}");
        assertThat(decide("", ENOUGH).exitCode).isZero();
        decided = 1;
    }

    /** @param shell done in the shell that becomes the process */
    private Ended run(String shell, String option, String... arguments) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String command = shell + "exec \"$0\" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
                + " --enable-native-access=ALL-UNNAMED -Xlog:disable " + option
                + " -cp \"$CLASSES\" io.tetrarch.cli.Main \"$@\"";
        List<String> words = new ArrayList<>(List.of("sh", "-c", command, java));
        words.addAll(List.of(arguments));
        Path err = folder.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(words).redirectError(err.toFile());
        builder.environment().put("CLASSES", System.getProperty("java.class.path"));
        Process process = builder.start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), out, Files.readAllLines(err));
    }

    private Ended decide(String shell, String option) throws IOException, InterruptedException {
        return run(shell, option, "decide", action.toString(), "--data", data());
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private static void assertShort(Ended ended, String remedy) {
        assertThat(ended.err)
                .allSatisfy(line -> assertThat(line).doesNotContain("\tat ").doesNotContain("Exception in thread"));
        assertThat(ended.said()).startsWith("tetrarch: ").contains(remedy);
        assertThat(ended.exitCode).isEqualTo(SHORTAGE);
    }

    /** What was decided is there, whole, and the group decides one more. */
    private void assertUnharmed() throws Exception {
        assertThat(decide("", ENOUGH).exitCode).isZero();
        Ended verified = run("", ENOUGH, "ledger", "verify", "--data", data());
        assertThat(verified.err).isEmpty();
        assertThat(verified.out).startsWith("holds: ");
        int entries = Integer.parseInt(verified.out.split(" ", -1)[1]);
        assertThat(entries).isGreaterThan(decided);
    }

    @ParameterizedTest
    @ValueSource(ints = {6, 10, 14})
    void tooSmallAHeapIsSaidSo(int megabytes) throws Exception {
        Ended ended = decide("", "-Xmx" + megabytes + "m");
        assertShort(ended, "more memory is needed than -Xmx" + megabytes + "m: give it more");
        assertThat(ended.err).hasSize(1);
        assertUnharmed();
    }

    /** A file that may not grow is to a process what a full disk is, and takes no right to make. */
    @ParameterizedTest
    @ValueSource(ints = {1, 16, 300})
    void noRoomIsSaidSo(int blocks) throws Exception {
        Ended ended = decide("ulimit -f " + blocks + "; ", ENOUGH);
        assertShort(ended, "the disk has no room left (");
        assertUnharmed();
    }

    /** With fewer files than the class path has, hardly anything of the program can be loaded. */
    @ParameterizedTest
    @ValueSource(ints = {40, 90})
    void tooFewFilesAreSaidSo(int files) throws Exception {
        Ended ended = decide("ulimit -n " + files + "; ", ENOUGH);
        assertShort(ended, "(ulimit -n)");
        assertThat(ended.err).hasSize(1);
        assertUnharmed();
    }

    @Test
    void noPlaceForLibrariesIsSaidSo() throws Exception {
        Ended ended = decide("export ROCKSDB_MUSL_LIBC=false; ", ENOUGH + " -Djava.io.tmpdir=/nowhere");
        assertShort(ended, "it is unpacked into /nowhere, which must be a folder that can be written");
        assertUnharmed();
    }

    @Test
    void aCommandThatWasNotDecidedForWantOfMemoryDidNotRun() throws Exception {
        Path mark = folder.resolve("mark");
        Ended ended = run("", "-Xmx10m", "run", "--data", data(), "--", "touch", mark.toString());
        assertShort(ended, "more memory is needed than -Xmx10m");
        assertThat(ended.said()).endsWith("; nothing ran");
        assertThat(mark).doesNotExist();
        assertUnharmed();
    }
}
