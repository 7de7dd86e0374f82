package io.tetrarch.simulator.world;

import io.tetrarch.pbft.message.Accusation;
import io.tetrarch.pbft.message.Body;
import io.tetrarch.pbft.message.Checkpoint;
import io.tetrarch.pbft.message.Chunk;
import io.tetrarch.pbft.message.Committed;
import io.tetrarch.pbft.message.Fetch;
import io.tetrarch.pbft.message.Forward;
import io.tetrarch.pbft.message.Message;
import io.tetrarch.pbft.message.MessageType;
import io.tetrarch.pbft.message.NewView;
import io.tetrarch.pbft.message.Relay;
import io.tetrarch.pbft.message.Reminder;
import io.tetrarch.pbft.message.Stable;
import io.tetrarch.pbft.message.Status;
import io.tetrarch.pbft.message.Succession;
import io.tetrarch.pbft.message.Verdicts;
import io.tetrarch.pbft.message.ViewChange;
import io.tetrarch.pbft.message.Vote;
import io.tetrarch.simulator.random.Randomness;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What reaches some replicas only: in a view all messages of one type, or all copies of one certificate, however often they
 * are sent again. So a view leaves different replicas with different certificates, and the next one has to do with those.
 */
final class Selection {
    private final Faults faults;
    private final int perThousand;
    private final Randomness randomness;
    private final TreeMap<Subject, Reach> drawn = new TreeMap<>();

    /** @param at a view or, for certificates, a sequence */
    private record Subject(MessageType type, long at) implements Comparable<Subject> {
        @Override
        public int compareTo(Subject other) {
            int order = type.compareTo(other.type);
            return order != 0 ? order : Long.compare(at, other.at);
        }
    }

    /** Whom a subject reaches. */
    private sealed interface Reach {
        record All() implements Reach {}

        /** @param receivers bit mask */
        record Receivers(long receivers) implements Reach {}

        /** Every link draws for itself. */
        record Links(long salt) implements Reach {}
    }

    Selection(Faults faults, int perThousand, Randomness randomness) {
        this.faults = faults;
        this.perThousand = perThousand;
        this.randomness = randomness;
    }

    boolean reaches(int from, int to, Message message) {
        Optional<Subject> subject = subjectOf(message);
        return subject.isEmpty()
                || switch (drawn.computeIfAbsent(subject.get(), any -> draw())) {
                    case Reach.All all -> true;
                    case Reach.Receivers some -> (some.receivers() >>> to & 1) == 1;
                    case Reach.Links some -> (Randomness.mix(some.salt() + 64L * from + to) & 1) == 1;
                };
    }

    private Reach draw() {
        if (!randomness.chance(perThousand) || !faults.strikes(FaultClass.SELECTION)) {
            return new Reach.All();
        }
        return randomness.chance(600) ? new Reach.Receivers(randomness.next()) : new Reach.Links(randomness.next());
    }

    private static Optional<Subject> subjectOf(Message message) {
        return switch (message) {
            case Vote vote -> Optional.of(new Subject(vote.type(), vote.view()));
            case ViewChange change -> Optional.of(new Subject(change.type(), change.view()));
            case NewView newView -> Optional.of(new Subject(newView.type(), newView.view()));
            case Forward forward -> subjectOf(forward.original().message());
            case Committed committed ->
                Optional.of(
                        new Subject(committed.type(), committed.certificate().sequence()));
            case Stable stable ->
                Optional.of(new Subject(stable.type(), stable.certificate().sequence()));
            case Checkpoint checkpoint -> Optional.of(new Subject(checkpoint.type(), checkpoint.sequence()));
            case Verdicts ignored -> Optional.empty();
            case Status ignored -> Optional.empty();
            case Relay ignored -> Optional.empty();
            case Fetch ignored -> Optional.empty();
            case Body ignored -> Optional.empty();
            case Chunk ignored -> Optional.empty();
            case Accusation ignored -> Optional.empty();
            case Succession ignored -> Optional.empty();
            case Reminder ignored -> Optional.empty();
        };
    }
}
