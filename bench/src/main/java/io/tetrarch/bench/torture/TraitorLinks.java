package io.tetrarch.bench.torture;

import io.tetrarch.node.replica.Links;
import io.tetrarch.pbft.Signer;
import io.tetrarch.pbft.message.Accusation;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.Body;
import io.tetrarch.pbft.message.Checkpoint;
import io.tetrarch.pbft.message.Chunk;
import io.tetrarch.pbft.message.Commit;
import io.tetrarch.pbft.message.CommitCertificate;
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
import io.tetrarch.pbft.message.Stable;
import io.tetrarch.pbft.message.Status;
import io.tetrarch.pbft.message.Succession;
import io.tetrarch.pbft.message.Verdict;
import io.tetrarch.pbft.message.Verdicts;
import io.tetrarch.pbft.message.ViewChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * The links of a replica that lies, with its own key: to one peer now and then another vote, verdict, proposal or standing
 * than to the others; what it said or heard long ago again; certificates that certify nothing; and much of it at once. What it lies
 * about follows from the seed and from what is sent. For any thread.
 */
public final class TraitorLinks implements Links {
    private static final int REMEMBERED = 256;
    private static final int FLOOD = 64;

    /** One message of so many is lied about. */
    private static final int LIE = 12;

    private static final int AGAIN = 20;
    private static final int MUCH = 400;
    private static final long FAR = 1000;

    private final Links honest;
    private final Signer signer;
    private final int replicas;
    private final Random random;
    private final List<Signed<?>> past = new ArrayList<>();

    public TraitorLinks(Links honest, Signer signer, int replicas, long seed) {
        this.honest = honest;
        this.signer = signer;
        this.replicas = replicas;
        this.random = new Random(seed);
    }

    @Override
    public synchronized void send(int from, int to, Signed<?> message) {
        honest.send(from, to, message);
        again(from, message);
    }

    @Override
    public synchronized void broadcast(int from, Signed<?> message) {
        Optional<Message> lie = random.nextInt(LIE) == 0 ? lie(message.message()) : Optional.empty();
        if (lie.isEmpty()) {
            honest.broadcast(from, message);
        } else {
            Signed<?> other = new Signed<>(from, lie.get(), signer.sign(lie.get()));
            for (int to = 0; to < replicas; to++) {
                if (to != from) {
                    boolean both = random.nextInt(4) == 0;
                    boolean lied = random.nextBoolean();
                    if (lied || both) {
                        honest.send(from, to, other);
                    }
                    if (!lied || both) {
                        honest.send(from, to, message);
                    }
                }
            }
        }
        again(from, message);
    }

    /** What it said before, a stale certificate among it, is said again; at times as often as a flood. */
    private void again(int from, Signed<?> message) {
        if (past.size() < REMEMBERED) {
            past.add(message);
        } else if (random.nextInt(2) == 0) {
            past.set(random.nextInt(REMEMBERED), message);
        }
        if (random.nextInt(AGAIN) == 0) {
            honest.send(from, peer(from), past.get(random.nextInt(past.size())));
        }
        if (random.nextInt(MUCH) == 0) {
            int to = peer(from);
            for (int i = 0; i < FLOOD; i++) {
                honest.send(from, to, past.get(random.nextInt(past.size())));
            }
        }
    }

    private int peer(int from) {
        return (from + 1 + random.nextInt(replicas - 1)) % replicas;
    }

    /** Empty if there is nothing to lie about. */
    private Optional<Message> lie(Message message) {
        return switch (message) {
            case Prepare vote -> Optional.of(new Prepare(vote.view(), vote.sequence(), other(vote.digest())));
            case Commit vote -> Optional.of(new Commit(vote.view(), vote.sequence(), other(vote.digest())));
            case PrePrepare proposal -> Optional.of(new PrePrepare(proposal.view(), other(proposal.batch())));
            case Verdicts said ->
                Optional.of(new Verdicts(
                        said.verdicts().stream().map(TraitorLinks::other).toList()));
            case Status status ->
                Optional.of(new Status(
                        status.view() + random.nextInt(2),
                        !status.active(),
                        status.stable() + FAR,
                        status.executed() + FAR,
                        status.challenge(),
                        status.learning()));
            case Committed committed -> Optional.of(forged(committed));
            case Checkpoint checkpoint -> Optional.empty();
            case ViewChange viewChange -> Optional.empty();
            case NewView newView -> Optional.empty();
            case Relay relay -> Optional.empty();
            case Forward forward -> Optional.empty();
            case Fetch fetch -> Optional.empty();
            case Body body -> Optional.empty();
            case Stable stable -> Optional.empty();
            case Chunk chunk -> Optional.empty();
            case Accusation accusation -> Optional.empty();
            case Succession succession -> Optional.empty();
            case Reminder reminder -> Optional.empty();
        };
    }

    private static Committed forged(Committed committed) {
        CommitCertificate sound = committed.certificate();
        Commit commit = sound.commit();
        Commit other = new Commit(commit.view(), commit.sequence(), other(commit.digest()));
        return new Committed(committed.batches(), new CommitCertificate(other, sound.signatures()));
    }

    private static Batch other(Batch batch) {
        Header header = batch.header();
        return new Batch(
                new Header(
                        header.sequence(),
                        header.parent(),
                        header.entriesRoot(),
                        header.ledgerSize(),
                        other(header.ledgerRoot())),
                batch.entries());
    }

    private static Verdict other(Verdict verdict) {
        Answer answer = verdict.answer() == Answer.APPROVE ? Answer.DENY : Answer.APPROVE;
        return new Verdict(
                verdict.request(),
                answer,
                verdict.judge(),
                verdict.charterVersion(),
                verdict.reasonCode(),
                verdict.explanation());
    }

    private static Digest other(Digest digest) {
        return new Digest(digest.a() ^ 1, digest.b(), digest.c(), digest.d());
    }
}
