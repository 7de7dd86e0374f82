package io.tetrarch.pbft;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.pbft.message.Commit;
import io.tetrarch.pbft.message.Message;
import org.junit.jupiter.api.Test;

/** Withheld or lost bodies: whoever prepared a header can still give its batch after a view change and a restart. */
final class KeptBodiesTest {
    private final Cluster cluster = new Cluster(4);

    private static boolean isCommit(Message message) {
        return message instanceof Commit;
    }

    private void restartAll() {
        cluster.mail.clear();
        for (int i = 0; i < 4; i++) {
            cluster.restart(i);
        }
    }

    private void assertDecided(int count) {
        cluster.delivers = letter -> true;
        for (int i = 0; i < 40; i++) {
            cluster.tick();
            if (i % 10 == 9) {
                cluster.viewTimeout();
            }
        }
        for (int i = 0; i < 4; i++) {
            assertThat(cluster.services.get(i).decided()).hasSize(count);
        }
    }

    @Test
    void aBatchPreparedByAllIsDecidedAfterAllRestartInTheNextView() {
        cluster.delivers = letter -> !isCommit(letter.signed().message());
        cluster.submit(cluster.request(1));
        cluster.settle();
        cluster.delivers = letter -> false;
        cluster.viewTimeout();
        restartAll();
        assertDecided(1);
    }

    @Test
    void aCompactionBetweenKeepsTheBodiesToo() {
        cluster.delivers = letter -> !(letter.signed().message() instanceof io.tetrarch.pbft.message.Checkpoint);
        for (int n = 1; n <= 4; n++) {
            cluster.submit(cluster.request(n));
            cluster.settle();
        }
        cluster.delivers = letter -> !isCommit(letter.signed().message())
                && !(letter.signed().message() instanceof io.tetrarch.pbft.message.Checkpoint);
        cluster.submit(cluster.request(5));
        cluster.settle();
        cluster.delivers = letter -> false;
        cluster.viewTimeout();
        cluster.delivers = letter -> letter.signed().message() instanceof io.tetrarch.pbft.message.Checkpoint;
        cluster.tick();
        // Their STATUS is not delivered, so the checkpoints are sent as in answer to one.
        for (int from = 0; from < 4; from++) {
            for (int to = 0; to < 4; to++) {
                if (from != to) {
                    cluster.receive(from, Cluster.signed(to, new io.tetrarch.pbft.message.Status(0, true, 0, 4)));
                }
            }
        }
        cluster.settle();
        assertThat(cluster.replicas.get(0).standing().lowWatermark()).isEqualTo(4);
        restartAll();
        assertDecided(5);
    }
}
