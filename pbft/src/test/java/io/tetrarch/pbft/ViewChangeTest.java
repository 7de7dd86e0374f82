package io.tetrarch.pbft;

import static io.tetrarch.pbft.Cluster.signed;
import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.Commit;
import io.tetrarch.pbft.message.NewView;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.PrePrepare;
import io.tetrarch.pbft.message.Prepare;
import io.tetrarch.pbft.message.PreparedCertificate;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.ViewChange;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Paper, section 4.4. */
final class ViewChangeTest {
    private final Cluster cluster = new Cluster(4);

    private Batch first(long number) {
        return Forge.batch(Forge.GENESIS, Forge.emptyLedger(), Forge.approved(cluster.request(number)));
    }

    private long view(int replica) {
        return cluster.replicas.get(replica).standing().view();
    }

    private boolean active(int replica) {
        return cluster.replicas.get(replica).standing().active();
    }

    @Test
    void aSilentLeaderIsReplacedAndFollowsLater() {
        cluster.delivers = letter -> letter.from() != 0 && letter.to() != 0;
        SignedRequest request = cluster.request(1);
        cluster.submit(request);
        cluster.settle();
        assertThat(cluster.executed(1)).isZero();
        cluster.viewTimeout();
        for (int i = 1; i < 4; i++) {
            assertThat(cluster.services.get(i).decided()).containsEntry(request.id(), Outcome.APPROVED);
            assertThat(view(i)).isEqualTo(1);
        }
        cluster.delivers = letter -> true;
        cluster.tick();
        cluster.tick();
        assertThat(cluster.executed(0)).isEqualTo(1);
        assertThat(view(0)).isEqualTo(1);
        assertThat(active(0)).isTrue();
    }

    /** raijin#8, IBFT (arXiv 1901.07160): what one replica committed, the others must not lose. */
    @Test
    void aBatchCommittedAtOneReplicaAloneSurvives() {
        SignedRequest request = cluster.request(1);
        cluster.delivers = letter -> !(letter.signed().message() instanceof Commit) || letter.to() == 3;
        cluster.submit(request);
        cluster.settle();
        assertThat(cluster.executed(3)).isEqualTo(1);
        assertThat(cluster.executed(1)).isZero();
        Batch committed =
                cluster.seen(3, Effect.Execute.class).getFirst().batches().getFirst();
        cluster.delivers = letter -> letter.from() != 3 && letter.to() != 3;
        cluster.viewTimeout();
        for (int i = 0; i < 3; i++) {
            assertThat(cluster.seen(i, Effect.Execute.class)
                            .getFirst()
                            .batches()
                            .getFirst()
                            .digest())
                    .isEqualTo(committed.digest());
            assertThat(view(i)).isEqualTo(1);
        }
    }

    @Test
    void theViewChangeIsDurableBeforeItIsSentAndStopsTheTimer() {
        cluster.receive(2, signed(0, new PrePrepare(0, first(1))));
        List<Effect> effects = cluster.step(2, new Input.TimerFired(Timer.VIEW));
        Signed<ViewChange> change = Forge.viewChange(2, 1);
        assertThat(effects)
                .containsExactly(
                        new Effect.Persist(new Stored.Own(change)),
                        new Effect.Broadcast(change),
                        new Effect.ViewChanged(1, false));
    }

    /** FISCO-BCOS#2211. */
    @Test
    void oneMessageWithAHugeViewMovesNobody() {
        cluster.receive(2, Forge.viewChange(3, Long.MAX_VALUE - 1));
        assertThat(view(2)).isZero();
        assertThat(active(2)).isTrue();
    }

    @Test
    void fPlusOneLaterReplicasAreJoinedInTheNearestOfTheirViews() {
        cluster.receive(2, Forge.viewChange(3, 7));
        cluster.receive(2, Forge.viewChange(0, 3));
        assertThat(view(2)).isEqualTo(3);
        assertThat(active(2)).isFalse();
    }

    /** concord-bft#50: an invalid certificate spoils its own message and no other. */
    @Test
    void anInvalidCertificateSpoilsOnlyItsOwnMessage() {
        Link link = Forge.link(first(1));
        Signed<ViewChange> forged = Forge.viewChange(0, 1, Forge.prepared(0, link, 0, 1));
        Signed<ViewChange> valid = Forge.viewChange(3, 1, Forge.prepared(0, link, 0, 1, 3));
        assertThat(cluster.receive(1, forged)).contains(new Effect.Drop(0, Rejection.BAD_CERTIFICATE));
        cluster.receive(1, valid);
        assertThat(view(1)).isZero();
        cluster.receive(1, Forge.viewChange(2, 1));
        assertThat(view(1)).isEqualTo(1);
        assertThat(active(1)).isTrue();
    }

    @Test
    void aCertificateOfTheVeryViewAskedForIsInvalid() {
        Signed<ViewChange> ahead = Forge.viewChange(0, 1, Forge.prepared(1, Forge.link(first(1)), 0, 1, 3));
        assertThat(cluster.receive(1, ahead)).containsExactly(new Effect.Drop(0, Rejection.BAD_CERTIFICATE));
    }

    @Test
    void theNewLeaderBuildsOnTheHighestCertificateAndEveryBackupOnTheSame() {
        Batch low = first(1);
        PreparedCertificate certificate = Forge.prepared(0, Forge.link(low), 0, 1, 3);
        List<Signed<ViewChange>> changes =
                List.of(Forge.viewChange(1, 1), Forge.viewChange(0, 1, certificate), Forge.viewChange(3, 1));
        Signed<NewView> newView = Forge.newView(1, 1, changes);
        Signed<Prepare> prepare = signed(2, new Prepare(1, 1, low.digest()));
        assertThat(cluster.receive(2, newView))
                .startsWith(
                        new Effect.Persist(new Stored.Entered(newView)),
                        new Effect.Persist(new Stored.Own(prepare)),
                        new Effect.Broadcast(prepare),
                        new Effect.ViewChanged(1, true));
    }

    /** FISCO-BCOS#5168: the base follows from V, whatever the new leader then proposes. */
    @Test
    void aLeaderThatPassesTheBaseOverIsNotFollowed() {
        Batch prepared = first(1);
        PreparedCertificate certificate = Forge.prepared(0, Forge.link(prepared), 0, 1, 3);
        cluster.receive(
                2,
                Forge.newView(
                        1,
                        1,
                        List.of(Forge.viewChange(1, 1), Forge.viewChange(0, 1, certificate), Forge.viewChange(3, 1))));
        assertThat(cluster.receive(2, signed(1, new PrePrepare(1, first(2)))))
                .containsExactly(new Effect.Drop(1, Rejection.LATE));
    }

    @Test
    void aNewViewNeedsAQuorumOfDistinctRepliesForItsOwnView() {
        Signed<ViewChange> one = Forge.viewChange(1, 1);
        Signed<ViewChange> two = Forge.viewChange(0, 1);
        for (List<Signed<ViewChange>> bad : List.of(
                List.of(one, two),
                List.of(one, two, two),
                List.of(one, two, Forge.viewChange(3, 2)),
                List.of(one, two, Forge.viewChange(3, 1), Forge.viewChange(2, 1)))) {
            assertThat(cluster.receive(2, Forge.newView(1, 1, bad)))
                    .containsExactly(new Effect.Drop(1, Rejection.BAD_CERTIFICATE));
        }
        assertThat(view(2)).isZero();
    }

    @Test
    void onlyTheLeaderOfTheNewViewAnnouncesIt() {
        List<Signed<ViewChange>> changes =
                List.of(Forge.viewChange(0, 1), Forge.viewChange(1, 1), Forge.viewChange(3, 1));
        assertThat(cluster.receive(2, Forge.newView(3, 1, changes)))
                .containsExactly(new Effect.Drop(3, Rejection.NOT_LEADER));
    }

    /** raijin#18: replayed quorums of the past. */
    @Test
    void theViewNeverGoesBack() {
        List<Signed<ViewChange>> one = List.of(Forge.viewChange(0, 1), Forge.viewChange(1, 1), Forge.viewChange(3, 1));
        List<Signed<ViewChange>> two = List.of(Forge.viewChange(0, 2), Forge.viewChange(1, 2), Forge.viewChange(2, 2));
        cluster.receive(3, Forge.newView(2, 2, two));
        assertThat(view(3)).isEqualTo(2);
        assertThat(cluster.receive(3, Forge.newView(1, 1, one)))
                .containsExactly(new Effect.Drop(1, Rejection.WRONG_VIEW));
        one.forEach(change -> cluster.receive(3, change));
        cluster.restart(3);
        cluster.receive(3, Forge.newView(1, 1, one));
        assertThat(view(3)).isEqualTo(2);
        assertThat(active(3)).isTrue();
    }

    /** besu#7875: prepared in view 0, proposed again two views later. */
    @Test
    void aBatchPreparedInAnOldViewIsDecidedTwoViewsLater() {
        SignedRequest request = cluster.request(1);
        cluster.delivers = letter -> !(letter.signed().message() instanceof Commit);
        cluster.submit(request);
        cluster.settle();
        cluster.delivers = letter -> letter.from() != 1 && !(letter.signed().message() instanceof Commit);
        cluster.viewTimeout();
        cluster.delivers = letter -> true;
        cluster.viewTimeout();
        for (int i = 0; i < 4; i++) {
            assertThat(cluster.services.get(i).decided()).containsEntry(request.id(), Outcome.APPROVED);
        }
        assertThat(view(2)).isEqualTo(2);
    }

    @Test
    void theTimeoutDoublesWithEveryFailedViewUpToItsCapAndProgressResetsIt() {
        cluster.submit(cluster.request(1));
        for (int view = 1; view <= 8; view++) {
            for (int other : new int[] {0, 1, 3}) {
                cluster.receive(2, Forge.viewChange(other, view));
            }
            if (view % 4 != 2) {
                assertThat(cluster.timers.get(2).get(Timer.VIEW))
                        .isEqualTo(Math.min(5_000L << (view - 1), Timeouts.DEFAULT.viewCapMillis()));
            }
        }
    }

    /** The request timer belongs to a settled request: progress elsewhere does not excuse passing it over. */
    @Test
    void theTimerRunsOnlyWhileSomethingSettledIsNotExecuted() {
        cluster.submit(1, cluster.request(1));
        assertThat(cluster.timers.get(1)).doesNotContainKey(Timer.VIEW);
        cluster.receive(1, Forge.verdict(2, cluster.request(1), io.tetrarch.pbft.message.Answer.APPROVE));
        cluster.receive(1, Forge.verdict(3, cluster.request(1), io.tetrarch.pbft.message.Answer.APPROVE));
        assertThat(cluster.timers.get(1)).containsEntry(Timer.VIEW, 5_000L);
        Batch other = first(2);
        cluster.forget();
        cluster.receive(1, signed(0, new PrePrepare(0, other)));
        for (int sender : new int[] {0, 2, 3}) {
            cluster.receive(1, signed(sender, new Commit(0, 1, other.digest())));
        }
        assertThat(cluster.seen(1, Effect.StartTimer.class)).isEmpty();
        assertThat(cluster.timers.get(1)).containsKey(Timer.VIEW);
    }

    /** Its VIEW-CHANGE for this view was lost and will never come again; it has left all the same. */
    @Test
    void aReplicaThatWentFurtherCountsAsHavingLeft() {
        cluster.receive(0, Forge.viewChange(2, 1));
        cluster.receive(0, Forge.viewChange(3, 1));
        cluster.restart(0);
        cluster.receive(0, Forge.viewChange(3, 1));
        assertThat(cluster.timers.get(0)).doesNotContainKey(Timer.VIEW);
        cluster.receive(0, Forge.viewChange(2, 2));
        assertThat(cluster.timers.get(0)).containsKey(Timer.VIEW);
        cluster.fire(0, Timer.VIEW);
        assertThat(view(0)).isEqualTo(2);
    }

    @Test
    void aReplicaThatTheNewLeaderLeavesOutIsToldByOthers() {
        SignedRequest request = cluster.request(1);
        cluster.delivers = letter ->
                letter.from() != 0 && !(letter.to() == 3 && letter.signed().message() instanceof NewView);
        cluster.submit(request);
        cluster.settle();
        cluster.viewTimeout();
        assertThat(active(3)).isFalse();
        cluster.tick();
        assertThat(active(3)).isTrue();
        assertThat(view(3)).isEqualTo(1);
    }

    @Test
    void theHighestCertificateIsCarriedEvenBelowTheCheckpoint() {
        for (int n = 1; n <= 4; n++) {
            cluster.submit(cluster.request(n));
            cluster.settle();
        }
        assertThat(cluster.replicas.get(2).standing().lowWatermark()).isEqualTo(4);
        cluster.forget();
        cluster.receive(2, Forge.viewChange(0, 1));
        cluster.receive(2, Forge.viewChange(3, 1));
        ViewChange change = cluster.seen(2, Effect.Broadcast.class).stream()
                .map(broadcast -> broadcast.message().message())
                .filter(ViewChange.class::isInstance)
                .map(ViewChange.class::cast)
                .findFirst()
                .orElseThrow();
        assertThat(change.stable().map(stable -> stable.sequence())).isEqualTo(Optional.of(4L));
        assertThat(change.prepared().map(PreparedCertificate::sequence)).isEqualTo(Optional.of(4L));
    }
}
