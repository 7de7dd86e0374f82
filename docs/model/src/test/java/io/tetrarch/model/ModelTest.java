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
    @ParameterizedTest(name = "{1}: {2} states")
    @CsvSource({
        "ChainedPbft, views2-chain2, 177086",
        "ChainedPbft, views3-chain1, 513591",
    })
    void agreementHoldsInEveryReachableState(String module, String configuration, long distinctStates)
            throws IOException, InterruptedException {
        TlcRun run = TlcRun.of(module, configuration);

        assertThat(run.exitCode()).as(run.output()).isEqualTo(TlcRun.COMPLETE);
        assertThat(run.output()).contains("Model checking completed. No error has been found.");
        assertThat(run.distinctStates()).isEqualTo(distinctStates);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "wrong-random-base",
        "wrong-small-quorum",
    })
    void aWrongRuleBreaksAgreement(String configuration) throws IOException, InterruptedException {
        TlcRun run = TlcRun.of("WrongRules", configuration);

        assertThat(run.exitCode()).as(run.output()).isEqualTo(TlcRun.VIOLATED);
        assertThat(run.output()).contains("Invariant Agreement is violated.");
    }
}
