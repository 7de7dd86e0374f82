package io.tetrarch.cli.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.proposal.Proposal.Result;
import io.tetrarch.pbft.message.Outcome;
import org.junit.jupiter.api.Test;

/** What a change of seats is said to have led to. */
final class GroupChangeTest {
    @Test
    void whatIsApprovedIsDoneOnceTheNextEpochHasBegun() {
        Result result = GroupChange.result(Outcome.APPROVED, 1, 2);
        assertThat(result.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(result.said()).isEqualTo("the group is in epoch 2");
        assertThat(result.json().toJson()).isEqualTo("{\"epoch\":2,\"begun\":true}");
    }

    @Test
    void whatIsApprovedIsNotYetDoneWhileTheEpochBeforeGoesOn() {
        Result result = GroupChange.result(Outcome.APPROVED, 1, 1);
        assertThat(result.exitCode()).isEqualTo(ExitCode.NOT_YET);
        assertThat(result.said())
                .startsWith("the next epoch has not begun yet, the group is still in epoch 1;")
                .contains("'tetrarch group show'");
        assertThat(result.json().toJson()).isEqualTo("{\"epoch\":1,\"begun\":false}");
    }

    @Test
    void whatIsNotApprovedBeginsNoEpoch() {
        assertThat(GroupChange.result(Outcome.DENIED, 1, 1).exitCode()).isEqualTo(ExitCode.DENIED);
        assertThat(GroupChange.result(Outcome.EXPIRED, 1, 1).exitCode()).isEqualTo(ExitCode.UNDECIDED);
        assertThat(GroupChange.result(Outcome.DENIED, 1, 1).said()).isEqualTo("the group is in epoch 1");
    }
}
