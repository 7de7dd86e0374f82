package io.tetrarch.console.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.json.JsonObject;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Hash;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.Verdict;
import io.tetrarch.pbft.message.Verdicts;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ReplicaWatchTest {
    private final ReplicaWatch watch = new ReplicaWatch(4);

    private void send(int request, String reason) {
        Verdict verdict =
                new Verdict(Hash.sha3(new byte[] {(byte) request}), Answer.APPROVE, "j", 1, reason, "Because.");
        watch.onSent(0, new Signed<>(0, new Verdicts(List.of(verdict)), Bytes.wrap(new byte[64])));
    }

    @Test
    void aVerdictThatIsSentAgainIsShownOnceTheLatestFirst() {
        send(1, "first");
        send(2, "second");
        send(1, "first");

        assertThat(watch.seen(0).lastVerdicts())
                .extracting(each -> ((JsonObject) each).string("reasonCode"))
                .containsExactly("second", "first");
    }

    @Test
    void whyAReplicaHaltedIsForgottenWhenItIsBack() {
        watch.onDrill(0, false);
        assertThat(watch.seen(0).haltedBecause()).isPresent();
        watch.onDrill(0, true);

        assertThat(watch.seen(0).haltedBecause()).isEmpty();
    }
}
