package io.tetrarch.use;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.use.constitution.ConstitutionalHotSwap;
import io.tetrarch.use.federation.FederatedPeerConsensus;
import io.tetrarch.use.provenance.ProvenanceForkResolution;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each use is played for real: four replicas, real keys, a disk, and its faults. */
class PlayedUsesTest {
    static List<Use> uses() {
        return List.of(new ConstitutionalHotSwap(), new FederatedPeerConsensus(), new ProvenanceForkResolution());
    }

    @ParameterizedTest
    @MethodSource("uses")
    void everyClaimIsCheckedAndHolds(Use use) throws IOException {
        Transcript transcript = UseRun.of(use, line -> {});
        assertThat(transcript.failed()).isEmpty();
        assertThat(transcript.checks())
                .extracting(Transcript.Line.Checked::claim)
                .containsExactlyInAnyOrderElementsOf(use.claims());
    }
}
