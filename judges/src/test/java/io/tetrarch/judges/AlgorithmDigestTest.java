package io.tetrarch.judges;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.gate.charter.Charter;
import io.tetrarch.gate.charter.CharterReader;
import io.tetrarch.gate.charter.JudgeFactory;
import io.tetrarch.gate.charter.JudgeSpec;
import io.tetrarch.gate.judge.Algorithm;
import io.tetrarch.gate.judge.AlgorithmJudge;
import io.tetrarch.gate.judge.Judgement;
import io.tetrarch.gate.judge.Vocabulary;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.reading.yaml.PolicyRejected;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A verdict names what was asked: the algorithm with its own knowledge, under the charter's categories. */
class AlgorithmDigestTest {
    @Test
    void noTwoJudgesOfTheDefaultCharterHaveTheSameDigest() throws PolicyRejected {
        Charter charter = CharterReader.defaultCharter();
        List<Digest> digests = new ArrayList<>();
        for (JudgeSpec spec : charter.judges()) {
            digests.add(charter.judgeOf(spec.name(), digests.size(), JudgeFactory.installed())
                    .policyDigest());
        }
        assertThat(digests).hasSize(4).doesNotHaveDuplicates();
    }

    @Test
    void eachTermIsInTheDigest() {
        Vocabulary words = new Vocabulary(Map.of("file", List.of("read")));
        Digest base = digest(Algorithm.CREATIVE, 1, Digest.ZERO, words);
        assertThat(digest(Algorithm.CREATIVE, 1, Digest.ZERO, words)).isEqualTo(base);
        assertThat(digest(Algorithm.DOMAIN_EXPERT, 1, Digest.ZERO, words)).isNotEqualTo(base);
        assertThat(digest(Algorithm.CREATIVE, 2, Digest.ZERO, words)).isNotEqualTo(base);
        assertThat(digest(Algorithm.CREATIVE, 1, base, words)).isNotEqualTo(base);
        assertThat(digest(Algorithm.CREATIVE, 1, Digest.ZERO, new Vocabulary(Map.of("file", List.of("write")))))
                .isNotEqualTo(base);
    }

    private static Digest digest(Algorithm algorithm, int version, Digest knowledge, Vocabulary words) {
        return AlgorithmJudge.of("anyone", algorithm, version, knowledge, words, subject -> Judgement.error("no"))
                .policyDigest();
    }
}
