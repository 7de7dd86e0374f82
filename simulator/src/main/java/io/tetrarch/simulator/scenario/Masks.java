package io.tetrarch.simulator.scenario;

import io.tetrarch.pbft.LedgerTip;
import io.tetrarch.pbft.message.Accusation;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.Body;
import io.tetrarch.pbft.message.Checkpoint;
import io.tetrarch.pbft.message.Chunk;
import io.tetrarch.pbft.message.Commit;
import io.tetrarch.pbft.message.Committed;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Fetch;
import io.tetrarch.pbft.message.Forward;
import io.tetrarch.pbft.message.Header;
import io.tetrarch.pbft.message.Message;
import io.tetrarch.pbft.message.NewView;
import io.tetrarch.pbft.message.PrePrepare;
import io.tetrarch.pbft.message.Prepare;
import io.tetrarch.pbft.message.Relay;
import io.tetrarch.pbft.message.Reminder;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Stable;
import io.tetrarch.pbft.message.Status;
import io.tetrarch.pbft.message.Succession;
import io.tetrarch.pbft.message.Verdicts;
import io.tetrarch.pbft.message.ViewChange;
import io.tetrarch.simulator.byzantine.Conspiracy;
import io.tetrarch.simulator.random.Randomness;
import io.tetrarch.simulator.world.Adversary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Drives each Byzantine replica by a behaviour of its own; they do not collude. */
final class Masks implements Adversary {
    private final List<Adversary> masks = new ArrayList<>();
    private final List<Part> parts;

    Masks(List<Part> parts, LedgerTip empty) {
        this.parts = parts;
        for (int replica = 0; replica < parts.size(); replica++) {
            masks.add(mask(parts.get(replica).behaviour(), replica, parts.size(), empty));
        }
    }

    private static Adversary mask(Behaviour behaviour, int replica, int replicas, LedgerTip empty) {
        return switch (behaviour) {
            case EQUIVOCATES ->
                replica == 0 ? new Traitors.TwoBatches(replicas, empty) : new Traitors.TwoVotes(replicas);
            case LIES_ABOUT_HASH -> new OtherDigest(replicas);
            case STALE_VIEW -> new OtherView(replicas);
            case HONEST, DENIES, SILENT, CRASHED -> new Conspiracy(replicas) {};
        };
    }

    @Override
    public void send(Puppet puppet, Optional<Integer> to, Signed<? extends Message> message) {
        masks.get(puppet.replica()).send(puppet, to, message);
    }

    @Override
    public boolean receive(Puppet puppet, Signed<? extends Message> message) {
        return masks.get(puppet.replica()).receive(puppet, message);
    }

    @Override
    public void tick(Puppet puppet) {
        masks.get(puppet.replica()).tick(puppet);
    }

    @Override
    public Answer judge(Puppet puppet, SignedRequest request, Randomness randomness) {
        return parts.get(puppet.replica()).opinion().answer();
    }

    /** Votes for a header that nobody proposed; as leader proposes a batch under a header that is not its own. */
    private static final class OtherDigest extends Conspiracy {
        OtherDigest(int replicas) {
            super(replicas);
        }

        @Override
        public void send(Puppet puppet, Optional<Integer> to, Signed<? extends Message> message) {
            super.send(puppet, to, lie(puppet, message));
        }

        private static Signed<? extends Message> lie(Puppet puppet, Signed<? extends Message> message) {
            return switch (message.message()) {
                case Prepare vote -> puppet.signed(new Prepare(vote.view(), vote.sequence(), other(vote.digest())));
                case Commit vote -> puppet.signed(new Commit(vote.view(), vote.sequence(), other(vote.digest())));
                case PrePrepare vote -> puppet.signed(new PrePrepare(vote.view(), other(vote.batch())));
                case Verdicts verdicts -> message;
                case Checkpoint checkpoint -> message;
                case ViewChange viewChange -> message;
                case NewView newView -> message;
                case Status status -> message;
                case Relay relay -> message;
                case Forward forward -> message;
                case Fetch fetch -> message;
                case Body body -> message;
                case Committed committed -> message;
                case Stable stable -> message;
                case Chunk chunk -> message;
                case Accusation accusation -> message;
                case Succession succession -> message;
                case Reminder reminder -> message;
            };
        }

        private static Digest other(Digest digest) {
            return new Digest(digest.a() ^ 1, digest.b(), digest.c(), digest.d());
        }

        private static Batch other(Batch batch) {
            Header own = batch.header();
            return new Batch(
                    new Header(
                            own.sequence(), own.parent(), own.entriesRoot(), own.ledgerSize(), other(own.ledgerRoot())),
                    batch.entries());
        }
    }

    /** Votes in a view that is over, or that has not begun. */
    private static final class OtherView extends Conspiracy {
        OtherView(int replicas) {
            super(replicas);
        }

        @Override
        public void send(Puppet puppet, Optional<Integer> to, Signed<? extends Message> message) {
            super.send(puppet, to, misplaced(puppet, message));
        }

        private static Signed<? extends Message> misplaced(Puppet puppet, Signed<? extends Message> message) {
            return switch (message.message()) {
                case Prepare vote -> puppet.signed(new Prepare(other(vote.view()), vote.sequence(), vote.digest()));
                case Commit vote -> puppet.signed(new Commit(other(vote.view()), vote.sequence(), vote.digest()));
                case PrePrepare vote -> puppet.signed(new PrePrepare(other(vote.view()), vote.batch()));
                case Verdicts verdicts -> message;
                case Checkpoint checkpoint -> message;
                case ViewChange viewChange -> message;
                case NewView newView -> message;
                case Status status -> message;
                case Relay relay -> message;
                case Forward forward -> message;
                case Fetch fetch -> message;
                case Body body -> message;
                case Committed committed -> message;
                case Stable stable -> message;
                case Chunk chunk -> message;
                case Accusation accusation -> message;
                case Succession succession -> message;
                case Reminder reminder -> message;
            };
        }

        private static long other(long view) {
            return view == 0 ? 1 : view - 1;
        }
    }
}
