package io.tetrarch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.json.JsonCursor;
import org.junit.jupiter.api.Test;

/** Four real processes, one of which lies, under the faults that guard most; and what is refused before any begins. */
final class TortureProcessesTest {
    private static final String FAULTS =
            "kill_leader,kill_all,stop_briefly,restart_storm,mute_leader,reset_all,disk_full,"
                    + "wiped,kill_while_cut,silent_strangers";

    @Test
    void nothingThatMustHoldIsBrokenMeanwhile() throws Exception {
        JsonCursor report = Invocation.of("torture", "--minutes", "0.4", "--seed", "3", "--faults", FAULTS, "--json")
                .endedWith(0)
                .json();

        assertThat(report.member("violations").elements()).isEmpty();
        assertThat(report.member("decisions").integer(1, Integer.MAX_VALUE)).isPositive();
        assertThat(report.member("proofs").integer(1, Integer.MAX_VALUE))
                .isEqualTo(report.member("decisions").integer(1, Integer.MAX_VALUE));
        assertThat(report.member("runs").integer(1, Integer.MAX_VALUE)).isPositive();
    }

    @Test
    void aKindThatIsNoneIsNamed() {
        Invocation.of("torture", "--faults", "kill,flood")
                .refusedWith("--faults: there is no kind 'flood'; 'tetrarch torture --faults help' lists them");
    }

    @Test
    void theKindsAreListed() {
        assertThat(Invocation.of("torture", "--faults", "help")
                        .endedQuietlyWith(0)
                        .out())
                .contains("kill_leader", "ring", "disk_full_at_start", "silent_strangers", "kill_while_stopped");
    }

    @Test
    void minutesThatAreNoneAreRefused() {
        Invocation.of("torture", "--minutes", "0")
                .refusedWith("--minutes: expected more than 0 and at most 1440, found 0.0");
    }
}
