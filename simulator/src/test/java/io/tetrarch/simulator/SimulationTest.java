package io.tetrarch.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.simulator.world.Faults;
import io.tetrarch.simulator.world.Profile;
import io.tetrarch.simulator.world.Transcript;
import io.tetrarch.simulator.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SimulationTest {
    @ParameterizedTest
    @EnumSource(Profile.class)
    void aSeedRunsTheSameEveryTimeByteForByte(Profile profile) {
        SeedRun run =
                SeedRun.of(new SimulationConfig(1, 5, Optional.of(4), Optional.of(profile), Optional.empty(), 1), 5);
        List<String> first = new ArrayList<>();
        List<String> second = new ArrayList<>();
        World once = run.run(Faults.all(), new Transcript(first::add));
        World again = run.run(Faults.all(), new Transcript(second::add));

        assertThat(again.transcript().hash()).isEqualTo(once.transcript().hash());
        assertThat(second).isEqualTo(first).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void seedsOfEveryProfileAreClean(Profile profile) {
        Report report = Simulation.run(
                new SimulationConfig(120, 1, Optional.empty(), Optional.of(profile), Optional.empty(), 2));

        assertThat(report.violations()).isEmpty();
        assertThat(report.decided()).isGreaterThan(report.seeds());
    }

    /** All three that executed a batch lost power when it was durable and before they told of it. */
    @Test
    void whatWasExecutedButNotToldBeforeACrashIsFoundInTheStore() {
        World world = new SeedRun(5050, 4, Profile.DISK, 0).run(Faults.all(), new Transcript(null));

        assertThat(world.violations()).isEmpty();
    }

    /** The seat that goes with the epoch had the only vote missing to two; the one that had all votes lacked the state. */
    @Test
    void aCheckpointThatIsStableOnlyForAMachineWithoutItsStateEndsTheEpochForAll() {
        World world = new SeedRun(40_008_787, 4, Profile.LOSSY, 0).run(Faults.all(), new Transcript(null));

        assertThat(world.violations()).isEmpty();
    }

    /** Three disks that had nothing to write before the world healed failed afterwards, and a request was lost with them. */
    @Test
    void aSyncThatWasToFailDoesNotFailOnceTheWorldHasHealed() {
        World world = new SeedRun(51_078_027, 4, Profile.DISK, 0).run(Faults.all(), new Transcript(null));

        assertThat(world.violations()).isEmpty();
    }

    /** Left alone in a view whose base nobody else had prepared any more, and then for the one after the next. */
    @Test
    void aReplicaBetweenTwoViewsTakesWhatAViewThatItNeverEnteredCommitted() {
        World world = new SeedRun(400_006_858, 4, Profile.VIEWS, 1).run(Faults.all(), new Transcript(null));

        assertThat(world.violations()).isEmpty();
    }

    /** What it had judged before a crash, and given up at a checkpoint, came back while its clock was behind. */
    @Test
    void whatWasGivenUpIsNotJudgedAgainWhereAClockWasSetBack() {
        World world = new SeedRun(400_013_880, 4, Profile.CHAOS, 1).run(Faults.all(), new Transcript(null));

        assertThat(world.violations()).isEmpty();
    }

    /** Likewise, and a peer showed it the verdict: it took itself for a replica that had lost the end of its log. */
    @Test
    void aVerdictThatWasGivenUpIsNoSignOfALoss() {
        World world = new SeedRun(400_002_124, 4, Profile.CHAOS, 0).run(Faults.all(), new Transcript(null));

        assertThat(world.violations()).isEmpty();
    }

    /** Its other requests waited for people until the deadline of this one had passed. */
    @Test
    void aClientWhoseRequestNobodyHadRoomForIsOwedNothing() {
        World world = new SeedRun(400_006_208, 4, Profile.PEOPLE, 0).run(Faults.all(), new Transcript(null));

        assertThat(world.violations()).isEmpty();
    }

    /** The epoch had a quorum again only when the third of three seats came to it, and then the deadline was too near. */
    @Test
    void aClientIsOwedNothingThatRunsOutBeforeItsEpochHasAQuorum() {
        World world = new SeedRun(400_008_109, 4, Profile.PEOPLE, 0).run(Faults.all(), new Transcript(null));

        assertThat(world.violations()).isEmpty();
    }

    /** Its disk held how the epoch came about; nobody else that knew it was left, and the others wait to be shown it. */
    @Test
    void aNewMachineThatLosesPowerKnowsTheEpochThatItWasSetUpIn() {
        World world = new SeedRun(400_162_569, 4, Profile.DISK, 0).run(Faults.all(), new Transcript(null));

        assertThat(world.violations()).isEmpty();
    }

    /** Its client took a request back; two replicas had given up verdicts on what was made later and had run out. */
    @Test
    void whatWasGivenUpDoesNotSilenceAReplicaOnWhatLastsLonger() {
        World world = new SeedRun(400_554_297, 4, Profile.PEOPLE, 0).run(Faults.all(), new Transcript(null));

        assertThat(world.violations()).isEmpty();
    }

    /** A seat was given another key twice, each with a machine of its own, and these came in the other order. */
    @Test
    void aMachineThatWasSetUpForAnEarlierKeyDoesNotTakeTheSeatFromALaterOne() {
        World world = new SeedRun(400_637_884, 4, Profile.PARTITIONS, 0).run(Faults.all(), new Transcript(null));

        assertThat(world.violations()).isEmpty();
    }

    /** Power failed when the vote was durable and before it was sent; it left the view, and then its older log was put back. */
    @Test
    void aVoteFromBeforeAReplicaLeftMayComeOutAfterwards() {
        World world = new SeedRun(400_885_035, 4, Profile.CHAOS, 0).run(Faults.all(), new Transcript(null));

        assertThat(world.violations()).isEmpty();
    }

    @Test
    void aMixedSweepIsClean() {
        Report report = Simulation.run(SimulationConfig.mixed(600, 1_000));

        assertThat(report.violations()).isEmpty();
        assertThat(report.viewChanges()).isPositive();
        assertThat(report.crashes()).isPositive();
        assertThat(report.evidence()).isPositive();
    }
}
