package io.tetrarch.node.replica;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.gate.judge.Judgement;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Domain;
import io.tetrarch.pbft.message.Hash;
import io.tetrarch.pbft.message.Request;
import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Terms;
import io.tetrarch.pbft.message.Validity;
import io.tetrarch.pbft.message.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Whoever waits for a person takes no thread, is timed out, and is not asked for ever about what was decided. */
class PatientJudgingTest {
    private static final long LIMIT_MILLIS = 1_000;
    private static final int ASKED = 10_000;

    private final List<Verdict> verdicts = new ArrayList<>();
    private final List<Verdict> objections = new ArrayList<>();
    private final List<Long> takenBack = new ArrayList<>();
    private final List<Consumer<Hearing.Ruling>> people = new ArrayList<>();
    private long now = Long.MAX_VALUE - 5;

    private final PatientJudging patient = new PatientJudging(verdicts::addAll, objections::add, new TimeSource() {
        @Override
        public long nanos() {
            return now;
        }

        @Override
        public long wallMillis() {
            throw new IllegalStateException("waiting goes by the monotonic clock");
        }
    });

    private record Person(SignedRequest request, List<Consumer<Ruling>> people, List<Long> takenBack)
            implements Hearing {
        @Override
        public String judgeId() {
            return "person@1";
        }

        @Override
        public long limitMillis() {
            return LIMIT_MILLIS;
        }

        @Override
        public Ruling judge() {
            throw new IllegalStateException("nobody blocks a thread here");
        }

        @Override
        public Heard hear(Consumer<Ruling> later) {
            people.add(later);
            return new Heard.Waits(() -> takenBack.add(request.id().number()));
        }
    }

    private Judging ask(long number) {
        Request request = new Request(
                new Domain(Hash.sha3(new byte[1]), 1),
                new RequestId(Hash.sha3(new byte[2]), number),
                Hash.sha3(new byte[0]),
                new Terms("runner", "release", 1),
                new Validity(1, 2),
                Optional.empty());
        SignedRequest signed = new SignedRequest(request, Bytes.copyOf(new byte[64]), Bytes.EMPTY);
        Judging judging = patient.open(new Person(signed, people, takenBack));
        assertThat(patient.hear(judging)).isEmpty();
        return judging;
    }

    private static Hearing.Ruling approval() {
        return new Hearing.Ruling("person@1", new Judgement(Answer.APPROVE, "person-approved", "Approved."));
    }

    @Test
    void anAnswerIsHandedBackWhenItComesAndOnce() {
        ask(1);
        people.getFirst().accept(approval());
        people.getFirst().accept(approval());
        assertThat(verdicts).extracting(Verdict::answer).containsExactly(Answer.APPROVE);
        now += LIMIT_MILLIS * 1_000_000;
        patient.tick(now);
        assertThat(verdicts).hasSize(1);
    }

    /** The clock passes over its highest value meanwhile. */
    @Test
    void whoeverDoesNotAnswerIsAnsweredFor() {
        for (long number = 1; number <= ASKED; number++) {
            ask(number);
        }
        now += LIMIT_MILLIS * 1_000_000 - 1;
        patient.tick(now);
        assertThat(verdicts).isEmpty();
        now++;
        patient.tick(now);
        assertThat(verdicts).hasSize(ASKED).extracting(Verdict::answer).containsOnly(Answer.ABSTAIN);
        assertThat(takenBack).hasSize(ASKED);
    }

    @Test
    void ofQuestionsThatNobodyNeedsTheLatestStay() {
        Judging open = ask(0);
        for (long number = 1; number <= 1_000; number++) {
            patient.over(ask(number).request());
        }
        assertThat(takenBack).hasSize(1_000 - 256).startsWith(1L, 2L, 3L).doesNotContain(1_000L, 0L);
        assertThat(open.isWaiting()).isTrue();
        people.getFirst().accept(approval());
        assertThat(verdicts).hasSize(1);
    }

    @Test
    void aDenialOfWhatWasDecidedMeanwhileIsToldApartAndAnApprovalIsNot() {
        ask(1);
        people.getFirst().accept(denial());
        assertThat(objections).isEmpty();
        for (long number = 2; number <= 3; number++) {
            patient.over(ask(number).request());
        }
        people.get(1).accept(denial());
        people.get(2).accept(approval());
        assertThat(objections).extracting(Verdict::reasonCode).containsExactly("person-denied");
        assertThat(objections.getFirst().request()).isEqualTo(verdicts.get(1).request());
    }

    private static Hearing.Ruling denial() {
        return new Hearing.Ruling("person@1", new Judgement(Answer.DENY, "person-denied", "Denied."));
    }

    @Test
    void whatWasDecidedBeforeThePersonWasAskedIsTakenBackAtOnce() {
        Request request = new Request(
                new Domain(Hash.sha3(new byte[1]), 1),
                new RequestId(Hash.sha3(new byte[2]), 9),
                Hash.sha3(new byte[0]),
                new Terms("runner", "release", 1),
                new Validity(1, 2),
                Optional.empty());
        SignedRequest signed = new SignedRequest(request, Bytes.copyOf(new byte[64]), Bytes.EMPTY);
        Judging judging = patient.open(new Person(signed, people, takenBack));
        patient.over(signed.digest());
        assertThat(patient.hear(judging)).isEmpty();
        assertThat(takenBack).containsExactly(9L);
    }

    @Test
    void allQuestionsAreTakenBackAtTheEnd() {
        ask(1);
        patient.over(ask(2).request());
        patient.close();
        assertThat(takenBack).containsExactlyInAnyOrder(1L, 2L);
    }
}
