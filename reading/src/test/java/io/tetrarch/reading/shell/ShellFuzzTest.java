package io.tetrarch.reading.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Whatever the text, reading it ends within its budget, does not fail, and is the same every time. */
class ShellFuzzTest {

    private static final String ALPHABET = "'\"\\$`()<>|&;#\n\t {}[]-=!*?ra~/.:%+@^,0123cevIFS";
    private static final List<String> SEEDS = List.of(
            "sudo env A=1 sh -c 'rm -rf \"$HOME/x\" && echo `date`' > out 2>&1 <<EOF\ntext $(ls)\nEOF\n",
            "for i in {a,b}{1..3}; do case $i in a*) x=${i%%b}; eval \"$x\";; esac; done | while read l; do :; done",
            "f() { echo cm0= | base64 -d | xargs -I{} sh -c '{} $@'; }; f a; trap 'f b' EXIT",
            "python3 -c \"import os; os.system('rm -rf /' + x)\" <(awk '{ print | \"sh\" }') $((1 + $(ls)))");

    private static final List<String> PIECES = List.of(
            "$(",
            "`",
            "\\`",
            "((",
            "$((",
            "( ",
            "{ ",
            "if ",
            "while ",
            "for i in ",
            "case a in a) ",
            "[[ a && ( ",
            "${a:-",
            "${a",
            "\"$(",
            "\"'`$(",
            "'",
            "a<<E ",
            "a <<E\n",
            "<<<",
            "<(",
            ">(",
            "!(",
            "@(a|",
            "a|",
            "a&&",
            "a;",
            "a\n",
            "\\\n",
            "sh -c 'a' ",
            "eval ",
            "sudo ",
            "env -S ",
            "xargs ",
            "f() { f; }; ",
            "f() ",
            "x=$x$x ",
            "x=a$x;y=$x$x;x=$y$y;",
            "{a,b}",
            "{a,{b,",
            "{a..z}{a..z}",
            "echo a | sh | ",
            "python -c 'system(",
            "a=(",
            "a[",
            "alias a='alias ",
            "trap \"trap '",
            "${x/a/",
            "# ",
            "\u202e",
            "\ud800");

    @Test
    void randomCharacters() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(80); n > 0; n--) {
                text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
            }
            holds(text.toString());
        }
    }

    @Test
    void randomBytes() {
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < 2_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(200); n > 0; n--) {
                text.append((char) random.nextInt(0x10000));
            }
            holds(text.toString());
        }
    }

    @Test
    void scriptsWithPiecesMovedDroppedAndDoubled() {
        SplittableRandom random = new SplittableRandom(13);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder(SEEDS.get(random.nextInt(SEEDS.size())));
            for (int n = 1 + random.nextInt(8); n > 0; n--) {
                int from = random.nextInt(text.length());
                int to = Math.min(text.length(), from + 1 + random.nextInt(12));
                String piece = text.substring(from, to);
                if (random.nextBoolean() && text.length() > 20) {
                    text.delete(from, to);
                } else {
                    text.insert(random.nextInt(text.length()), piece.repeat(1 + random.nextInt(3)));
                }
            }
            holds(text.toString());
        }
    }

    @Test
    void manyOfOneKind() {
        for (String piece : PIECES) {
            holds(piece.repeat(20));
            holds(piece.repeat(3_000).substring(0, Math.min(piece.length() * 3_000, Budget.MAX_TEXT)));
            holds(piece.repeat(300) + "rm -rf /");
        }
    }

    @Test
    void textThatGrowsByItsOwnVariablesStaysBounded() {
        Script script = ShellReader.read("a=0123456789;" + "a=$a$a;".repeat(2_000) + "echo $a $a $a");
        assertThat(size(script)).isLessThan(4 * 1024 * 1024);
        Script calls = ShellReader.read("f() { echo " + "$1 ".repeat(500) + "; };" + "f $(f a);".repeat(500));
        assertThat(size(calls)).isLessThan(4 * 1024 * 1024);
        Script nested = ShellReader.read("f() { sh -c \"$1;$1\"; };" + "x='f a'; x=\"f '$x $x'\";".repeat(50) + "$x");
        assertThat(nested.commands()).hasSizeLessThanOrEqualTo(512);
    }

    @Test
    void whatIsTooLongIsUnclearAndNotRead() {
        Script script = ShellReader.read("true;".repeat(20_000));
        assertThat(script.commands()).isEmpty();
        assertThat(script.unclear()).containsExactly("it is longer than can be read");
        assertThat(ShellReader.read("ls;".repeat(2_000)).unclear())
                .containsExactly("it holds more commands than can be read");
        assertThat(ShellReader.read("$(".repeat(2_000)).unclear()).contains("it is nested deeper than can be read");
    }

    private static void holds(String text) {
        Script script = ShellReader.read(text);
        assertThat(script.commands().size()).isLessThanOrEqualTo(512);
        assertThat(script.unclear().size()).isLessThanOrEqualTo(8);
        assertThat(size(script)).isLessThan(8 * 1024 * 1024);
        if (text.length() < 2_000) {
            assertThat(ShellReader.read(text)).isEqualTo(script);
        }
    }

    private static int size(Script script) {
        return script.commands().stream()
                .mapToInt(command -> command.text().length() + command.input().length())
                .sum();
    }
}
