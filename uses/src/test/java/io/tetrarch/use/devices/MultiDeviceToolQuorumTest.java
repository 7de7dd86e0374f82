package io.tetrarch.use.devices;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.use.Transcript;
import io.tetrarch.use.UseRun;
import org.junit.jupiter.api.Test;

class MultiDeviceToolQuorumTest {
    @Test
    void everyClaimIsCheckedAndHolds() throws Exception {
        MultiDeviceToolQuorum use = new MultiDeviceToolQuorum();

        Transcript transcript = UseRun.of(use, line -> {});

        assertThat(transcript.failed()).isEmpty();
        assertThat(transcript.checks())
                .extracting(Transcript.Line.Checked::claim)
                .containsExactlyInAnyOrderElementsOf(use.claims());
    }
}
