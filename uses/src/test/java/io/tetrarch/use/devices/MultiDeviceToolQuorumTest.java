package io.tetrarch.use.devices;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.use.Performance;
import io.tetrarch.use.Transcript;
import org.junit.jupiter.api.Test;

class MultiDeviceToolQuorumTest {
    @Test
    void everyClaimIsCheckedAndHolds() throws Exception {
        MultiDeviceToolQuorum use = new MultiDeviceToolQuorum();

        Transcript transcript = Performance.of(use, line -> {});

        assertThat(transcript.failed()).isEmpty();
        assertThat(transcript.checks())
                .extracting(Transcript.Line.Checked::claim)
                .containsExactlyInAnyOrderElementsOf(use.claims());
    }
}
