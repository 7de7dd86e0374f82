package io.tetrarch.simulator.scenario;

import io.tetrarch.pbft.LedgerTip;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.Commit;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Header;
import io.tetrarch.pbft.message.Message;
import io.tetrarch.pbft.message.PrePrepare;
import io.tetrarch.pbft.message.Prepare;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Vote;
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
            super.send(puppet, to, message.message() instanceof Vote vote ? lie(puppet, vote) : message);
        }

        private static Signed<? extends Message> lie(Puppet puppet, Vote vote) {
            return switch (vote) {
                case Prepare own -> puppet.signed(new Prepare(own.view(), own.sequence(), other(own.digest())));
                case Commit own -> puppet.signed(new Commit(own.view(), own.sequence(), other(own.digest())));
                case PrePrepare own -> puppet.signed(new PrePrepare(own.view(), other(own.batch())));
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
            super.send(puppet, to, message.message() instanceof Vote vote ? misplaced(puppet, vote) : message);
        }

        private static Signed<? extends Message> misplaced(Puppet puppet, Vote vote) {
            return switch (vote) {
                case Prepare own -> puppet.signed(new Prepare(other(own.view()), own.sequence(), own.digest()));
                case Commit own -> puppet.signed(new Commit(other(own.view()), own.sequence(), own.digest()));
                case PrePrepare own -> puppet.signed(new PrePrepare(other(own.view()), own.batch()));
            };
        }

        private static long other(long view) {
            return view == 0 ? 1 : view - 1;
        }
    }
}
