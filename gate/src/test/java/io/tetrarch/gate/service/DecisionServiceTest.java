package io.tetrarch.gate.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tetrarch.pbft.BrokenInvariant;
import io.tetrarch.pbft.Invariant;
import io.tetrarch.pbft.Rejection;
import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.Domain;
import io.tetrarch.pbft.message.Entry;
import io.tetrarch.pbft.message.EvidenceEntry;
import io.tetrarch.pbft.message.Header;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.Request;
import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.pbft.message.Terms;
import io.tetrarch.pbft.message.Validity;
import io.tetrarch.proof.rule.Membership;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecisionServiceTest {
    private final DecisionService service = Fixture.service();

    @Test
    void aFreshRequestMayBeDecided() {
        assertThat(Fixture.refusal(service, Fixture.request(1))).isEmpty();
        assertThat(service.isDecided(id(1))).isFalse();
    }

    @Test
    void aRequestIsDecidedOnce() {
        Fixture.execute(service, Fixture.decision(5));

        assertThat(Fixture.refusal(service, Fixture.request(5))).contains(Rejection.DECIDED);
        assertThat(service.isDecided(id(5))).isTrue();
        assertThat(service.decided(id(5)))
                .contains(new Decided(5, Fixture.request(5).digest(), Outcome.APPROVED, 0));
    }

    @Test
    void anotherRequestUnderASpentNumberIsRefused() {
        Fixture.execute(service, Fixture.decision(5));
        Request other = Fixture.request(5, Fixture.TERMS, new Validity(2_000, 3_000));
        assertThat(Fixture.refusal(service, other)).contains(Rejection.DECIDED);
    }

    @Test
    void aLaterRequestOrderedFirstDoesNotShutTheEarlierOut() {
        Fixture.execute(service, Fixture.decision(1_000));
        assertThat(Fixture.refusal(service, Fixture.request(999))).isEmpty();
        assertThat(Fixture.refusal(service, Fixture.request(1))).isEmpty();
    }

    @Test
    void aNumberBelowTheWindowIsSpent() {
        Fixture.execute(service, Fixture.decision(5_000));
        assertThat(service.isDecided(id(5_000 - ReplayWindow.WIDTH))).isTrue();
        assertThat(service.isDecided(id(5_000 - ReplayWindow.WIDTH + 1))).isFalse();
        assertThat(service.decided(id(5_000 - ReplayWindow.WIDTH))).isEmpty();
    }

    @Test
    void aDecisionThatLeftTheWindowStaysSpent() {
        Fixture.execute(service, Fixture.decision(1));
        Fixture.execute(service, Fixture.decision(1 + ReplayWindow.WIDTH));
        assertThat(service.isDecided(id(1))).isTrue();
        assertThat(service.decided(id(1))).isEmpty();
    }

    @Test
    void theLargestNumberWithoutGapsSpendsEveryNumberFarBelow() {
        long last = Membership.LATER_NUMBERS - 1;
        Fixture.execute(service, Fixture.decision(last));
        assertThat(service.isDecided(id(1))).isTrue();
        assertThat(service.isDecided(id(last))).isTrue();
        assertThat(service.isDecided(id(last - 1))).isFalse();
    }

    /** It was proposed while the batch that moves the window was in flight, so it is no second time. */
    @Test
    void aRequestOvertakenByTheWindowInFlightIsExecuted() {
        Fixture.execute(service, Fixture.decision(5_000), Fixture.decision(3));
        assertThat(service.ledger().size()).isEqualTo(2);
        assertThat(service.isDecided(id(3))).isTrue();
    }

    @Test
    void clientsHaveWindowsOfTheirOwn() {
        Fixture.execute(service, Fixture.decision(5_000));
        Request other = Fixture.request(Fixture.hash("other client"), 1, Fixture.TERMS, Fixture.VALID);
        assertThat(Fixture.refusal(service, other)).isEmpty();
    }

    @Test
    void aRequestThatStandsInTheChainTwiceStopsTheReplica() {
        Fixture.execute(service, Fixture.decision(5));
        assertThatThrownBy(() -> Fixture.execute(service, Fixture.decision(5)))
                .isInstanceOfSatisfying(
                        BrokenInvariant.class,
                        broken -> assertThat(broken.invariant()).isEqualTo(Invariant.DECIDED_ONCE))
                .hasMessageContaining("stands in the chain a second time");
    }

    @Test
    void aGapInTheSequenceStopsTheReplica() {
        Batch first = Fixture.batch(service, List.of(Fixture.decision(1)));
        service.execute(first);
        assertThatThrownBy(() -> service.execute(first))
                .isInstanceOfSatisfying(
                        BrokenInvariant.class,
                        broken -> assertThat(broken.invariant()).isEqualTo(Invariant.DECIDED_ONCE))
                .hasMessageStartingWith("batch 1 was to be executed after 1 (");
    }

    @Test
    void aHeaderWithAnotherLedgerStopsTheReplica() {
        Batch good = Fixture.batch(service, List.of(Fixture.decision(1)));
        Header header = new Header(1, good.header().parent(), good.header().entriesRoot(), 1, Fixture.hash("root"));
        assertThatThrownBy(() -> service.execute(new Batch(header, good.entries())))
                .isInstanceOfSatisfying(
                        BrokenInvariant.class,
                        broken -> assertThat(broken.invariant()).isEqualTo(Invariant.LEDGER))
                .hasMessageContaining("the ledger after batch 1");
    }

    @ParameterizedTest
    @CsvSource({
        "runner, standard, 7, 1, 1000, 2000,",
        "runner, standard, 7, 0, 1000, 2000, NOT_PERMITTED",
        "runner, standard, 7, -1, 1000, 2000, NOT_PERMITTED",
        "nobody, standard, 7, 1, 1000, 2000, UNKNOWN_TERMS",
        "runner, lowest, 7, 1, 1000, 2000, UNKNOWN_TERMS",
        "runner, standard, 8, 1, 1000, 2000, EARLY",
        "runner, standard, 9, 1, 1000, 2000, UNKNOWN_TERMS",
        "runner, standard, 6, 1, 1000, 2000, UNKNOWN_TERMS",
        "runner, standard, 7, 1, 2000, 2000, EXPIRED",
        "runner, standard, 7, 1, -1, 2000, EXPIRED",
        "runner, standard, 7, 1, -9223372036854775808, 9223372036854775807, EXPIRED",
        "runner, standard, 7, 1, 0, 86400000,",
        "runner, standard, 7, 1, 0, 86400001, EXPIRED",
    })
    void requestsThatMayNotBeDecidedAreRefused(
            String executor, String tier, long charter, long number, long notBefore, long deadline, Rejection why) {
        Request request =
                Fixture.request(number, new Terms(executor, tier, charter), new Validity(notBefore, deadline));
        assertThat(Fixture.refusal(service, request)).isEqualTo(Optional.ofNullable(why));
    }

    @Test
    void aStrangerMayNotAsk() {
        Request request = Fixture.request(Fixture.hash("stranger"), 1, Fixture.TERMS, Fixture.VALID);
        assertThat(Fixture.refusal(service, request)).contains(Rejection.NOT_PERMITTED);
    }

    @Test
    void aRequestToAnotherGroupOrEpochIsRefused() {
        DecisionService nextEpoch = Fixture.service(new Domain(Fixture.DOMAIN.groupId(), 2));
        assertThat(Fixture.refusal(nextEpoch, Fixture.request(1))).contains(Rejection.NOT_PERMITTED);
    }

    @Test
    void recordedEvidenceIsKnownAndCounted() {
        EvidenceEntry entry = Fixture.evidence(2, Fixture.request(1));
        assertThat(service.isRecorded(entry.evidence().slot())).isFalse();

        Fixture.execute(service, entry);

        assertThat(service.isRecorded(entry.evidence().slot())).isTrue();
        assertThat(service.isRecorded(
                        Fixture.evidence(2, Fixture.request(2)).evidence().slot()))
                .isFalse();
        assertThat(service.isRecorded(
                        Fixture.evidence(1, Fixture.request(1)).evidence().slot()))
                .isFalse();
        assertThat(service.equivocations(2)).isEqualTo(1);
    }

    @Test
    void aReplicaConvictedOverAndOverNeedsNoFurtherEvidence() {
        Entry[] entries = new Entry[EvidenceRecord.LIMIT];
        for (int i = 0; i < entries.length; i++) {
            entries[i] = Fixture.evidence(2, Fixture.request(1 + i));
        }
        Fixture.execute(service, entries);
        EvidenceEntry more = Fixture.evidence(2, Fixture.request(100_000));

        assertThat(service.isRecorded(more.evidence().slot())).isTrue();
        assertThat(service.isRecorded(
                        Fixture.evidence(1, Fixture.request(1)).evidence().slot()))
                .isFalse();
        int size = size();
        Fixture.execute(service, more);
        assertThat(service.equivocations(2)).isEqualTo(EvidenceRecord.LIMIT + 1);
        assertThat(size() - size).as("only the ledger's frontier changes").isLessThanOrEqualTo(10 * 32);
    }

    @Test
    void anOrdinaryDecisionDoesNotCloseThePipeline() {
        assertThat(service.closesPipeline(Fixture.decision(1))).isFalse();
    }

    private int size() {
        return service.snapshot().stream().mapToInt(chunk -> chunk.size()).sum();
    }

    private static RequestId id(long number) {
        return new RequestId(Fixture.CLIENT, number);
    }
}
