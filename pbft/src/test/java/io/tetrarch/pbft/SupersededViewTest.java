package io.tetrarch.pbft;

import static io.tetrarch.pbft.Cluster.signed;
import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.Body;
import io.tetrarch.pbft.message.Committed;
import io.tetrarch.pbft.message.NewView;
import io.tetrarch.pbft.message.Signed;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A view's base is prepared, not committed: a later view may pass it over and commit another batch. To a replica that
 * slept in the old view this is no broken invariant, though nobody is faulty and its base contradicts what it executes.
 */
final class SupersededViewTest {
    private final Cluster cluster = new Cluster(4);
    private final Batch oldFirst = batch(1);
    private final Batch oldSecond = Forge.batch(
            Forge.link(oldFirst), Forge.emptyLedger().append(oldFirst.entries()), Forge.approved(cluster.request(2)));
    private final Batch newFirst = batch(3);

    private Batch batch(long number) {
        return Forge.batch(Forge.GENESIS, Forge.emptyLedger(), Forge.approved(cluster.request(number)));
    }

    /** View 1 on the two batches that replica 1 alone had prepared in view 0. */
    private Signed<NewView> firstView() {
        return Forge.newView(
                1,
                1,
                List.of(
                        Forge.viewChange(1, 1, Forge.prepared(0, Forge.link(oldSecond), 0, 1, 2)),
                        Forge.viewChange(0, 1),
                        Forge.viewChange(2, 1)));
    }

    /** View 2, made of replicas 0, 2 and 3, committed another batch. */
    private Signed<Committed> committedInTheSecondView() {
        return signed(0, new Committed(List.of(newFirst), Forge.committed(2, Forge.link(newFirst), 0, 2, 1)));
    }

    private void assertOnTheCommittedBranch() {
        assertThat(cluster.executed(3)).isEqualTo(1);
        cluster.tick();
        cluster.restart(3);
        assertThat(cluster.executed(3)).isEqualTo(1);
        assertThat(cluster.services.get(3).decided()).hasSize(1);
    }

    @Test
    void aBatchCommittedBelowAnOldBaseWhoseBodiesAreMissing() {
        cluster.delivers = letter -> false;
        cluster.receive(3, firstView());
        cluster.receive(3, committedInTheSecondView());
        cluster.receive(3, signed(1, new Body(oldSecond)));
        cluster.receive(3, signed(1, new Body(oldFirst)));
        assertOnTheCommittedBranch();
    }

    @Test
    void aBatchCommittedBelowAnOldBaseWhoseBodiesAreHere() {
        cluster.delivers = letter -> false;
        cluster.receive(3, firstView());
        cluster.receive(3, signed(1, new Body(oldSecond)));
        cluster.receive(3, signed(1, new Body(oldFirst)));
        cluster.receive(3, committedInTheSecondView());
        assertOnTheCommittedBranch();
    }

    @Test
    void anOldNewViewThatArrivesAfterTheBatchThatPassedItOver() {
        cluster.delivers = letter -> false;
        cluster.receive(3, committedInTheSecondView());
        cluster.receive(3, firstView());
        cluster.receive(3, signed(1, new Body(oldSecond)));
        cluster.receive(3, signed(1, new Body(oldFirst)));
        assertOnTheCommittedBranch();
    }

    @Test
    void anOldNewViewWhoseBaseIsTheBatchPassedOver() {
        cluster.delivers = letter -> false;
        cluster.receive(3, committedInTheSecondView());
        cluster.receive(
                3,
                Forge.newView(
                        1,
                        1,
                        List.of(
                                Forge.viewChange(1, 1, Forge.prepared(0, Forge.link(oldFirst), 0, 1, 2)),
                                Forge.viewChange(0, 1),
                                Forge.viewChange(2, 1))));
        assertOnTheCommittedBranch();
    }

    /** A faulty leader of view 1 shows this replica another V than the others, who commit on theirs. */
    @Test
    void aBaseShownToOneReplicaAloneGivesWayToWhatTheSameViewCommitted() {
        Cluster group = new Cluster(4);
        Batch shown = Forge.batch(Forge.GENESIS, Forge.emptyLedger(), Forge.approved(group.request(1)));
        Batch committed = Forge.batch(Forge.GENESIS, Forge.emptyLedger(), Forge.approved(group.request(2)));
        group.receive(
                3,
                Forge.newView(
                        1,
                        1,
                        List.of(
                                Forge.viewChange(0, 1),
                                Forge.viewChange(1, 1, Forge.prepared(0, Forge.link(shown), 0, 1, 2)),
                                Forge.viewChange(2, 1))));
        group.receive(
                3,
                Cluster.signed(
                        0, new Committed(List.of(committed), Forge.committed(1, Forge.link(committed), 0, 1, 2))));
        assertThat(group.executed(3)).isEqualTo(1);
        assertThat(group.seen(3, Effect.Execute.class).getFirst().batches()).containsExactly(committed);
    }
}
