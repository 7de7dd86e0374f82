package io.tetrarch.pbft;

import static io.tetrarch.pbft.Cluster.signed;
import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.pbft.message.Accusation;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Evidence;
import io.tetrarch.pbft.message.EvidenceEntry;
import io.tetrarch.pbft.message.SignedRequest;
import org.junit.jupiter.api.Test;

/** Where a batch holds one entry, evidence and decisions have to share the batches. */
final class OneEntryBatchTest {
    private static final int ACCUSATIONS = 6;

    private final Cluster cluster = new Cluster(4, new Limits(4, 4, 1, 1 << 20, 64, 256));

    private void accuse() {
        cluster.delivers = letter -> false;
        for (int n = 1; n <= ACCUSATIONS; n++) {
            SignedRequest request = cluster.request(n);
            Evidence evidence = new Evidence.ConflictingVerdicts(
                    Forge.vote(3, request, Answer.APPROVE), Forge.vote(3, request, Answer.DENY));
            for (int i = 0; i < 4; i++) {
                cluster.receive(i, signed(3, new Accusation(evidence)));
            }
        }
        cluster.delivers = letter -> true;
    }

    private long evidenceOnLedger() {
        return cluster.seen(1, Effect.Execute.class).stream()
                .flatMap(execute -> execute.batches().stream())
                .flatMap(batch -> batch.entries().stream())
                .filter(EvidenceEntry.class::isInstance)
                .count();
    }

    @Test
    void muchEvidenceKeepsNoRequestFromBeingDecided() {
        accuse();
        for (int n = 1; n <= 3; n++) {
            cluster.submit(cluster.request(n));
        }
        cluster.settle();

        assertThat(cluster.services.get(1).decided()).hasSize(3);
        assertThat(cluster.replicas.get(1).standing().view()).isZero();
        assertThat(evidenceOnLedger()).isPositive().isLessThanOrEqualTo(4);
    }

    @Test
    void manyRequestsKeepNoEvidenceFromTheLedger() {
        accuse();
        for (int n = 1; n <= 2 * ACCUSATIONS; n++) {
            cluster.submit(cluster.request(n));
        }
        cluster.settle();

        assertThat(cluster.services.get(1).decided()).hasSize(2 * ACCUSATIONS);
        assertThat(evidenceOnLedger()).isEqualTo(ACCUSATIONS);
    }
}
