package io.tetrarch.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.client.Decision;
import io.tetrarch.client.Execution;
import io.tetrarch.client.GuardedExecutor;
import io.tetrarch.client.JudgeReason;
import io.tetrarch.gate.judge.Case;
import io.tetrarch.gate.judge.Judge;
import io.tetrarch.gate.judge.Judgement;
import io.tetrarch.gate.judge.Judgement.Factor;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Hash;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A decision tells why, judge by judge, and what of that its proof covers. */
@Timeout(120)
class JudgeReasonsTest {
    private record Talkative(String name, Answer answer, String alternative, int factors) implements Judge {
        @Override
        public Digest policyDigest() {
            return Hash.sha3(name.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public Judgement judge(Case subject) {
            return new Judgement(
                    answer,
                    "because-of-" + name.replace('_', '-'),
                    "Said " + name + ".",
                    Collections.nCopies(factors, new Factor("weighs", 40)),
                    alternative);
        }
    }

    private static EmbeddedCluster gate(Answer answer, String alternative, int factors) throws Exception {
        return EmbeddedCluster.builder()
                .judges(judge -> new Talkative(judge.name(), answer, alternative, factors))
                .open();
    }

    @Test
    void whatEachJudgeSaidTravelsInTheOrderOfTheReplicas() throws Exception {
        try (EmbeddedCluster gate = gate(Answer.DENY, "Write to a file of your own.", 2)) {
            List<String> names = gate.group().replicaNames();
            for (int i = 0; i < 10; i++) {
                Decision decision = gate.decide(DecidingProcess.action("/tmp/why-" + i));
                assertThat(decision.reasons()).hasSameSizeAs(decision.verdicts());
                assertThat(decision.reasons())
                        .extracting(reason -> names.indexOf(reason.replica()))
                        .isSorted();
                assertThat(decision.reasons()).allSatisfy(reason -> {
                    assertThat(reason.judge()).isEqualTo(reason.replica());
                    assertThat(reason.answer()).isEqualTo(Answer.DENY);
                    assertThat(reason.code()).startsWith("because-of-");
                    assertThat(reason.sentence()).isEqualTo("Said " + reason.judge() + ".");
                    assertThat(reason.advice().alternative()).isEqualTo("Write to a file of your own.");
                    assertThat(reason.advice().factors())
                            .containsExactly(
                                    new JudgeReason.Factor("weighs", 40), new JudgeReason.Factor("weighs", 40));
                });
            }
        }
    }

    @Test
    void adviceIsBoundedAndMasked() throws Exception {
        try (EmbeddedCluster gate = gate(Answer.DENY, "x".repeat(501), 100)) {
            assertThat(gate.decide(DecidingProcess.action("/tmp/long")).reasons())
                    .allSatisfy(reason -> {
                        assertThat(reason.advice().factors()).hasSize(JudgeReason.Advice.MOST_FACTORS);
                        assertThat(reason.advice().alternative()).isEmpty();
                    });
        }
        try (EmbeddedCluster gate = gate(Answer.DENY, "curl -H 'Authorization: Bearer abcdefgh12345678' x", 0)) {
            assertThat(gate.decide(DecidingProcess.action("/tmp/secret")).reasons())
                    .allSatisfy(reason -> assertThat(reason.advice().alternative())
                            .contains("curl")
                            .doesNotContain("abcdefgh12345678"));
        }
    }

    @Test
    void whatDoesNotRunSaysWhich() throws Exception {
        try (EmbeddedCluster gate = gate(Answer.DENY, "", 0);
                GuardedExecutor executor = gate.executor()) {
            Decision decision = gate.decide(DecidingProcess.action("/tmp/no"));
            Execution<String> execution =
                    executor.run(DecidingProcess.action("/tmp/no"), decision.proof(), action -> "ran");
            assertThat(execution).isInstanceOfSatisfying(Execution.NotRun.class, not -> {
                assertThat(not.refusal()).isEqualTo(Execution.Refusal.NOT_APPROVED);
                assertThat(not.explanation())
                        .startsWith("it was denied: ")
                        .matches(".* denies \\(because-of-[a-z-]+\\) Said [a-z_]+\\..*");
            });
        }
    }
}
