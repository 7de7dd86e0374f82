package io.tetrarch.pbft;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.SignedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Paper, section 4.2. */
final class NormalCaseTest {
    @ParameterizedTest
    @ValueSource(ints = {4, 7, 10, 13})
    void aRequestThatAQuorumApprovesIsApprovedByAll(int size) {
        Cluster cluster = new Cluster(size);
        SignedRequest request = cluster.request(1);
        cluster.submit(request);
        cluster.settle();
        for (int i = 0; i < size; i++) {
            assertThat(cluster.services.get(i).decided()).containsEntry(request.id(), Outcome.APPROVED);
        }
    }

    @Test
    void twoObjectorsMakeItDenied() {
        Cluster cluster = new Cluster(4);
        cluster.answers.put(1, Answer.DENY);
        cluster.answers.put(3, Answer.DENY);
        SignedRequest request = cluster.request(1);
        cluster.submit(request);
        cluster.settle();
        for (int i = 0; i < 4; i++) {
            assertThat(cluster.services.get(i).decided()).containsEntry(request.id(), Outcome.DENIED);
        }
    }

    @Test
    void aSilentLeaderIsReplaced() {
        Cluster cluster = new Cluster(4);
        cluster.delivers = letter -> letter.from() != 0 && letter.to() != 0;
        SignedRequest request = cluster.request(1);
        cluster.submit(request);
        cluster.settle();
        assertThat(cluster.executed(1)).isZero();
        cluster.viewTimeout();
        for (int i = 1; i < 4; i++) {
            assertThat(cluster.services.get(i).decided()).containsEntry(request.id(), Outcome.APPROVED);
            assertThat(cluster.replicas.get(i).standing().view()).isEqualTo(1);
        }
        cluster.delivers = letter -> true;
        cluster.tick();
        cluster.tick();
        assertThat(cluster.executed(0)).isEqualTo(1);
        assertThat(cluster.replicas.get(0).standing().view()).isEqualTo(1);
    }

    @Test
    void manyRequestsPassCheckpointsAndRestarts() {
        Cluster cluster = new Cluster(4);
        for (int n = 1; n <= 60; n++) {
            cluster.submit(cluster.request(n));
            cluster.settle();
            cluster.restart(n % 4);
            cluster.tick();
        }
        cluster.tick();
        for (int i = 0; i < 4; i++) {
            assertThat(cluster.services.get(i).decided()).hasSize(60);
            assertThat(cluster.replicas.get(i).standing().lowWatermark()).isGreaterThanOrEqualTo(56);
        }
    }
}
