package io.tetrarch.judges.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.reading.shell.ShellReader;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandPatternTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "systemctl stop|disable        ~ systemctl stop nginx          ~ true",
                "systemctl stop|disable        ~ systemctl --now disable nginx ~ true",
                "systemctl stop|disable        ~ systemctl status stop-watch   ~ false",
                "git push -f                   ~ git push -fu origin           ~ true",
                "git push -f                   ~ git push --follow-tags        ~ false",
                "git push --force !--force-x   ~ git push --force              ~ true",
                "git push --force !--force-x   ~ git push --force --force-x    ~ false",
                "mkfs|mkfs.*                   ~ mkfs.ext4 /dev/sda            ~ true",
                "find -perm *4000              ~ find / -perm -4000            ~ true",
                "mount *                       ~ mount                         ~ false",
                "mount *                       ~ mount /dev/sda /mnt           ~ true",
                "dd of=/dev/*                  ~ dd if=x of=/dev/sda           ~ true",
                "reboot                        ~ echo reboot                   ~ false",
            })
    void aPatternMatchesByProgramAndWords(String pattern, String command, boolean matches) {
        assertThat(CommandPattern.all(List.of(pattern))
                        .match(ShellReader.read(command).commands().getFirst())
                        .isPresent())
                .isEqualTo(matches);
    }
}
