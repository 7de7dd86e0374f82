package io.tetrarch.cli.decide;

import io.tetrarch.client.Decision;
import io.tetrarch.pbft.message.Slot;
import io.tetrarch.pbft.message.Verdict;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the replicas did about one request.
 *
 * @param decision empty if there is none; then {@code problem} says why
 * @param proof where it is written
 * @param verdicts by replica, those not needed for the outcome included
 * @param votes in the slot that decided, or the last there was
 */
record Round(
        Optional<Decision> decision,
        Optional<Path> proof,
        String problem,
        SortedMap<Integer, Verdict> verdicts,
        Votes votes) {

    /**
     * Who voted in a slot.
     *
     * @param prepared replicas that prepared, the leader's proposal counted
     */
    record Votes(SortedSet<Integer> proposed, SortedSet<Integer> prepared, SortedSet<Integer> committed) {}

    static Round decided(Decision decision, RoundRecorder recorder, Path proof) {
        Slot slot = new Slot(decision.view(), decision.sequence());
        SortedMap<Integer, Verdict> verdicts =
                recorder.verdicts(decision.request().digest());
        decision.verdicts().forEach(vote -> verdicts.put(vote.replica(), vote.verdict()));
        return new Round(Optional.of(decision), Optional.of(proof), "", verdicts, recorder.votes(slot));
    }

    /** What the proof alone says: nothing else is known of replicas that run elsewhere. */
    static Round proven(Decision decision, Path proof) {
        SortedMap<Integer, Verdict> verdicts = new TreeMap<>();
        decision.verdicts().forEach(vote -> verdicts.put(vote.replica(), vote.verdict()));
        return new Round(
                Optional.of(decision),
                Optional.of(proof),
                "",
                verdicts,
                new Votes(new TreeSet<>(), new TreeSet<>(), new TreeSet<>(decision.committed())));
    }

    /** Nothing is known but why. */
    static Round unproven(String problem) {
        return new Round(
                Optional.empty(),
                Optional.empty(),
                problem,
                new TreeMap<>(),
                new Votes(new TreeSet<>(), new TreeSet<>(), new TreeSet<>()));
    }

    static Round undecided(String problem, RoundRecorder recorder) {
        Slot slot = recorder.latestSlot();
        return new Round(Optional.empty(), Optional.empty(), problem, recorder.latestVerdicts(), recorder.votes(slot));
    }
}
