package io.tetrarch.pbft;

import static io.tetrarch.pbft.Cluster.signed;
import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.Forward;
import io.tetrarch.pbft.message.PrePrepare;
import io.tetrarch.pbft.message.Prepare;
import io.tetrarch.pbft.message.Signed;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A leader's signature covers the header: what a backup puts beside it must not stand in the real batch's place. */
final class PoisonTest {
    private final Cluster cluster = new Cluster(4);

    @Test
    void anHonestLeadersProposalPassedOnWithOtherEntries() {
        Batch batch = Forge.batch(Forge.GENESIS, Forge.emptyLedger(), Forge.approved(cluster.request(1)));
        Signed<PrePrepare> real = signed(0, new PrePrepare(0, batch));
        Signed<PrePrepare> mangled =
                new Signed<>(0, new PrePrepare(0, new Batch(batch.header(), List.of())), real.signature());
        cluster.receive(1, signed(3, new Forward(mangled)));
        cluster.receive(1, real);
        assertThat(cluster.seen(1, Effect.Broadcast.class))
                .anyMatch(broadcast -> broadcast.message().message() instanceof Prepare);
    }
}
