package io.tetrarch.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tetrarch.client.Decision;
import io.tetrarch.client.Submission;
import io.tetrarch.client.UndecidedException;
import io.tetrarch.embedded.home.HomeRefused;
import io.tetrarch.node.device.Approvals;
import io.tetrarch.node.device.PendingApproval;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.crypto.signature.SigningKey;
import io.tetrarch.gate.device.DevicePairing;
import io.tetrarch.proof.action.Action;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One action waits for a person with a day's time, and the gate goes on. */
@Timeout(120)
class OpenRequestTest {
    private static final int DECISIONS = 2_500;

    @TempDir
    Path folder;

    private final BlockingQueue<PendingApproval> asked = new LinkedBlockingQueue<>();
    private final SigningKey key = EpochChangeTest.SCHEME.signingKey(new byte[32]);

    static byte[] charter(String releaseMillis) {
        return """
                version: 1
                acknowledge: correlated-judges
                categories:
                  file: [fs_write]
                  deploy: [deploy]
                tiers:
                  - name: release
                    match: {tool: [deploy]}
                    demand: person
                    judges: [domain_expert]
                    deadlineMillis: %s
                    judgeMillis: 600000
                  - name: standard
                    demand: quorum
                    deadlineMillis: 30000
                    judgeMillis: 5000
                judges:
                  analytical: {about: a, policy: {rules: [], otherwise: {answer: approve, reason: fine, text: Fine.}}}
                  creative: {about: b, policy: {rules: [], otherwise: {answer: approve, reason: fine, text: Fine.}}}
                  adversarial: {about: c, policy: {rules: [], otherwise: {answer: approve, reason: fine, text: Fine.}}}
                  domain_expert: {about: d, person: {device: phone}}
                """
                        .formatted(releaseMillis)
                .getBytes(StandardCharsets.UTF_8);
    }

    private EmbeddedCluster open(Path data) throws Exception {
        EmbeddedCluster gate = EmbeddedCluster.builder()
                .signatures(EpochChangeTest.SCHEME)
                .charter(charter("86400000"))
                .storedIn(data)
                .open();
        gate.approvals().watch((pending, change) -> {
            boolean release = pending.request().request().terms().tier().equals("release");
            if (change == Approvals.Change.WAITING && release) {
                asked.add(pending);
            }
        });
        return gate;
    }

    private void pair(EmbeddedCluster gate) throws Exception {
        Bytes raw = Bytes.wrap(key.verifyingKey().raw());
        String code = gate.approvals().devices().invite("phone").code();
        gate.approvals()
                .devices()
                .pair("phone", raw, code, new DevicePairing(gate.group().id(), "phone", raw, code).sign(key));
    }

    private static CompletableFuture<Decision> release(EmbeddedCluster gate) throws Exception {
        Action action = Action.parse("{\"kind\":\"execute_tool\",\"tool\":\"deploy\",\"service\":\"s\"}"
                .getBytes(StandardCharsets.UTF_8));
        return gate.decideAsync(Submission.of(action)).toCompletableFuture();
    }

    private static void decideMany(EmbeddedCluster gate) throws Exception {
        List<CompletionStage<Decision>> all = new ArrayList<>();
        for (int i = 0; i < DECISIONS; i++) {
            all.add(gate.decideAsync(Submission.of(DecidingProcess.action("/tmp/" + i))));
        }
        for (CompletionStage<Decision> each : all) {
            assertThat(each.toCompletableFuture().get(60, TimeUnit.SECONDS).outcome())
                    .isEqualTo(Outcome.APPROVED);
        }
    }

    @Test
    void thousandsAreDecidedBesideOneThatWaitsAndThenItIs() throws Exception {
        try (EmbeddedCluster gate = open(folder.resolve("data"))) {
            pair(gate);
            CompletableFuture<Decision> waits = release(gate);
            PendingApproval pending = asked.poll(30, TimeUnit.SECONDS);

            decideMany(gate);

            assertThat(waits).isNotDone();
            long now = System.currentTimeMillis();
            gate.approvals()
                    .answer(
                            pending.id(),
                            Answer.APPROVE,
                            now,
                            gate.approvals()
                                    .statement(pending, Answer.APPROVE, now)
                                    .sign(key));
            Decision decision = waits.get(30, TimeUnit.SECONDS);
            assertThat(decision.outcome()).isEqualTo(Outcome.APPROVED);
            assertThat(decision.ledgerIndex()).isGreaterThan(DECISIONS);
        }
    }

    /** What a quorum of two cannot decide fails within its life and three seconds. */
    @Test
    void withoutAQuorumTheLifeIsKept() throws Exception {
        try (EmbeddedCluster gate = open(folder.resolve("data"))) {
            gate.halt(1);
            gate.halt(2);
            long start = System.nanoTime();
            Submission submission =
                    Submission.of(DecidingProcess.action("/tmp/a")).withLife(Duration.ofMillis(500));
            assertThatThrownBy(() -> gate.decide(submission))
                    .isInstanceOfSatisfying(
                            UndecidedException.class,
                            failed -> assertThat(failed.reason()).isEqualTo(UndecidedException.Reason.NO_QUORUM));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(6));
        }
    }

    @Test
    void aTierOfEightDaysIsRefusedWhenTheCharterIsRead() {
        assertThatThrownBy(() -> EmbeddedCluster.builder()
                        .charter(charter("691200000"))
                        .inMemory()
                        .open())
                .isInstanceOf(HomeRefused.class)
                .hasMessageContaining("from 100 to 604800000");
    }
}
