package io.tetrarch.node.replica;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.gate.judge.Judgement;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Domain;
import io.tetrarch.pbft.message.EntryShape;
import io.tetrarch.pbft.message.InclusionPath;
import io.tetrarch.pbft.message.Request;
import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Terms;
import io.tetrarch.pbft.message.Validity;
import io.tetrarch.pbft.message.Verdict;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A judge may answer anything or nothing: what comes of it is a verdict that entries may carry, and no approval. */
@NullUnmarked
class JudgingTest {
    private static final SignedRequest REQUEST = new SignedRequest(
            new Request(
                    new Domain(Digest.ZERO, 1),
                    new RequestId(Digest.ZERO, 1),
                    Digest.ZERO,
                    new Terms("gate", "standard", 1),
                    new Validity(0, 1),
                    Optional.empty()),
            InclusionPath.ALONE,
            Bytes.EMPTY,
            Bytes.EMPTY);

    private record Heard(Supplier<Ruling> answer) implements Hearing {
        @Override
        public SignedRequest request() {
            return REQUEST;
        }

        @Override
        public String judgeId() {
            return "test@0";
        }

        @Override
        public long limitMillis() {
            return 1000;
        }

        @Override
        public Ruling judge() {
            return answer.get();
        }
    }

    private static Verdict verdict(Supplier<Hearing.Ruling> answer) {
        Judging judging = new Judging(new Heard(answer), 0, objection -> {});
        return judging.answer(judging.ask()).orElseThrow();
    }

    private static Hearing.Ruling ruling(Judgement judgement) {
        return new Hearing.Ruling("test@1", judgement);
    }

    /** Fails at saying how it failed. */
    private static final class Speechless extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("and at that, too");
        }
    }

    static Stream<Supplier<Hearing.Ruling>> unsound() {
        return Stream.of(
                () -> null,
                () -> ruling(null),
                () -> new Hearing.Ruling(null, new Judgement(Answer.APPROVE, "fine", "Fine.")),
                () -> ruling(new Judgement(null, "fine", "Fine.")),
                () -> ruling(new Judgement(Answer.APPROVE, "fine", null)),
                () -> ruling(new Judgement(Answer.APPROVE, null, "Fine.")),
                () -> ruling(new Judgement(Answer.APPROVE, "a".repeat(5_000_000), "Fine.")),
                () -> new Hearing.Ruling("j".repeat(5_000_000), new Judgement(Answer.APPROVE, "fine", "Fine.")),
                () -> {
                    throw new Speechless();
                },
                () -> {
                    throw new Error("none of the usual ones");
                });
    }

    @ParameterizedTest
    @MethodSource("unsound")
    void whateverIsWrongIsAnAbstention(Supplier<Hearing.Ruling> answer) {
        Verdict verdict = verdict(answer);
        assertThat(verdict.answer()).isEqualTo(Answer.ABSTAIN);
        assertThat(verdict.reasonCode()).isEqualTo(Judgement.JUDGE_ERROR);
        assertThat(verdict.judge()).isEqualTo("test@0");
        assertThat(EntryShape.flaw(verdict)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("longOnes")
    void aLongExplanationIsCut(String explanation) {
        Verdict verdict = verdict(() -> ruling(new Judgement(Answer.APPROVE, "fine", explanation)));
        assertThat(verdict.answer()).isEqualTo(Answer.APPROVE);
        assertThat(explanation).startsWith(verdict.explanation());
        assertThat(EntryShape.flaw(verdict)).isEmpty();
    }

    static Stream<String> longOnes() {
        return Stream.of("x".repeat(5_000_000), "\u884C".repeat(100_000), "\uD83D\uDE80".repeat(100_000));
    }
}
