package io.tetrarch.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The model holds on every configuration small enough to be searched completely, and each wrong rule is found out.
 * A changed count of states is a changed model: the figures here and in the README change with it.
 */
class ModelTest {
    @ParameterizedTest(name = "{0}: {1} states")
    @CsvSource({
        "views2-chain2, 74745",
        "views3-chain1, 90786",
        "views3-chain2, 220277",
        "checkpoints, 327505",
        "restarts, 157530",
    })
    void agreementHoldsInEveryReachableState(String configuration, long distinctStates)
            throws IOException, InterruptedException {
        TlcRun run = TlcRun.of("ChainedPbft", configuration);

        assertThat(run.exitCode()).as(run.output()).isEqualTo(TlcRun.COMPLETE);
        assertThat(run.output()).contains("Model checking completed. No error has been found.");
        assertThat(run.distinctStates()).isEqualTo(distinctStates);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "wrong-random-base",
        "wrong-small-quorum",
        "wrong-collected-certificate",
        "wrong-filtered-certificates",
        "wrong-restart-base",
        "wrong-restart-certificate",
        "wrong-restart-votes",
        "wrong-restart-view",
    })
    void aWrongRuleBreaksAgreement(String configuration) throws IOException, InterruptedException {
        TlcRun run = TlcRun.of("WrongRules", configuration);

        assertThat(run.exitCode()).as(run.output()).isEqualTo(TlcRun.VIOLATED);
        assertThat(run.output()).contains("Invariant Agreement is violated.");
    }
}
