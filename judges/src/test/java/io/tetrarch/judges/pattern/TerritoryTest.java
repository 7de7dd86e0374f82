package io.tetrarch.judges.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerritoryTest {

    @ParameterizedTest
    @CsvSource({
        "/tmp/x/y, SCRATCH",
        "/tmp/../etc/x, SYSTEM",
        "/tmp, SCRATCH",
        "$TMPDIR/x, SCRATCH",
        "'${TMPDIR:-/tmp}/x', SCRATCH",
        "~/.ssh/id_rsa, SECRETS",
        "$HOME/.aws/credentials, SECRETS",
        "//.aws, SECRETS",
        "/home/u/.bash_history, HISTORY",
        "~/.bashrc, STARTUP",
        "/etc/cron.d/x, STARTUP",
        "/etc/passwd, ACCOUNTS",
        "/etc/hosts, SYSTEM",
        "/var/log/syslog, LOGS",
        "/dev/null, SINKS",
        "/dev/sda, DEVICES",
        "/dev/tcp/h/1, SOCKETS",
        "~/.vimrc, SETTINGS",
        "~/notes.txt, HOME",
        "src/Main.java, WORKSPACE",
        "./src, WORKSPACE",
        "a/node_modules/b, BUILD",
        "target, BUILD",
        "/target, SYSTEM",
        "../other, OUTSIDE",
        "/data/x, OUTSIDE",
        "$DIR/x, UNDETERMINED",
        "*, UNDETERMINED",
        "., UNDETERMINED",
    })
    void aPathBelongsToSomebody(String path, Territory territory) {
        assertThat(Territory.of(path)).isEqualTo(territory);
    }
}
