package io.tetrarch.node.replica;

import io.tetrarch.crypto.authentication.Authentication;
import io.tetrarch.crypto.authentication.Authenticator;
import io.tetrarch.crypto.tree.Frontier;
import io.tetrarch.node.store.History;
import io.tetrarch.node.store.ReplicaStore;
import io.tetrarch.pbft.BrokenInvariant;
import io.tetrarch.pbft.Effect;
import io.tetrarch.pbft.Input;
import io.tetrarch.pbft.Replica;
import io.tetrarch.pbft.Service;
import io.tetrarch.pbft.Standing;
import io.tetrarch.pbft.Verified;
import io.tetrarch.pbft.VerifiedRequest;
import io.tetrarch.pbft.message.Message;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Drives one replica: an actor that takes its mail in turns, at most one thread at a time. In a turn each message is
 * first held against what the replica still wants, then verified, then stepped. The effects of the turn are performed at
 * its end: everything that is to be persisted in one synced write, then the rest in order, so that nothing is sent
 * before all that precedes it is durable.
 *
 * <p>A broken invariant, or a store that fails, stops the replica for good: it sends nothing more.
 */
public final class ReplicaLoop implements AutoCloseable {
    /** Mail taken in a turn at most; a durable store gathers more for each sync. */
    private static final int TURN_IN_MEMORY = 16;

    private static final int TURN_DURABLE = 512;
    /** Verdicts are signed together, so under load they wait: for the mailbox to run empty, but not for longer. */
    private static final int VERDICTS_TOGETHER = 128;

    private static final long VERDICTS_WAIT_NANOS = 4_000_000;

    /** Items in the mailbox per peer, and of all clients, at most. */
    private static final int MAILBOX_PER_SENDER = 16_384;

    private final Replica replica;
    private final Member member;
    private final Surroundings surroundings;
    private final Mailbox mailbox;
    private final ReplicaTimers timers = new ReplicaTimers();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final TurnEffects effects;
    private final List<Verdict> verdicts = new ArrayList<>();
    private long verdictsSinceNanos;
    private final int self;
    private final int clients;
    private final int turn;
    private boolean closed;
    private volatile boolean halted;
    private volatile boolean failed;
    private volatile Standing standing;

    /**
     * The replica with what is its own.
     *
     * @param service the one that {@code replica} was made with
     */
    public record Member(
            Replica replica, Service service, Authenticator authenticator, ReplicaStore store, JudgeDesk judge) {}

    /** What the replicas of a process share. */
    public record Surroundings(Workers workers, Links links, ReplicaListener listener, TimeSource time) {}

    public ReplicaLoop(Member member, Surroundings surroundings) {
        this.member = member;
        this.surroundings = surroundings;
        this.replica = member.replica();
        this.self = replica.configuration().self();
        this.clients = replica.configuration().replicas();
        // one source per peer, one for the clients, and the replica's own judge and timers in its own place
        this.mailbox = new Mailbox(clients + 1, MAILBOX_PER_SENDER);
        this.turn = member.store().isDurable() ? TURN_DURABLE : TURN_IN_MEMORY;
        this.effects = new TurnEffects(self, member, surroundings, timers);
        member.judge().answerTo(this::judged);
        this.standing = replica.standing();
    }

    /**
     * Recovers the replica from its store and performs what follows from that; to be called once, before any mail.
     *
     * @throws IOException if the store cannot be read or is damaged
     */
    public void recover() throws IOException {
        History history = member.store().recover();
        step(new Input.Recovered(history.records(), history.complete()));
        effects.perform();
        standing = replica.standing();
    }

    /** A message from a peer. Never blocks; dropped if the peer has too much waiting here. */
    public void receive(int sender, Signed<?> message) {
        put(sender, new Mail.FromPeer(sender, message));
    }

    /** A request from a client. Never blocks; dropped if clients have too much waiting here. */
    public void submit(SignedRequest request) {
        put(clients, new Mail.FromClient(request));
    }

    /** Answers of this replica's own judge. */
    void judged(List<Verdict> verdicts) {
        put(self, new Mail.FromJudge(verdicts));
    }

    /** Looks for timers that are due and judgements that take too long. To be called every few milliseconds. */
    public synchronized void tick() {
        if (!closed) {
            timers.announceDue(surroundings.time().nanos(), due -> put(self, due));
            member.judge().tick();
        }
    }

    /** As of the last turn. */
    public Standing standing() {
        return standing;
    }

    /** How it is. */
    public ReplicaState state() {
        ReplicaState.Run run =
                !halted ? ReplicaState.Run.AT_WORK : failed ? ReplicaState.Run.FAILED : ReplicaState.Run.STOPPED;
        return new ReplicaState(standing, run);
    }

    /** Items dropped because their sender had too many waiting. */
    public long overflow() {
        return mailbox.dropped();
    }

    private void put(int source, Mail mail) {
        if (!halted && mailbox.offer(source, mail)) {
            schedule();
        }
    }

    private void schedule() {
        if (!scheduled.get() && scheduled.compareAndSet(false, true)) {
            surroundings.workers().execute(this::takeTurn);
        }
    }

    private void takeTurn() {
        try {
            if (!halted) {
                takeMail();
                effects.perform();
                standing = replica.standing();
            }
        } catch (BrokenInvariant | IOException e) {
            halt(e);
        } catch (RuntimeException | Error e) {
            // Not foreseen, so nothing is known of this replica's state: as with a broken invariant.
            halt(e);
        }
        scheduled.set(false);
        if (!halted && !mailbox.isEmpty()) {
            schedule();
        }
    }

    private void takeMail() {
        Mail mail = mailbox.poll();
        for (int taken = 1; mail != null; taken++) {
            take(mail);
            mail = taken < turn ? mailbox.poll() : null;
        }
        if (!verdicts.isEmpty() && (mailbox.isEmpty() || verdicts.size() >= VERDICTS_TOGETHER || haveWaited())) {
            step(new Input.Judged(List.copyOf(verdicts)));
            verdicts.clear();
        }
    }

    private boolean haveWaited() {
        return surroundings.time().nanos() - verdictsSinceNanos > VERDICTS_WAIT_NANOS;
    }

    private void gather(List<Verdict> judged) {
        if (verdicts.isEmpty()) {
            verdictsSinceNanos = surroundings.time().nanos();
        }
        verdicts.addAll(judged);
    }

    private void halt(Throwable cause) {
        failed = true;
        halted = true;
        surroundings.listener().onHalted(self, cause);
    }

    private void take(Mail mail) {
        switch (mail) {
            case Mail.FromPeer(int sender, Signed<?> message) -> take(sender, message);
            case Mail.FromClient(SignedRequest request) -> take(request);
            case Mail.FromJudge(List<Verdict> judged) -> gather(judged);
            case Mail.TimerDue due -> {
                if (timers.take(due)) {
                    step(new Input.TimerFired(due.timer()));
                }
            }
        }
    }

    private <M extends Message> void take(int sender, Signed<M> message) {
        if (message.sender() != sender) {
            surroundings.listener().onDropped(self, sender, "sender differs from link");
        } else if (replica.wants(message)) {
            switch (member.authenticator().authenticate(message)) {
                case Authentication.Accepted<Verified<M>> accepted -> step(new Input.Received(accepted.value()));
                case Authentication.Refused<Verified<M>> refused ->
                    surroundings
                            .listener()
                            .onDropped(self, sender, refused.reason().name());
            }
        }
    }

    private void take(SignedRequest request) {
        switch (member.authenticator().authenticate(request)) {
            case Authentication.Accepted<VerifiedRequest> accepted -> step(new Input.Submitted(accepted.value()));
            case Authentication.Refused<VerifiedRequest> refused ->
                surroundings
                        .listener()
                        .onRefused(self, request.digest(), new ReplicaListener.Refusal.NotAuthentic(refused.reason()));
        }
    }

    private void step(Input input) {
        Optional<Frontier> before = frontier();
        for (Effect effect : replica.step(surroundings.time().wallMillis(), input)) {
            effects.add(effect, before);
        }
    }

    private Optional<Frontier> frontier() {
        return member.service().ledger() instanceof Frontier frontier ? Optional.of(frontier) : Optional.empty();
    }

    /** Stops the replica and closes its store. Mail that is left is dropped. */
    @Override
    public synchronized void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        halted = true;
        while (!scheduled.compareAndSet(false, true)) {
            Thread.onSpinWait();
        }
        member.judge().close();
        member.store().close();
    }
}
