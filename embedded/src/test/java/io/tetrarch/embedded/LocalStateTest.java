package io.tetrarch.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.gate.service.DecisionService;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A client that asked under a charter that few replicas have come to would be told that it comes too early. */
class LocalStateTest {
    private final TestGroup group = new TestGroup();

    private long inForce(long... versions) {
        List<DecisionService> services =
                LongStream.of(versions).mapToObj(group::service).toList();
        return new LocalState(() -> services).charters().current().version();
    }

    @Test
    void aCharterIsInForceOnceAQuorumHasComeToIt() {
        assertThat(inForce(1, 1, 1, 1)).isEqualTo(1);
        assertThat(inForce(2, 1, 2, 1)).isEqualTo(1);
        assertThat(inForce(2, 1, 2, 2)).isEqualTo(2);
        assertThat(inForce(3, 1, 2, 2)).isEqualTo(2);
    }
}
