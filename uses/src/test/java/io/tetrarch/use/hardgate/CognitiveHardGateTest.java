package io.tetrarch.use.hardgate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.use.Transcript;
import io.tetrarch.use.Transcript.Line;
import io.tetrarch.use.UseRun;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CognitiveHardGateTest {
    @Test
    void everyClaimIsCheckedAndHolds() throws Exception {
        List<Line> told = new ArrayList<>();
        Transcript transcript = UseRun.of(new CognitiveHardGate(), told::add);

        assertThat(transcript.failed()).as("%s", told).isEmpty();
        assertThat(transcript.checks())
                .extracting(Line.Checked::claim)
                .containsExactlyInAnyOrderElementsOf(new CognitiveHardGate().claims());
        assertThat(transcript.checks())
                .anySatisfy(checked -> assertThat(checked.seen()).contains("judge-error"));
        assertThat(transcript.checks())
                .anySatisfy(checked -> assertThat(checked.seen()).contains("have stopped"));
    }
}
