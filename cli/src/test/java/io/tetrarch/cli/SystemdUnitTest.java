package io.tetrarch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The unit for a replica is one that systemd takes, line by line; where systemd's own check is not installed, nothing is said. */
final class SystemdUnitTest {
    private static final Path CHECK = Path.of("/usr/bin/systemd-analyze");

    @TempDir
    Path folder;

    @Test
    void systemdFindsNothingToComplainOf() throws Exception {
        assumeTrue(Files.isExecutable(CHECK), "systemd-analyze is not installed");
        String unit = Files.readString(Path.of("../examples/systemd/tetrarch-node@.service"));
        assertThat(unit).contains("ExecStart=/opt/tetrarch/tetrarch node --config /etc/tetrarch/%i.json");
        Path file = folder.resolve("tetrarch-node@creative.service");
        // what is not installed here stands for itself
        Files.writeString(file, unit.replace("/opt/tetrarch/tetrarch", "/bin/true"));

        Process check = new ProcessBuilder(CHECK.toString(), "verify", "--man=no", file.toString())
                .redirectErrorStream(true)
                .start();
        check.getOutputStream().close();

        assertThat(new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEmpty();
        assertThat(check.waitFor()).isZero();
    }
}
