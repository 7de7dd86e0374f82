package io.tetrarch.judges.expert;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.gate.judge.Case;
import io.tetrarch.gate.judge.Judge;
import io.tetrarch.gate.judge.Judgement;
import io.tetrarch.judges.Actions;
import io.tetrarch.judges.creative.Creative;
import io.tetrarch.reading.pack.Packs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Made-up command lines: nothing makes the judges over the packs fail, and the same action is always judged alike. */
class ExpertFuzzTest {

    private static final int ROUNDS = 4_000;
    private static final List<Judge> JUDGES =
            List.of(Expert.judge("domain_expert", Actions.VOCABULARY), Creative.judge("creative", Actions.VOCABULARY));
    private static final List<String> PIECES = List.of(
            " ",
            "  ",
            "|",
            "&&",
            ";",
            "$(",
            ")",
            "'",
            "\"",
            "-",
            "--",
            "=",
            "*",
            "/",
            "~",
            "..",
            "-rf",
            "--force",
            "<<<",
            ">",
            "2>&1",
            "\n",
            "{}",
            "$X",
            "${A:-b}",
            "@",
            ":",
            "+",
            "\\",
            "DROP TABLE t",
            "(",
            "WHERE 1=1",
            "é",
            "\u202e");

    @Test
    void noCommandLineMakesAJudgeFail() throws IOException {
        Random random = new Random(42);
        List<String> words = new ArrayList<>();
        Packs.bundled().programs().values().forEach(words::addAll);
        Actions.table(DomainExpertTest.class, "commands.tsv")
                .forEach(row -> words.addAll(List.of(row[1].split(" ", -1))));
        for (int round = 0; round < ROUNDS; round++) {
            StringBuilder command = new StringBuilder();
            int length = 1 + random.nextInt(14);
            for (int i = 0; i < length; i++) {
                boolean piece = random.nextInt(4) == 0;
                command.append(
                        piece ? PIECES.get(random.nextInt(PIECES.size())) : words.get(random.nextInt(words.size())));
                command.append(piece ? "" : " ");
            }
            Case subject = Actions.shell(command.toString());
            for (Judge judge : JUDGES) {
                Judgement judgement = judge.judge(subject);
                assertThat(judgement.explanation()).as(command.toString()).isNotEmpty();
                assertThat(judge.judge(subject)).as(command.toString()).isEqualTo(judgement);
            }
        }
    }

    @Test
    void longAndDeepInputIsJudgedToo() {
        for (String command : List.of(
                "git " + "-c a=b ".repeat(3_000) + "status",
                "rm " + "x ".repeat(5_000),
                "kubectl " + "delete ".repeat(3_000),
                "psql -c '" + "(".repeat(5_000) + "'",
                "psql -c 'SELECT " + "(".repeat(40) + "1" + ")".repeat(40) + "'",
                "psql -c '" + "SELECT 1;".repeat(1_500) + "'",
                "curl " + "a*".repeat(4_000),
                "echo " + "a|".repeat(2_000) + "sh",
                "find . " + "-name '*' ".repeat(1_000) + "-delete")) {
            for (Judge judge : JUDGES) {
                assertThat(judge.judge(Actions.shell(command)).reasonCode())
                        .as(command.substring(0, 20))
                        .isNotEqualTo(Judgement.JUDGE_ERROR);
            }
        }
    }
}
