package io.tetrarch.judges;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.gate.judge.Algorithm;
import io.tetrarch.gate.judge.Case;
import io.tetrarch.gate.judge.Judgement;
import io.tetrarch.json.JsonLimits;
import io.tetrarch.json.JsonParser;
import io.tetrarch.json.JsonRejected;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Whatever a command holds, the judges answer, the same every time, and within bounded work. */
class JudgeFuzzTest {

    private static final List<Algorithm> ALGORITHMS = List.of(Algorithm.ANALYTICAL, Algorithm.ADVERSARIAL);
    private static final String PUNCTUATION = "'\"\\$`()<>|&;#\n\t {}[]-=!*?~/.:%+@^,\u202e\u0430\ud83d";

    @Test
    void realCommandsWithPiecesMovedDroppedAndDoubled() throws IOException, JsonRejected {
        List<String> commands = commands();
        SplittableRandom random = new SplittableRandom(17);
        for (int i = 0; i < 4_000; i++) {
            StringBuilder text = new StringBuilder(commands.get(random.nextInt(commands.size())));
            for (int n = random.nextInt(6); n >= 0; n--) {
                int at = random.nextInt(text.length() + 1);
                switch (random.nextInt(3)) {
                    case 0 -> text.insert(at, PUNCTUATION.charAt(random.nextInt(PUNCTUATION.length())));
                    case 1 -> text.insert(at, commands.get(random.nextInt(commands.size())));
                    default -> text.setLength(at);
                }
            }
            answered(text.toString());
        }
    }

    @Test
    void hugeAndDeepOnes() {
        for (String piece : List.of(
                "rm -rf /a; ",
                "cat /etc/passwd | ",
                "x=$(",
                "sudo ",
                "sh -c '",
                "/a",
                "{a,b}",
                "\\",
                "echo $HOME/x > /etc/y;",
                "find / -exec ",
                "python3 -c 'eval(",
                "A=B ",
                "<<E ",
                "\u202e")) {
            answered(piece.repeat(10));
            answered(piece.repeat(32_000 / piece.length()));
            answered(piece.repeat(80_000 / piece.length()));
        }
    }

    private static void answered(String command) {
        Case subject = Judged.shell(command.replaceAll("[\ud800-\udfff]", "\u20ac"));
        for (Algorithm algorithm : ALGORITHMS) {
            Judgement judgement = Judged.by(algorithm).judge(subject);
            assertThat(judgement.explanation().length()).isLessThan(400);
            assertThat(judgement.factors().size()).isLessThan(100);
            assertThat(Judged.by(algorithm).judge(subject)).isEqualTo(judgement);
        }
    }

    private static List<String> commands() throws IOException, JsonRejected {
        List<String> commands = new ArrayList<>();
        try (InputStream in = Objects.requireNonNull(
                JudgeFuzzTest.class.getResourceAsStream("/io/tetrarch/judges/shell-commands.jsonl"))) {
            for (String line : new String(in.readAllBytes(), UTF_8).lines().toList()) {
                commands.add(Objects.requireNonNull(JsonParser.parseObject(line.getBytes(UTF_8), JsonLimits.FILE)
                        .string("command")));
            }
        }
        return commands;
    }
}
