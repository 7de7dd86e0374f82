package io.tetrarch.gate.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.InclusionPath;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.Request;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Terms;
import io.tetrarch.pbft.message.Validity;
import io.tetrarch.pbft.message.Verdict;
import io.tetrarch.pbft.message.VerdictVote;
import io.tetrarch.proof.receipt.Receipt;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the replicated state keeps so that quotas can be counted. */
class QuotaCountsTest {
    private final DecisionService service = Fixture.service();

    @Test
    void whatWasDecidedCountsWhateverTheOutcome() {
        Fixture.execute(service, at(1, 5_000, Outcome.APPROVED), at(2, 4_000, Outcome.DENIED));
        Fixture.execute(service, at(3, 6_000, Outcome.EXPIRED));
        assertThat(service.asked(Fixture.CLIENT).latest())
                .extracting(Asked.Request::number)
                .containsExactly(2L, 1L, 3L);
        assertThat(service.asked(Fixture.CLIENT).since(4_000))
                .extracting(Asked.Request::number)
                .containsExactly(1L, 3L);
        assertThat(service.asked(Fixture.hash("other client")).latest()).isEmpty();
    }

    @Test
    void aReceiptCountsForNothing() {
        Terms receipts = new Terms("runner", Receipt.TIER, 7);
        Fixture.execute(service, Fixture.on("{\"kind\":\"receipt\"}", 1, receipts, Outcome.DENIED));
        assertThat(service.asked(Fixture.CLIENT).latest()).isEmpty();
    }

    /** One replica alone that says so could let a client ask for ever. */
    @Test
    void whatAQuotaStoppedCountsForNothingIfAWeakQuorumSaysSo() {
        Fixture.execute(service, stopped(1, 2), stopped(2, 1));
        assertThat(service.asked(Fixture.CLIENT).latest())
                .extracting(Asked.Request::number)
                .containsExactly(2L);
    }

    @Test
    void whatWasApprovedCountsWhateverHasBeenSaid() {
        DecisionEntry denied = stopped(1, 2);
        Fixture.execute(service, new DecisionEntry(denied.request(), Outcome.APPROVED, denied.verdicts()));
        assertThat(service.asked(Fixture.CLIENT).latest()).hasSize(1);
    }

    @Test
    void theLatestAreKeptWhateverTheOrderTheyCameIn() {
        for (int i = 0; i < Asked.MOST + 20; i++) {
            long number = i % 2 == 0 ? i + 2 : i;
            Fixture.execute(service, at(number, 1_000 + number, Outcome.APPROVED));
        }
        List<Asked.Request> kept = service.asked(Fixture.CLIENT).latest();
        assertThat(kept).hasSize(Asked.MOST).isSorted();
        assertThat(kept.getFirst().beginMillis()).isGreaterThanOrEqualTo(1_020);
    }

    @Test
    void anotherReplicaThatTakesTheStateOverCountsTheSame() {
        Fixture.execute(service, at(2, 2_000, Outcome.APPROVED), at(1, 3_000, Outcome.DENIED), stopped(3, 2));
        DecisionService copy = Fixture.service();
        copy.restore(service.snapshot());
        assertThat(copy.asked(Fixture.CLIENT)).isEqualTo(service.asked(Fixture.CLIENT));
        assertThat(copy.snapshot()).isEqualTo(service.snapshot());
    }

    private static DecisionEntry at(long number, long beginMillis, Outcome outcome) {
        return Fixture.decision(
                Fixture.request(number, Fixture.TERMS, new Validity(beginMillis, beginMillis + 1_000)), outcome);
    }

    private static DecisionEntry stopped(long number, int replicas) {
        Request request = Fixture.request(number);
        List<VerdictVote> votes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            String reason = i < replicas ? Asked.STOPPED : "too-risky";
            votes.add(new VerdictVote(
                    i,
                    new Verdict(request.digest(), Answer.DENY, "judge", 7, reason, "why"),
                    new InclusionPath(0, 1, List.of()),
                    Bytes.copyOf(new byte[64])));
        }
        return new DecisionEntry(
                new SignedRequest(request, Bytes.copyOf(new byte[64]), Bytes.EMPTY), Outcome.DENIED, votes);
    }
}
