package io.tetrarch.pbft;

import static io.tetrarch.pbft.Cluster.signed;
import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.CheckpointCertificate;
import io.tetrarch.pbft.message.Committed;
import io.tetrarch.pbft.message.Reminder;
import io.tetrarch.pbft.message.Stable;
import io.tetrarch.pbft.message.StateRoot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * S3: the view to return from is told by a batch that was committed without this replica. The last one of the window may
 * have been committed with its own lost vote, before it left for views that it knows nothing of (found by the model:
 * wrong-learner-window).
 */
final class ReturnWindowTest {
    private static final int WINDOW = Cluster.LIMITS.window();

    private final Cluster cluster = new Cluster(4);
    private final List<Batch> batches = new ArrayList<>();

    private void show(long view, int upTo) {
        LedgerTip ledger = Forge.emptyLedger();
        for (Batch batch : batches) {
            ledger = ledger.append(batch.entries());
        }
        while (batches.size() < upTo) {
            Link parent = batches.isEmpty() ? Forge.GENESIS : Forge.link(batches.getLast());
            batches.add(Forge.batch(parent, ledger, Forge.approved(cluster.request(batches.size() + 1))));
            ledger = ledger.append(batches.getLast().entries());
        }
        long from = cluster.executed(3);
        cluster.receive(
                3,
                signed(
                        1,
                        new Committed(
                                batches.subList((int) from, upTo),
                                Forge.committed(view, Forge.link(batches.getLast()), 0, 1, 2))));
    }

    @Test
    void theLastBatchOfTheWindowDoesNotSayFromWhichViewToReturn() {
        cluster.disks.get(3).clear();
        cluster.start(3, false);
        long challenge = cluster.challenges.get(3);
        for (int peer = 0; peer < 3; peer++) {
            cluster.receive(3, signed(peer, new Reminder(3, challenge, 0, List.of(), Optional.empty(), List.of())));
        }
        show(0, WINDOW);
        cluster.receive(3, signed(1, new Stable(checkpoint())));
        assertThat(cluster.replicas.get(3).standing().lowWatermark()).isEqualTo(WINDOW);
        assertThat(stage()).isEqualTo(ReplicaReport.Stage.LEARNING);

        show(4, WINDOW + 1);
        assertThat(stage()).isEqualTo(ReplicaReport.Stage.VOTING);
        assertThat(cluster.replicas.get(3).standing().view()).isEqualTo(6);
    }

    private ReplicaReport.Stage stage() {
        return cluster.replicas.get(3).report().stage();
    }

    private CheckpointCertificate checkpoint() {
        ListService service = new ListService(Cluster.configuration(4, 0));
        batches.forEach(service::execute);
        return Forge.stable(WINDOW, batches.getLast().digest(), StateRoot.of(service.snapshot()), 0, 1, 2);
    }
}
