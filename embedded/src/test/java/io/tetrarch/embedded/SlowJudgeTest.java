package io.tetrarch.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.client.DecidedEntry;
import io.tetrarch.gate.judge.Judgement;
import io.tetrarch.node.replica.RequestJudge;
import io.tetrarch.node.store.MemoryStore;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Verdict;
import io.tetrarch.pbft.message.VerdictVote;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class SlowJudgeTest {
    private static final int HANGING = 2;

    private final TestGroup group = new TestGroup();
    private final CountDownLatch released = new CountDownLatch(1);

    @Test
    void aJudgeThatHangsHoldsUpNothing() throws Exception {
        try (TestRun run = run(this::hang, 60_000)) {
            List<CompletableFuture<DecidedEntry>> answers = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                answers.add(run.desk().submit(TestGroup.question(i)));
            }
            for (CompletableFuture<DecidedEntry> answer : answers) {
                assertThat(answer.get(20, TimeUnit.SECONDS).entry().outcome()).isEqualTo(Outcome.APPROVED);
            }
            released.countDown();
        }
    }

    @Test
    void anObjectionThatComesAfterTheOutcomeIsToldOfBesideIt() throws Exception {
        Function<SignedRequest, Judgement> objecting = request -> {
            hang(request);
            return denial();
        };
        try (TestRun run = run(objecting, 60_000)) {
            DecidedEntry decided = run.desk().submit(TestGroup.question(1)).get(20, TimeUnit.SECONDS);
            assertThat(decided.entry().outcome()).isEqualTo(Outcome.APPROVED);
            Integer executed = run.executedBy().poll(20, TimeUnit.SECONDS);
            while (executed != null && executed != HANGING) {
                executed = run.executedBy().poll(20, TimeUnit.SECONDS);
            }
            assertThat(executed).isEqualTo(HANGING);

            released.countDown();

            Verdict objection = run.objections().poll(20, TimeUnit.SECONDS);
            assertThat(objection).isNotNull();
            assertThat(objection.request()).isEqualTo(decided.entry().request().digest());
            assertThat(objection.reasonCode()).isEqualTo("harmful");
        }
    }

    @Test
    void aJudgeThatTakesTooLongAbstainsAndSaysWhy() throws Exception {
        assertThat(abstention(this::hang, 100)).isEqualTo(Judgement.JUDGE_TIMEOUT);
        released.countDown();
    }

    @Test
    void aJudgeThatFailsAbstainsAndSaysWhy() throws Exception {
        assertThat(abstention(
                        request -> {
                            throw new IllegalStateException("no model");
                        },
                        10_000))
                .isEqualTo(Judgement.JUDGE_ERROR);
    }

    /** The reason that the judge of one replica gives for abstaining, where a second one denies and so none settles. */
    private String abstention(Function<SignedRequest, Judgement> judge, long limitMillis) throws Exception {
        try (TestRun run = new TestRun(group, group.seats(i -> new MemoryStore(), i -> switch (i) {
            case HANGING -> limited(judge, limitMillis);
            case 1 -> limited(request -> denial(), 10_000);
            default -> limited(request -> TestGroup.approval(), 10_000);
        }))) {
            DecidedEntry decided = run.desk().submit(TestGroup.question(1)).get(20, TimeUnit.SECONDS);

            assertThat(decided.entry().outcome()).isEqualTo(Outcome.DENIED);
            return decided.entry().verdicts().stream()
                    .filter(vote -> vote.replica() == HANGING)
                    .map(VerdictVote::verdict)
                    .filter(verdict -> verdict.answer() == Answer.ABSTAIN)
                    .map(Verdict::reasonCode)
                    .findFirst()
                    .orElseThrow();
        }
    }

    private TestRun run(Function<SignedRequest, Judgement> judge, long limitMillis) throws Exception {
        return new TestRun(
                group,
                group.seats(
                        i -> new MemoryStore(),
                        i -> limited(i == HANGING ? judge : request -> TestGroup.approval(), limitMillis)));
    }

    private Judgement hang(SignedRequest request) {
        boolean waiting = true;
        while (waiting) {
            try {
                released.await();
                waiting = false;
            } catch (InterruptedException e) {
                // the worst kind of judge: it does not listen
            }
        }
        return TestGroup.approval();
    }

    private static Judgement denial() {
        return new Judgement(Answer.DENY, "harmful", "Everything speaks against it.");
    }

    private static RequestJudge limited(Function<SignedRequest, Judgement> judge, long limitMillis) {
        return TestGroup.judge(judge, limitMillis);
    }
}
