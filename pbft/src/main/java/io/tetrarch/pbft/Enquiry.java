package io.tetrarch.pbft;

import io.tetrarch.pbft.message.Accusation;
import io.tetrarch.pbft.message.Body;
import io.tetrarch.pbft.message.Checkpoint;
import io.tetrarch.pbft.message.CheckpointCertificate;
import io.tetrarch.pbft.message.Chunk;
import io.tetrarch.pbft.message.Commit;
import io.tetrarch.pbft.message.Committed;
import io.tetrarch.pbft.message.Evidence;
import io.tetrarch.pbft.message.Fetch;
import io.tetrarch.pbft.message.Forward;
import io.tetrarch.pbft.message.Message;
import io.tetrarch.pbft.message.MessageType;
import io.tetrarch.pbft.message.NewView;
import io.tetrarch.pbft.message.PrePrepare;
import io.tetrarch.pbft.message.Prepare;
import io.tetrarch.pbft.message.Relay;
import io.tetrarch.pbft.message.Reminder;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.Stable;
import io.tetrarch.pbft.message.Status;
import io.tetrarch.pbft.message.Succession;
import io.tetrarch.pbft.message.VerdictVote;
import io.tetrarch.pbft.message.Verdicts;
import io.tetrarch.pbft.message.ViewChange;
import io.tetrarch.pbft.message.Vote;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * After a start a replica asks its peers what they hold of its signatures, before it signs anything that binds it. It goes
 * on when 2f have answered, or when an interval has passed: silent peers put a start off by no more. If a checkpoint is
 * known by then that it has not reached, it catches up first: below that the others have forgotten what it signed. What
 * comes meanwhile waits, up to a bound per sender; what exceeds it is lost like any message.
 */
final class Enquiry {
    static final int WAITING_PER_SENDER = 64;
    /** Requests that clients hand in meanwhile. */
    static final int WAITING_REQUESTS = 256;

    private static final int MOST_OF_A_TYPE = Reminder.MOST_VOTES / 3;

    private final ReplicaState state;
    private final Parts parts;
    private final NormalCase normalCase;
    private final ViewChanges viewChanges;
    private final Checkpoints checkpoints;
    private final List<Input> waiting = new ArrayList<>();

    /** By sender, the clients in the last place. */
    private final int[] waitingOf;

    private final TreeSet<Integer> answered = new TreeSet<>();
    private boolean asked;
    private boolean heard;

    /** Up to where to catch up, once that is known. */
    private Optional<Long> target = Optional.empty();

    Enquiry(Parts parts, NormalCase normalCase, ViewChanges viewChanges, Checkpoints checkpoints) {
        this.state = parts.state();
        this.parts = parts;
        this.normalCase = normalCase;
        this.viewChanges = viewChanges;
        this.checkpoints = checkpoints;
        this.waitingOf = new int[state.configuration.replicas() + 1];
    }

    /** Asks with the next STATUS. A replica that knows it has lost votes is silent anyway. */
    void begin() {
        state.asking = state.challenge != 0 && !state.learning && !state.ended;
    }

    /** An interval begins: with the second, the time for answers is over. */
    void onTick() {
        heard |= asked;
        asked = true;
    }

    /** Whether this was asking, and needs to no more: the answers are in, and it has caught up with what they showed. */
    boolean endIfOver() {
        if (!state.asking || !heard) {
            return false;
        }
        if (target.isEmpty()) {
            target = Optional.of(checkpoints
                    .highestKnown()
                    .map(CheckpointCertificate::sequence)
                    .orElse(state.lowWatermark()));
        }
        boolean over = state.executed >= target.get();
        state.asking = !over;
        return over;
    }

    boolean hasAnswered(int peer) {
        return answered.contains(peer);
    }

    Optional<Rejection> onReminder(int sender, Reminder reminder) {
        if (!isWanted(reminder)) {
            return Optional.of(Rejection.UNASKED);
        }
        answered.add(sender);
        int enough = state.configuration.replicas() - 1 - state.configuration.faulty();
        heard |= answered.size() >= enough;
        reminder.verdicts().stream()
                .filter(vote -> vote.replica() == state.self())
                .forEach(parts.requests()::onVerdict);
        return Optional.empty();
    }

    /** Only what was said in answer to this start. */
    boolean isWanted(Reminder reminder) {
        return state.challenge != 0 && reminder.challenge() == state.challenge && reminder.of() == state.self();
    }

    /** Whether the input has to wait until the peers have answered; it is kept then, or dropped as one too many. */
    boolean defers(Input input) {
        if (!state.asking) {
            return false;
        }
        return switch (input) {
            case Input.Received received -> {
                Signed<?> signed = received.message().signed();
                yield waits(signed.message()) && keep(signed.sender(), WAITING_PER_SENDER, input);
            }
            case Input.Submitted submitted -> keep(waitingOf.length - 1, WAITING_REQUESTS, input);
            case Input.Recovered ignored -> false;
            case Input.Judged ignored -> false;
            case Input.TimerFired ignored -> false;
        };
    }

    private boolean keep(int sender, int bound, Input input) {
        if (waitingOf[sender] < bound) {
            waitingOf[sender]++;
            waiting.add(input);
        }
        return true;
    }

    /**
     * What has waited, once it need not wait any more, in the order it came; but what leads to a later view goes first, lest
     * this replica vote in one that the group has left, where its earlier votes are forgotten.
     */
    List<Input> released() {
        if (state.asking || waiting.isEmpty()) {
            return List.of();
        }
        List<Input> released = new ArrayList<>();
        waiting.stream().filter(Enquiry::leadsOn).forEach(released::add);
        waiting.stream().filter(input -> !leadsOn(input)).forEach(released::add);
        waiting.clear();
        return released;
    }

    private static boolean leadsOn(Input input) {
        return input instanceof Input.Received(Verified<?> message)
                && (message.signed().message() instanceof NewView
                        || (message.signed().message() instanceof Forward forward
                                && forward.original().message() instanceof NewView));
    }

    private static boolean waits(Message message) {
        return switch (message) {
            case PrePrepare ignored -> true;
            case Prepare ignored -> true;
            case Commit ignored -> true;
            case Verdicts ignored -> true;
            case Checkpoint ignored -> true;
            case ViewChange ignored -> true;
            case NewView ignored -> true;
            case Forward ignored -> true;
            case Relay ignored -> true;
            case Body ignored -> false;
            case Committed ignored -> false;
            case Stable ignored -> false;
            case Chunk ignored -> false;
            case Accusation ignored -> true;
            case Status ignored -> false;
            case Fetch ignored -> false;
            case Succession ignored -> false;
            case Reminder ignored -> false;
        };
    }

    /** What this replica can tell a peer that asks. */
    Reminder answer(int peer, Status status) {
        List<Evidence.SignedVote> votes = new ArrayList<>();
        for (MessageType type : List.of(MessageType.PRE_PREPARE, MessageType.PREPARE, MessageType.COMMIT)) {
            addLatest(peer, type, status, votes);
        }
        List<VerdictVote> verdicts = parts.requests().verdictsOf(peer, Reminder.MOST_VERDICTS);
        return new Reminder(peer, status.challenge(), state.executed, votes, viewChanges.changeOf(peer), verdicts);
    }

    private void addLatest(int peer, MessageType type, Status status, List<Evidence.SignedVote> to) {
        long low = Math.max(status.stable(), state.lowWatermark());
        int left = MOST_OF_A_TYPE;
        for (long sequence = state.lowWatermark() + state.configuration.limits().window();
                sequence > low && left > 0;
                sequence--) {
            Optional<? extends Signed<? extends Vote>> vote = voteOf(peer, type, sequence);
            if (vote.isPresent()) {
                to.add(Evidence.SignedVote.of(vote.get()));
                left--;
            }
        }
    }

    private Optional<? extends Signed<? extends Vote>> voteOf(int peer, MessageType type, long sequence) {
        if (type == MessageType.PRE_PREPARE) {
            return normalCase.proposalAt(sequence).filter(proposal -> proposal.sender() == peer);
        }
        return type == MessageType.PREPARE
                ? parts.votes().prepareOf(peer, sequence)
                : parts.votes().commitOf(peer, sequence);
    }
}
