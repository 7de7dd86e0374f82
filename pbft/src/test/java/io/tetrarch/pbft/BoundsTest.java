package io.tetrarch.pbft;

import static io.tetrarch.pbft.Cluster.signed;
import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Fetch;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.Prepare;
import io.tetrarch.pbft.message.Relay;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Status;
import io.tetrarch.pbft.message.Verdicts;
import java.util.List;
import org.junit.jupiter.api.Test;

/** S6, and who pays for a flood: the one who makes it. */
final class BoundsTest {
    private final Cluster cluster = new Cluster(4);

    @Test
    void aClientHasSoManyRequestsPendingAndNoMore() {
        cluster.delivers = letter -> false;
        int bound = Cluster.LIMITS.pendingPerClient();
        for (int n = 1; n <= bound; n++) {
            assertThat(cluster.step(1, submission(n))).containsExactly(new Effect.Judge(cluster.request(n)));
        }
        SignedRequest tooMany = cluster.request(bound + 1);
        assertThat(cluster.step(1, submission(bound + 1)))
                .containsExactly(new Effect.Refuse(tooMany.digest(), Rejection.TOO_MANY));
    }

    /** The leader is not to blame for what it does not know, so it is told first what the view timer runs for. */
    @Test
    void whatTheLeaderOwesLongestReachesItFirst() {
        int bound = Cluster.LIMITS.pendingPerClient();
        cluster.delivers = letter -> letter.to() != 0 && letter.from() != 0;
        for (int n = 1; n <= bound; n++) {
            for (int backup = 1; backup < 4; backup++) {
                cluster.submit(backup, cluster.request(n));
            }
            cluster.settle();
        }
        cluster.tick();
        int before = cluster.seen(1, Effect.Send.class).size();
        cluster.tick();
        List<Long> told = cluster.seen(1, Effect.Send.class).stream()
                .skip(before)
                .filter(send -> send.to() == 0)
                .map(send -> send.message().message())
                .filter(Relay.class::isInstance)
                .map(relay -> ((Relay) relay).request().id().number())
                .toList();
        assertThat(told).contains(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L).hasSizeLessThanOrEqualTo(32);
    }

    /** A client that fills the leader with requests that it gives nobody else does not set the others against it. */
    @Test
    void aLeaderHasRoomForWhatTheOthersHaveJudged() {
        int bound = Cluster.LIMITS.pendingPerClient();
        cluster.delivers = letter -> letter.to() != 0 && letter.from() != 0;
        for (int n = 1; n <= bound; n++) {
            cluster.submit(0, cluster.request(1000 + n));
        }
        SignedRequest waitedFor = cluster.request(1);
        for (int backup = 1; backup < 4; backup++) {
            cluster.submit(backup, waitedFor);
        }
        cluster.settle();
        cluster.delivers = letter -> !(letter.signed().message() instanceof Relay relay)
                || relay.request().equals(waitedFor);
        for (int i = 0; i < 4; i++) {
            cluster.tick();
        }
        assertThat(cluster.services.get(0).decided()).containsEntry(waitedFor.id(), Outcome.APPROVED);
        assertThat(cluster.executed(1)).isEqualTo(cluster.executed(0));
    }

    private Input submission(long number) {
        return new Input.Submitted(new VerifiedRequest(cluster.request(number)));
    }

    @Test
    void theSameNumberIsTakenOnceWhateverTheBody() {
        cluster.delivers = letter -> false;
        cluster.submit(1, cluster.request(1));
        SignedRequest other = cluster.request(1, "quorum", cluster.now + 1);
        assertThat(cluster.step(1, new Input.Submitted(new VerifiedRequest(other))))
                .containsExactly(new Effect.Refuse(other.digest(), Rejection.DUPLICATE));
    }

    @Test
    void aRequestPastItsDeadlineOrForAnotherEpochIsRefused() {
        SignedRequest late = cluster.request(1, "quorum", cluster.now - 1);
        assertThat(cluster.step(1, new Input.Submitted(new VerifiedRequest(late))))
                .containsExactly(new Effect.Refuse(late.digest(), Rejection.EXPIRED));
    }

    @Test
    void aPeerThatAsksTooMuchIsAnsweredNoMore() {
        Signed<Fetch> fetch = signed(3, new Fetch(new Fetch.WantedBatch(Digest.ZERO)));
        for (int i = 0; i < CatchUp.ANSWERS_PER_TICK; i++) {
            assertThat(cluster.receive(1, fetch)).isEmpty();
        }
        assertThat(cluster.receive(1, fetch)).containsExactly(new Effect.Drop(3, Rejection.OVER_BOUND));
        Signed<Status> status = signed(3, new Status(0, true, 0, 0));
        cluster.receive(1, status);
        assertThat(cluster.receive(1, status)).containsExactly(new Effect.Drop(3, Rejection.OVER_BOUND));
        cluster.tick();
        assertThat(cluster.receive(1, fetch)).isEmpty();
    }

    /** fabric#1943: a leader that orders a client's later request first does not shut the earlier one out. */
    @Test
    void anEarlierRequestIsDecidedAfterALaterOne() {
        cluster.submit(cluster.request(9));
        cluster.settle();
        SignedRequest earlier = cluster.request(2);
        cluster.submit(earlier);
        cluster.settle();
        assertThat(cluster.services.get(3).decided()).containsEntry(earlier.id(), Outcome.APPROVED);
    }

    /** A client that jumps ahead gives up what it left behind; nobody waits for it, and no view changes for it. */
    @Test
    void aRequestThatFellBelowItsClientsWindowIsRefused() {
        for (int i = 0; i < 4; i++) {
            cluster.answers.put(i, Answer.ABSTAIN);
        }
        cluster.delivers = letter -> !(letter.signed().message() instanceof Verdicts);
        SignedRequest left = cluster.request(1);
        cluster.submit(left);
        cluster.settle();
        cluster.delivers = letter -> true;
        cluster.submit(cluster.request(2 + ListService.WINDOW));
        cluster.settle();
        assertThat(cluster.seen(2, Effect.Refuse.class))
                .containsExactly(new Effect.Refuse(left.digest(), Rejection.DECIDED));
        cluster.now += 61_000;
        cluster.tick();
        assertThat(cluster.timers.get(2)).doesNotContainKey(Timer.VIEW);
    }

    /** Its higher number is in flight; replicas that execute it at different times must not differ about the lower one. */
    @Test
    void aLeaderDoesNotProposeWhatABatchInFlightWillPutBelowTheWindow() {
        SignedRequest ahead = cluster.request(1 + ListService.WINDOW);
        SignedRequest left = cluster.request(1);
        cluster.delivers = letter -> letter.to() != 0 || letter.signed().message() instanceof Verdicts;
        cluster.submit(0, left);
        cluster.submit(ahead);
        cluster.settle();
        assertThat(cluster.executed(1)).isEqualTo(1);
        assertThat(cluster.executed(0)).isZero();
        cluster.receive(0, Forge.verdict(1, left, Answer.APPROVE));
        cluster.receive(0, Forge.verdict(2, left, Answer.APPROVE));
        cluster.settle();
        cluster.delivers = letter -> true;
        cluster.tick();
        for (int i = 0; i < 4; i++) {
            assertThat(cluster.seen(i, Effect.Drop.class)).doesNotContain(new Effect.Drop(0, Rejection.BAD_ENTRY));
        }
        assertThat(cluster.seen(0, Effect.Refuse.class))
                .containsExactly(new Effect.Refuse(left.digest(), Rejection.DECIDED));
    }

    @Test
    void aRequestThatOneReplicaAloneReceivedReachesTheOthers() {
        SignedRequest request = cluster.request(1);
        cluster.submit(2, request);
        cluster.settle();
        for (int i = 0; i < 4; i++) {
            cluster.tick();
        }
        assertThat(cluster.services.get(0).decided()).containsEntry(request.id(), Outcome.APPROVED);
    }

    @Test
    void aRequestThatIsNeverSettledExpires() {
        cluster.answers.put(1, Answer.DENY);
        cluster.delivers = letter -> letter.from() != 3
                && letter.to() != 3
                && !(letter.signed().message() instanceof Verdicts && letter.from() == 2);
        SignedRequest request = cluster.request(1);
        cluster.submit(request);
        cluster.settle();
        cluster.delivers = letter -> !(letter.signed().message() instanceof Verdicts);
        cluster.now += 61_000;
        cluster.tick();
        for (int i = 0; i < 4; i++) {
            assertThat(cluster.services.get(i).decided()).containsEntry(request.id(), Outcome.EXPIRED);
        }
    }

    /** monad#1969, celo#183: votes for slots far ahead take no room. */
    @Test
    void votesFarAheadAreNotKept() {
        for (long sequence = 9; sequence < 10_000; sequence++) {
            assertThat(cluster.receive(1, signed(3, new Prepare(0, sequence, Digest.ZERO))))
                    .containsExactly(new Effect.Drop(3, Rejection.OUTSIDE_WINDOW));
        }
    }

    @Test
    void bodiesAreKeptUpToTheirBoundTheOldestGivenUpFirst() {
        Configuration configuration = Cluster.configuration(4, 0);
        Outbox out = new Outbox(0, statement -> Cluster.sign(0, statement));
        Bodies bodies = new Bodies(new ReplicaState(configuration, new ListService(configuration), out), 2);
        List<Batch> batches = List.of(batch(1), batch(2), batch(3));
        batches.forEach(bodies::put);
        assertThat(bodies.size()).isEqualTo(2);
        assertThat(bodies.get(batches.getFirst().digest())).isEmpty();
        assertThat(bodies.get(batches.getLast().digest())).isPresent();
    }

    private Batch batch(long number) {
        return Forge.batch(Forge.GENESIS, Forge.emptyLedger(), Forge.approved(cluster.request(number)));
    }

    @Test
    void orphansOfOneReplicaCrowdOutNoOthers() {
        Orphans orphans = new Orphans(4, 2);
        SignedRequest kept = cluster.request(1);
        orphans.add(Forge.vote(2, kept, Answer.APPROVE));
        for (int n = 2; n < 100; n++) {
            orphans.add(Forge.vote(3, cluster.request(n), Answer.APPROVE));
        }
        assertThat(orphans.claim(kept.digest())).hasSize(1);
        assertThat(orphans.claim(cluster.request(2).digest())).isEmpty();
    }
}
