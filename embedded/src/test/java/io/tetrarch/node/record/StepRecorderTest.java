package io.tetrarch.node.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.embedded.TestGroup;
import io.tetrarch.node.replica.Seats;
import io.tetrarch.pbft.BrokenInvariant;
import io.tetrarch.pbft.Input;
import io.tetrarch.pbft.Invariant;
import io.tetrarch.pbft.Replica;
import io.tetrarch.pbft.Timer;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Domain;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StepRecorderTest {
    private static final int SELF = 1;

    private final BrokenInvariant broken = new BrokenInvariant(Invariant.BOUNDS, "broken in a test");
    private final TestGroup group = new TestGroup();
    private final Seats.Seat seat = group.seatsInMemory().get(SELF).seat();

    @TempDir
    private Path folder;

    private final HaltRecords records = new HaltRecords() {
        @Override
        public Optional<RecordFolder> folder() {
            return Optional.of(new RecordFolder(folder));
        }

        @Override
        public Bytes groupFile(Domain epoch) {
            return Bytes.EMPTY;
        }

        @Override
        public String nameOf(int replica) {
            return "r" + replica;
        }
    };

    /** A replica that takes so many steps and breaks in the last. */
    private StepRecorder breaking(int steps, long mostHeld) {
        StepRecorder recorder = new StepRecorder(seat.configuration(), records, 0, mostHeld);
        Replica replica = new Replica(
                seat.configuration(), recorder.heard(seat.service()), recorder.heard(seat.signer()), checks -> {
                    if (recorder.steps() == steps) {
                        throw broken;
                    }
                    checks.run();
                });
        step(recorder, replica, new Input.Recovered(List.of(), 0));
        try {
            while (true) {
                step(recorder, replica, new Input.TimerFired(Timer.STATUS));
            }
        } catch (BrokenInvariant e) {
            return recorder;
        }
    }

    private static void step(StepRecorder recorder, Replica replica, Input input) {
        long wallMillis = 1_000 + recorder.steps();
        recorder.begin(wallMillis, input);
        recorder.end(replica, replica.step(wallMillis, input));
    }

    private List<Replay.Stepped> replay(HaltRecord record) throws UnreadableRecord {
        List<Replay.Stepped> steps = new ArrayList<>();
        new Replay(record, seat.configuration(), group.service()).run(steps::add);
        return steps;
    }

    @Test
    void aStepThatBreaksIsInTheRecordAndSaidToDifferWhereItNoLongerBreaks() throws UnreadableRecord {
        StepRecorder recorder = breaking(4, StepRecorder.MOST_HELD);
        Halt halt = recorder.halt(broken);

        assertThat(halt.step()).isEqualTo(3);
        assertThat(halt.invariant()).contains(Invariant.BOUNDS);
        assertThat(halt.input()).isEqualTo("sees the STATUS timer fire");
        assertThat(halt.record()).contains(folder.resolve("r1-1.halt"));
        List<Replay.Stepped> steps = replay(recorder.record(broken));
        assertThat(steps).hasSize(4);
        assertThat(steps.subList(0, 3)).allMatch(step -> step.difference().isEmpty());
        assertThat(steps.getLast().difference().orElseThrow())
                .startsWith("when recorded, it broke: ")
                .contains("broken in a test");
    }

    @Test
    void anEffectThatIsNotTheSameIsFound() throws UnreadableRecord {
        HaltRecord record = breaking(4, StepRecorder.MOST_HELD).record(broken);
        List<HaltRecord.Step> steps = new ArrayList<>(record.steps());
        HaltRecord.Step second = steps.get(1);
        steps.set(1, new HaltRecord.Step(second.wallMillis(), second.input(), List.of(), second.outcome()));

        List<Replay.Stepped> replayed = replay(new HaltRecord(
                record.replica(), record.groupFile(), record.firstStep(), record.cause(), record.before(), steps));

        assertThat(replayed).hasSize(2);
        assertThat(replayed.getLast().difference()).isPresent();
    }

    @Test
    void beyondItsBoundItForgetsTheOlderStepsAndBeginsWithWhatTheReplicaWas() throws UnreadableRecord {
        HaltRecord record = breaking(100, 16 << 10).record(broken);

        assertThat(record.beginsAtTheStart()).isFalse();
        assertThat(record.firstStep()).isPositive();
        assertThat(record.firstStep() + record.steps().size()).isEqualTo(100);
        assertThat(record.steps()).hasSizeLessThan(40);
        List<Replay.Stepped> steps = replay(record);
        assertThat(steps).hasSameSizeAs(record.steps());
        assertThat(steps.getFirst().number()).isEqualTo(record.firstStep());
        assertThat(steps.subList(0, steps.size() - 1))
                .allMatch(step -> step.difference().isEmpty());
        assertThat(steps.getLast().difference().orElseThrow()).startsWith("when recorded, it broke: ");
    }

    @Test
    void aReplicaThatCannotBeRememberedGoesOnAndItsHaltSaysWhyThereIsNoRecord() {
        StepRecorder recorder = new StepRecorder(seat.configuration(), records, 0, 4 << 10);
        // its service is not heard, so nobody knows what that is
        Replica replica = new Replica(seat.configuration(), seat.service(), recorder.heard(seat.signer()));
        step(recorder, replica, new Input.Recovered(List.of(), 0));
        for (int i = 0; i < 50; i++) {
            step(recorder, replica, new Input.TimerFired(Timer.STATUS));
        }

        Halt halt = recorder.halt(broken);

        assertThat(halt.step()).isEqualTo(50);
        assertThat(halt.record()).isEmpty();
        assertThat(halt.unrecorded().orElseThrow()).contains("what it was could not be remembered");
    }

    @Test
    void whereNothingIsKeptTheHaltIsSaidAllTheSame() {
        StepRecorder recorder = new StepRecorder(seat.configuration(), HaltRecords.NONE, 0);
        recorder.begin(1, new Input.TimerFired(Timer.VIEW));

        Halt halt = recorder.halt(new IllegalStateException("an action's own words"));

        assertThat(halt.record()).isEmpty();
        assertThat(halt.unrecorded()).isEmpty();
        assertThat(halt.because())
                .startsWith("java.lang.IllegalStateException at ")
                .doesNotContain("words");
    }
}
