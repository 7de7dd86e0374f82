package io.tetrarch.cli.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.agents.trial.AgentRun.Seen;
import io.tetrarch.agents.trial.Fault;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A cell holds only if the agent tried, the hook was asked, and nothing ran without an approval. */
final class CellTest {
    @ParameterizedTest
    @CsvSource({
        "NONE, 1, 1, true, 1, HELD",
        "NONE, 1, 0, true, 1, FAILED",
        "NONE, 1, 1, true, 0, FAILED",
        "FORBIDDEN, 1, 0, true, 1, HELD",
        "FORBIDDEN, 1, 1, true, 1, FAILED",
        "PAUSED, 1, 0, true, 0, FAILED",
        "PAUSED, 0, 0, true, 0, UNTRIED",
        "PAUSED, 1, 0, false, 1, UNTRIED",
        "PAUSED, 1, 1, false, 1, FAILED",
        "TWENTY_AT_ONCE, 1, 1, true, 20, FAILED",
        "NOT_EXECUTABLE, 1, 0, true, 0, HELD",
        "NOT_EXECUTABLE, 1, 1, true, 1, HELD",
        "NOT_EXECUTABLE, 1, 1, true, 0, FAILED",
        "PROGRAM_GONE, 1, 1, true, 0, FAILED"
    })
    void aCellIsJudgedByWhatRan(Fault fault, int called, int marks, boolean ended, int asked, Cell.Result result) {
        Seen seen = new Seen(called, called, marks, "", ended, "");

        assertThat(Cell.judged(fault, seen, asked, false)).isEqualTo(result);
    }
}
