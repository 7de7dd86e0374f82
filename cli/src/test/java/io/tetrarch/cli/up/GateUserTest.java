package io.tetrarch.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who the gate runs as, and how it gets a user of its own; the same as root and as anybody else. */
final class GateUserTest {
    private static final String SCRIPT = "../examples/service-user.sh";
    /** In every system, and nobody's own. */
    private static final String NOBODY = "nobody";

    @TempDir
    Path temporary;

    private Path folder;

    private record Ended(int exitCode, String out, String err) {}

    @BeforeEach
    void name() {
        folder = temporary.resolve("gate");
    }

    private static Ended script(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("sh", SCRIPT));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), out, err);
    }

    @Test
    void anAccountThatNobodyLogsInToIsTheGatesOwn() throws IOException {
        Path accounts = Files.writeString(temporary.resolve("passwd"), """
            root:x:0:0:root:/root:/bin/bash
            tetrarch:x:999:999::/var/lib/tetrarch:/usr/sbin/nologin
            ci:x:998:998::/ci:/bin/false
            broken
            """);
        assertThat(GateUser.of("tetrarch", accounts).warning()).isEmpty();
        assertThat(GateUser.of("ci", accounts).warning()).isEmpty();
        assertThat(GateUser.of("root", accounts).warning().orElseThrow())
                .contains("runs as root", "examples/service-user.sh")
                .doesNotContain("\n");
        assertThat(GateUser.of("alice", accounts).isDedicated()).isFalse();
        assertThat(GateUser.of("root", temporary.resolve("none")).isDedicated()).isFalse();
    }

    @Test
    void aDryRunShowsTheCommandsAndChangesNothing() throws Exception {
        Ended shown = script("-n", "no-such-user-here", folder.toString());
        assertThat(shown.exitCode()).as(shown.err()).isZero();
        assertThat(shown.out())
                .isEqualTo("useradd --system --user-group --no-create-home --home-dir " + folder
                        + " --shell /usr/sbin/nologin no-such-user-here\nmkdir -p " + folder
                        + "\nchown -R -h no-such-user-here: " + folder + "\nchmod 0700 " + folder + "\n");
        assertThat(shown.err()).contains("sudo -u no-such-user-here tetrarch up --data '" + folder + "'");
        assertThat(folder).doesNotExist();
    }

    /** Root gives the folder away; anybody else is told in one line that this takes root. */
    @Test
    void theFolderBecomesTheUsersAloneOrNothingIsChanged() throws Exception {
        Ended ended = script(NOBODY, folder.toString());
        if (isRoot()) {
            assertThat(ended.exitCode()).as(ended.err()).isZero();
            assertThat(Files.getOwner(folder).getName()).isEqualTo(NOBODY);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                    .isEqualTo("rwx------");
            assertThat(ended.out()).doesNotContain("useradd");
        } else {
            assertThat(ended.exitCode()).isEqualTo(1);
            assertThat(ended.err()).startsWith("service-user: this takes root;").hasLineCount(1);
            assertThat(folder).doesNotExist();
        }
    }

    private boolean isRoot() throws IOException {
        return Files.getOwner(temporary).getName().equals("root");
    }

    @Test
    void whatIsNoGatesFolderIsLeftAlone() throws Exception {
        Path other = Files.writeString(Files.createDirectory(folder).resolve("letter.txt"), "mine");
        for (Ended refused : List.of(
                script(NOBODY, folder.toString()),
                script("-n", NOBODY, folder.toString()),
                script("-n", NOBODY, other.toString()),
                script("-n", NOBODY, "relative"),
                script("-n", "root", folder.resolve("new").toString()),
                script("-n", "a b", folder.resolve("new").toString()))) {
            assertThat(refused.exitCode()).isEqualTo(2);
            assertThat(refused.out()).isEmpty();
            assertThat(refused.err()).startsWith("service-user: ").hasLineCount(1);
        }
        assertThat(Files.getOwner(other)).isEqualTo(Files.getOwner(temporary));
    }
}
