package io.tetrarch.gate.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tetrarch.pbft.BrokenInvariant;
import io.tetrarch.pbft.Rejection;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.pbft.message.Validity;
import io.tetrarch.proof.rule.Membership;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Numbers with gaps in the replicated state: from the first one on, or beside the narrow window of an earlier build. */
class NumbersTest {
    private static final long FIRST = Membership.LATER_NUMBERS;

    private final DecisionService service = Fixture.service();

    private static RequestId id(long number) {
        return new RequestId(Fixture.CLIENT, number);
    }

    @Test
    void anOpenRequestStaysDecidableWhateverIsDecidedAfterIt() {
        for (long number = 1; number <= 5_000; number++) {
            Fixture.execute(service, Fixture.decision(FIRST + number));
        }
        assertThat(Fixture.refusal(service, Fixture.request(FIRST))).isEmpty();
        assertThat(service.isDecided(id(FIRST))).isFalse();
        assertThat(service.mayGiveUp(id(FIRST), FIRST + 9_000, 1_024)).isFalse();

        Fixture.execute(service, Fixture.decision(FIRST));

        assertThat(Fixture.refusal(service, Fixture.request(FIRST))).contains(Rejection.DECIDED);
        assertThatThrownBy(() -> Fixture.execute(service, Fixture.decision(FIRST + 7)))
                .isInstanceOf(BrokenInvariant.class)
                .hasMessageContaining("stands in the chain a second time");
    }

    /** Its stable checkpoints were signed over a state without these. */
    @Test
    void aStateOfAnEarlierBuildKeepsItsFormUntilALaterNumberIsDecided() {
        Fixture.execute(service, Fixture.decision(1), Fixture.decision(2));
        assertThat(names()).doesNotContain(Numbers.NAME);
        List<Bytes> earlier = service.snapshot();
        DecisionService copy = Fixture.service();
        copy.restore(earlier);
        assertThat(copy.snapshot()).isEqualTo(earlier);

        Fixture.execute(copy, Fixture.decision(FIRST + 3));

        assertThat(copy.isDecided(id(2))).isTrue();
        assertThat(copy.isDecided(id(3))).isFalse();
        assertThat(copy.isDecided(id(FIRST + 2))).isFalse();
        assertThat(copy.isDecided(id(FIRST + 3))).isTrue();
        DecisionService again = Fixture.service();
        again.restore(copy.snapshot());
        assertThat(again.snapshot()).isEqualTo(copy.snapshot());
        assertThat(again.isDecided(id(FIRST + 3))).isTrue();
    }

    private List<String> names() {
        State state = Fixture.state();
        return state.parts().stream().map(Part::name).toList();
    }

    /** One that waited long has the lowest number of all, and its receipt is still to come. */
    @Test
    void aRunThatWasDecidedLateIsRememberedWhileItMayBegin() {
        for (long number = 1; number <= Runs.LIMIT + 10; number++) {
            Fixture.execute(service, Fixture.decision(FIRST + number));
        }
        Fixture.execute(
                service,
                Fixture.decision(
                        Fixture.request(FIRST, Fixture.TERMS, new Validity(1_000, 80_000_000)), Outcome.APPROVED));
        for (long number = 1; number <= Runs.LIMIT; number++) {
            Fixture.execute(service, Fixture.decision(FIRST + 5_000 + number));
        }
        assertThat(service.run(id(FIRST))).isPresent();
        assertThat(service.runsWithoutReceipt()).hasSize(Runs.LIMIT);
    }
}
