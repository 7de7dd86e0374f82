package io.tetrarch.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.client.Decision;
import io.tetrarch.client.OutcomeListener;
import io.tetrarch.client.Submission;
import io.tetrarch.client.UndecidedException;
import io.tetrarch.gate.judge.Case;
import io.tetrarch.gate.judge.Judge;
import io.tetrarch.gate.judge.Judgement;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Hash;
import io.tetrarch.pbft.message.VerdictVote;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A judge in Java stands in a charter by name, with the digest that its integrator declares. */
@Timeout(120)
class RegisteredJudgeTest {
    private static final Digest RULES = Hash.sha3("limit 5".getBytes(StandardCharsets.UTF_8));

    private record Limit(String name, Digest policyDigest) implements Judge {
        @Override
        public Judgement judge(Case subject) {
            return new Judgement(Answer.APPROVE, "within-limit", "It is within the limit.");
        }
    }

    private static byte[] charter() {
        return """
            version: 1
            acknowledge: correlated-judges
            categories:
              file: [fs_write]
            tiers:
              - name: all
                demand: unanimous
                deadlineMillis: 30000
                judgeMillis: 5000
            judges:
              analytical: {about: a, policy: {rules: [], otherwise: {answer: approve, reason: fine, text: Fine.}}}
              creative: {about: b, policy: {rules: [], otherwise: {answer: approve, reason: fine, text: Fine.}}}
              adversarial: {about: c, policy: {rules: [], otherwise: {answer: approve, reason: fine, text: Fine.}}}
              domain_expert: {about: d, java: {registered: spending, digest: 'DIGEST'}}
            """.replace("DIGEST", RULES.toString()).getBytes(StandardCharsets.UTF_8);
    }

    private static VerdictVote own(Decision decision) {
        return decision.verdicts().getLast();
    }

    @Test
    void itJudgesUnderItsDeclaredDigest() throws Exception {
        try (EmbeddedCluster gate = EmbeddedCluster.builder()
                .charter(charter())
                .register("spending", spec -> new Limit(spec.name(), RULES))
                .open()) {
            Decision decision = gate.decide(DecidingProcess.action("/tmp/limit"));
            assertThat(decision.isApproved()).isTrue();
            assertThat(own(decision).verdict().judge()).isEqualTo("domain_expert@" + RULES);
            assertThat(gate.notices()).isEmpty();
        }
    }

    @Test
    void oneOfAnotherDigestOrNoneAbstains() throws Exception {
        try (EmbeddedCluster gate = EmbeddedCluster.builder()
                .charter(charter())
                .register("spending", spec -> new Limit(spec.name(), Digest.ZERO))
                .open()) {
            assertThat(gate.decide(DecidingProcess.action("/tmp/other")).isApproved())
                    .isFalse();
        }
        try (EmbeddedCluster gate = EmbeddedCluster.builder().charter(charter()).open()) {
            Decision decision = gate.decide(DecidingProcess.action("/tmp/none"));
            assertThat(decision.isApproved()).isFalse();
            assertThat(own(decision).verdict().reasonCode()).isEqualTo("judge-unavailable");
        }
    }

    @Test
    void aListenerIsToldOfEveryOutcomeAndItsFaultsCostNothing() throws Exception {
        BlockingQueue<OutcomeListener.Told> told = new LinkedBlockingQueue<>();
        try (EmbeddedCluster gate = EmbeddedCluster.builder()
                .charter(charter())
                .register("spending", spec -> new Limit(spec.name(), RULES))
                .listener(each -> {
                    told.add(each);
                    throw new IllegalStateException("broken");
                })
                .open()) {
            assertThat(gate.decide(DecidingProcess.action("/tmp/one")).isApproved())
                    .isTrue();
            OutcomeListener.Told first = told.poll(30, TimeUnit.SECONDS);
            assertThat(first).isNotNull();
            assertThat(first.tier()).isEqualTo("all");
            assertThat(first.latency()).isPositive();
            assertThat(first.decision().orElseThrow().reasons()).hasSize(4);
            assertThat(gate.decide(DecidingProcess.action("/tmp/two")).isApproved())
                    .isTrue();
            assertThat(told.poll(30, TimeUnit.SECONDS)).isNotNull();
            gate.halt(0);
            gate.halt(1);
            var undecided = gate.decideAsync(
                    Submission.of(DecidingProcess.action("/tmp/three")).withLife(Duration.ofMillis(200)));
            OutcomeListener.Told last = told.poll(30, TimeUnit.SECONDS);
            assertThat(last).isNotNull();
            assertThat(last.decision()).isEmpty();
            assertThat(last.why().orElseThrow().reason()).isEqualTo(UndecidedException.Reason.NO_QUORUM);
            assertThat(undecided.toCompletableFuture()).isCompletedExceptionally();
        }
    }
}
