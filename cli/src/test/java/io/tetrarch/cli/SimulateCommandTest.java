package io.tetrarch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.json.JsonCursor;
import io.tetrarch.json.JsonRejected;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SimulateCommandTest {
    @Test
    void aSweepSaysWhatItDidAndFound() {
        assertThat(Invocation.of("simulate", "--seeds", "5", "--first", "7", "--profile", "lossy")
                        .endedQuietlyWith(0)
                        .out())
                .contains("5 seeds", "decided", "view changes", "seeds a second", "clean: every property held");
    }

    @Test
    void forMachinesEveryFieldIsThere() throws JsonRejected {
        JsonCursor json = Invocation.of("simulate", "--seeds", "5", "--profile", "crashes", "--json")
                .endedQuietlyWith(0)
                .json();

        assertThat(json.object().members().keySet())
                .containsExactly(
                        "seeds",
                        "steps",
                        "decided",
                        "viewChanges",
                        "crashes",
                        "evidence",
                        "violations",
                        "seedsPerSecond");
        assertThat(json.member("seeds").integer(5, 5)).isEqualTo(5);
        for (String count : List.of("steps", "decided", "crashes")) {
            assertThat(json.member(count).integer(1, 1L << 40)).isPositive();
        }
        assertThat(json.member("violations").elements()).isEmpty();
    }

    @Test
    void moreTraitorsThanToleratedBreakAPropertyAndTheCommandThatRepeatsItIsPrinted() throws JsonRejected {
        Invocation run = Invocation.of(
                "simulate", "--seeds", "20", "--profile", "byzantine", "--byzantine", "2", "--replicas", "4", "--json");

        List<JsonCursor> violations =
                run.endedQuietlyWith(1).json().member("violations").elements();
        assertThat(violations).isNotEmpty();
        String command = violations.getFirst().member("command").string();
        assertThat(command).startsWith("tetrarch simulate --seeds 1 --first ");
        Invocation again = Invocation.of(command.substring("tetrarch ".length()).split(" "));
        assertThat(again.exitCode()).isEqualTo(1);
        assertThat(again.out())
                .contains(violations.getFirst().member("what").string())
                .contains(command);
    }

    @Test
    void wrongOptionsAreRefused() {
        Invocation.of("simulate").refusedWith("missing required option: '--seeds=N'; see tetrarch simulate --help");
        Invocation.of("simulate", "--seeds", "0").refusedWith("expected at least one seed, not 0");
        Invocation.of("simulate", "--seeds", "1", "--profile", "sunny")
                .refusedWith("--profile: expected one of calm, lossy, partitions, crashes, disk, byzantine, clock,"
                        + " chaos, views, late, people, found 'sunny'");
        Invocation.of("simulate", "--seeds", "1", "--replicas", "5")
                .refusedWith("expected 3f+1 replicas (4, 7, 10, 13, ... up to 31), not 5");
    }

    @Test
    void aScriptIsPlayedAndHeldToWhatItExpects() throws JsonRejected {
        String script = "../examples/scripts/twins-split-leader.json";
        assertThat(Invocation.of("simulate", "--script", script)
                        .endedQuietlyWith(0)
                        .out())
                .contains("decided", "clean: every property held");
        JsonCursor json = Invocation.of("simulate", "--script", script, "--json")
                .endedQuietlyWith(0)
                .json();
        assertThat(json.member("violations").elements()).isEmpty();
        assertThat(json.member("decided").integer(1, 100)).isPositive();
    }

    @Test
    void aScriptThatIsNoneIsRefusedWithItsPlace() {
        Invocation.of("simulate", "--script", "/nowhere.json").refusedWith("/nowhere.json: no such file");
    }
}
