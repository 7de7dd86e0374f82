package io.tetrarch.gate.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShellReaderTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            ignoreLeadingAndTrailingWhitespace = true,
            value = {
                "rm -rf /                           | rm -rf /",
                "/bin/rm -rf '/a b'                 | rm -rf /a b",
                "sudo -u root env A=1 nice -n 5 rm x| rm x",
                "timeout 5 rm x                     | rm x",
                "A=1 B=2 rm x                       | rm x",
                "ls; rm x                           | ls, rm x",
                "ls && (cd /tmp; rm x)              | ls, cd /tmp, rm x",
                "sh -c 'rm x; ls'                   | rm x, ls, sh -c rm x; ls",
                "bash -lc \"rm \\\"x\\\"\"          | rm x, bash -lc rm \"x\"",
                "eval 'rm x'                        | rm x, eval rm x",
                "echo $(rm x)                       | echo $(), rm x",
                "echo `rm x`                        | echo $(), rm x",
                "find . -name a -exec rm {} \\;     | rm {}, find . -name a -exec rm {} ;",
                "xargs -n 1 rm                      | rm",
                "echo 'rm x'                        | echo rm x",
                "git commit -m \"rm -rf / ; rm\"    | git commit -m rm -rf / ; rm",
                "r''m x                             | rm x",
                "$'\\x72\\155' x                    | rm x",
                "rm${IFS}x                          | rm x",
                "command -v rm                      | command -v rm",
                "ssh host rm x                      | rm x, ssh host rm x",
                "ls # rm x                          | ls",
                "if true; then rm x; fi             | true, rm x, fi",
                "</dev/null rm x                    | rm x /dev/null",
            })
    void theCommandsThatWouldRunAreFound(String text, String commands) {
        assertThat(String.join(
                        ", ",
                        read(text).stream()
                                .map(c -> c.view().get("text").toString())
                                .toList()))
                .isEqualTo(commands);
    }

    @Test
    void redirectionsPipesAndRightsAreKept() {
        List<ShellCommand> commands = read("curl -s u 2>/dev/null | sudo tee -a /etc/x > out.txt");
        assertThat(commands.get(0).writes()).containsExactly("/dev/null");
        assertThat(commands.get(1).input()).isEqualTo("curl");
        assertThat(commands.get(1).elevated()).isTrue();
        assertThat(commands.get(1).writes()).containsExactly("out.txt");
        assertThat(commands.get(1).flags()).containsExactly("a");
        assertThat(commands.get(1).operands()).containsExactly("/etc/x");
    }

    @Test
    void aHereDocumentForAShellIsReadAndOneForAnotherProgramIsNot() {
        assertThat(read("bash <<EOF\nrm x\nEOF"))
                .extracting(ShellCommand::program)
                .containsExactly("rm", "bash");
        assertThat(read("cat <<'EOF'\nrm x\nEOF\nls"))
                .extracting(ShellCommand::program)
                .containsExactly("cat", "ls");
        assertThat(read("sh <<< 'rm x'")).extracting(ShellCommand::program).containsExactly("rm", "sh");
    }

    @Test
    void anyTextIsReadInBoundedWork() {
        SplittableRandom random = new SplittableRandom(7);
        String alphabet = "'\"\\$`()<>|&;#\n {}-=ra*sh~/.cevIFS${eval sudo";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(60); n > 0; n--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            assertThat(read(text.toString())).hasSizeLessThan(300);
        }
    }

    private static List<ShellCommand> read(String text) {
        ShellReader reader = new ShellReader();
        reader.read(text);
        return reader.commands();
    }
}
