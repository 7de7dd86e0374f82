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
        "ChainedPbft, views2-chain2, 74745",
        "ChainedPbft, views3-chain1, 90786",
        "ChainedPbft, views3-chain2, 220277",
        "ChainedPbft, checkpoints, 327505",
        "ChainedPbft, restarts, 157530",
        "Epochs, epochs, 111077",
        "Learner, learner, 1378803",
        "Store, store-peers, 141250",
        "Store, store-silent, 992",
        "Store, store-crashes, 614",
    })
    void whatIsPromisedHoldsInEveryReachableState(String module, String configuration, long distinctStates)
            throws IOException, InterruptedException {
        TlcRun run = TlcRun.of(module, configuration);

        assertThat(run.exitCode()).as(run.output()).isEqualTo(TlcRun.COMPLETE);
        assertThat(run.output()).contains("Model checking completed. No error has been found.");
        assertThat(run.distinctStates()).isEqualTo(distinctStates);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource({
        "WrongRules, wrong-random-base, Agreement",
        "WrongRules, wrong-small-quorum, Agreement",
        "WrongRules, wrong-collected-certificate, Agreement",
        "WrongRules, wrong-filtered-certificates, Agreement",
        "WrongRules, wrong-restart-base, Agreement",
        "WrongRules, wrong-restart-certificate, Agreement",
        "WrongRules, wrong-restart-votes, Agreement",
        "WrongRules, wrong-restart-view, Agreement",
        "WrongEpochs, wrong-epoch-behind, Across",
        "WrongEpochs, wrong-epoch-end, Across",
        "WrongEpochs, wrong-epoch-group, Across",
        "WrongEpochs, wrong-epoch-changes, Across",
        "WrongEpochs, wrong-epoch-certificates, Across",
        "WrongEpochs, wrong-epoch-keys, Across",
        "WrongLearner, wrong-learner-at-once, Fresh",
        "WrongLearner, wrong-learner-view, Fresh",
        "WrongLearner, wrong-learner-window, Fresh",
        "WrongLearner, wrong-learner-reports, Fresh",
        "WrongStore, wrong-store-early, OneVote",
        "WrongStore, wrong-store-second, OneVote",
        "WrongStore, wrong-store-missing, OneVote",
        "WrongStore, wrong-store-at-once, OneVote",
        "WrongStore, wrong-store-challenge, OneVote",
    })
    void aWrongRuleIsFoundOut(String module, String configuration, String invariant)
            throws IOException, InterruptedException {
        TlcRun run = TlcRun.of(module, configuration);

        assertThat(run.exitCode()).as(run.output()).isEqualTo(TlcRun.VIOLATED);
        assertThat(run.output()).contains("Invariant " + invariant + " is violated.");
    }
}
