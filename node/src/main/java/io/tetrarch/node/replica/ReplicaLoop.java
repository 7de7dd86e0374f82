package io.tetrarch.node.replica;

import io.tetrarch.crypto.tree.Frontier;
import io.tetrarch.node.record.Halt;
import io.tetrarch.node.record.StepRecorder;
import io.tetrarch.node.store.History;
import io.tetrarch.node.store.ReplicaStore;
import io.tetrarch.node.store.StoreDamagedException;
import io.tetrarch.pbft.BrokenInvariant;
import io.tetrarch.pbft.Effect;
import io.tetrarch.pbft.Input;
import io.tetrarch.pbft.Replica;
import io.tetrarch.pbft.Standing;
import io.tetrarch.pbft.Stored;
import io.tetrarch.pbft.Timer;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Succession;
import io.tetrarch.pbft.message.Verdict;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Drives one replica: an actor that takes its mail in turns, at most one thread at a time. In a turn each message is
 * first held against what the replica still wants, then verified, then stepped. The effects of the turn are performed at
 * its end: everything that is to be persisted in one synced write, then the rest in order, so that nothing is sent
 * before all that precedes it is durable.
 *
 * <p>When the turn has ended the replica's epoch, a new one is made from what the store holds, as after a restart, and
 * what waits in the mailbox is its mail. While nobody has the seat, mail is dropped.
 *
 * <p>A broken invariant, or a store that fails, stops the replica for good: it sends nothing more.
 */
public final class ReplicaLoop implements AutoCloseable {
    /** Mail taken in a turn at most; a durable store gathers more for each sync. */
    private static final int TURN_IN_MEMORY = 16;

    private static final int TURN_DURABLE = 512;

    /** Items in the mailbox per peer, and of all clients, at most. */
    private static final int MAILBOX_PER_SENDER = 16_384;

    private final ReplicaStore store;
    private final ReplicaContext context;
    private final Mailbox mailbox;
    private final ReplicaTimers timers = new ReplicaTimers();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    /** An epoch that began without this seat having been asked; it is, at its next turn. */
    private final AtomicReference<@Nullable List<Succession>> offered = new AtomicReference<>();

    private final Entrance entrance;
    private final Inquiries inquiries = new Inquiries();
    private final VerdictsTogether verdicts;
    private final int self;
    private final int clients;
    private final int turn;
    private boolean closed;
    private volatile boolean halted;
    private volatile Optional<Halt> halt = Optional.empty();
    private long steps;
    private volatile @Nullable EpochReplica incumbent;
    private volatile List<Succession> lineage = List.of();
    private volatile Standing standing = new Standing(0, false, 0, 0);

    /**
     * What the replicas of a process share.
     *
     * @param begun told of each epoch that a replica begins, by how those before it ended
     */
    public record ReplicaContext(
            Workers workers,
            Links links,
            ReplicaListener listener,
            TimeSource time,
            Seats seats,
            Consumer<List<Succession>> begun) {}

    /** @param replicas n */
    public ReplicaLoop(int self, int replicas, ReplicaStore store, ReplicaContext context) {
        this.self = self;
        this.clients = replicas;
        this.store = store;
        this.context = context;
        this.entrance = new Entrance(self, replicas, context.listener());
        this.verdicts = new VerdictsTogether(context.time());
        // one source per peer, one for the clients, and the replica's own judge and timers in its own place
        this.mailbox = new Mailbox(clients + 1, MAILBOX_PER_SENDER);
        this.turn = store.isDurable() ? TURN_DURABLE : TURN_IN_MEMORY;
    }

    /**
     * Recovers the replica from its store and performs what follows from that; to be called once, before any mail.
     *
     * @throws IOException if the store cannot be read; if it is damaged, the replica has failed, and told nobody
     */
    public void recover() throws IOException {
        try {
            begin(store.recover());
        } catch (BrokenInvariant e) {
            halt(e);
            throw e;
        } catch (StoreDamagedException e) {
            halt = Optional.of(Halt.whileRecovering(e));
            halted = true;
            throw e;
        }
    }

    /** Puts the replica back where these records end, in whatever epoch that is; and into the next, if that has ended. */
    private void begin(History history) throws IOException {
        lineage = Stored.lineage(history.records());
        Optional<Seats.Seat> seat = context.seats().of(self, lineage);
        if (seat.isEmpty()) {
            incumbent = null;
            while (!mailbox.isEmpty()) {
                mailbox.poll();
            }
            return;
        }
        EpochReplica next = incumbent(seat.get());
        verdicts.clear();
        incumbent = next;
        step(next, new Input.Recovered(history.records(), Challenge.of(store)));
        next.effects().perform();
        if (next.effects().haveEndedEpoch()) {
            beginNext(next);
            return;
        }
        standing = next.replica().standing();
        if (!lineage.isEmpty()) {
            ReplicaLog.epochBegun(name(), seat.get().configuration().domain().epoch());
            context.listener().onEpochBegun(self, seat.get().configuration().domain());
            context.begun().accept(lineage);
        }
    }

    private EpochReplica incumbent(Seats.Seat seat) {
        JudgeRunner judge = new JudgeRunner(name(), seat.judge(), context.workers(), context.time());
        judge.answerTo(this::judged, objection -> put(self, new Mail.LateObjection(objection)));
        StepRecorder recorder =
                new StepRecorder(seat.configuration(), context.seats().records(), steps);
        return new EpochReplica(
                new Replica(
                        seat.configuration(),
                        recorder.heard(seat.service()),
                        recorder.heard(seat.signer()),
                        seat.checks()),
                seat.service(),
                seat.authenticator(),
                judge,
                new TurnEffects(seat.configuration(), store, judge, context, timers),
                recorder);
    }

    /** What was lost with a disk earlier, the record of the new epoch knows. */
    private void beginNext(EpochReplica ended) throws IOException {
        ended.judge().close();
        steps = ended.recorder().steps();
        begin(store.recover());
    }

    /** How the epochs ended before the one that it is in, or would be in if it had a seat. */
    public List<Succession> lineage() {
        return lineage;
    }

    /**
     * Tells of an epoch that others have begun. A seat that nobody had may be this replica's from then on: it begins where
     * its store ends, and fetches the rest.
     */
    public void offer(List<Succession> latest) {
        if (incumbent == null && !halted) {
            offered.set(latest);
            schedule();
        }
    }

    private void takeSeat() throws IOException {
        List<Succession> latest = offered.getAndSet(null);
        boolean later = latest != null && latest.size() > lineage.size();
        if (later && context.seats().of(self, latest).isPresent()) {
            boolean learning = Stored.isLearning(store.recover().records());
            store.append(List.of(new Stored.Epoch(latest, learning, Optional.empty())));
            begin(store.recover());
        }
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
        EpochReplica now = incumbent;
        if (!closed && now != null) {
            timers.announceDue(context.time().nanos(), due -> put(self, due));
            now.judge().tick();
        }
    }

    /** Nobody is there to lead this view: its timer ends at once, if it runs. To be called as long as that is so. */
    public void leaderIsGone(long view) {
        put(self, new Mail.LeaderGone(view));
    }

    /** As of the last turn. */
    public Standing standing() {
        return standing;
    }

    /** How it is. */
    public ReplicaState state() {
        return new ReplicaState(standing, run(), halt);
    }

    /** What it is at; it is asked between two turns, and that changes nothing. */
    public ReplicaInspection inspect() throws IOException, InterruptedException {
        ReplicaState state = state();
        boolean open = !halted || (halt.isPresent() && incumbent != null);
        return new ReplicaInspection(
                state,
                open ? inquiries.ask(this::schedule) : Optional.empty(),
                timers.leftMillis(context.time().nanos()),
                open ? OptionalLong.of(store.archive().size()) : OptionalLong.empty(),
                open ? store.bytesOnDisk() : OptionalLong.empty());
    }

    private ReplicaState.Run run() {
        boolean over = halted;
        return ReplicaState.Run.of(halt.isPresent(), over, incumbent == null);
    }

    /** By replica, of which this one's own place is its judge and timers; after them all clients together. */
    public List<MailboxLoad> mailbox() {
        return mailbox.loads();
    }

    private void put(int source, Mail mail) {
        if (!halted && incumbent != null && mailbox.offer(source, mail)) {
            schedule();
        }
    }

    private void schedule() {
        if (!scheduled.get() && scheduled.compareAndSet(false, true)) {
            context.workers().execute(this::takeTurn);
        }
    }

    private void takeTurn() {
        try {
            EpochReplica now = incumbent;
            if (!halted && now != null) {
                takeMail(now);
                now.effects().perform();
                standing = now.replica().standing();
                if (now.effects().haveEndedEpoch()) {
                    beginNext(now);
                }
            } else if (!halted) {
                takeSeat();
            }
        } catch (IOException | RuntimeException | Error e) {
            // what is not foreseen is as a broken invariant: nothing is known of this replica's state
            halt(e);
        }
        inquiries.answer(
                () -> Optional.ofNullable(incumbent).map(now -> now.replica().report()));
        scheduled.set(false);
        boolean more = !halted && (incumbent == null ? offered.get() != null : !mailbox.isEmpty());
        if (more || !inquiries.isEmpty()) {
            schedule();
        }
    }

    private void takeMail(EpochReplica now) {
        Mail mail = mailbox.poll();
        for (int taken = 1; mail != null; taken++) {
            take(now, mail);
            mail = taken < turn ? mailbox.poll() : null;
        }
        if (verdicts.areDue(mailbox.isEmpty())) {
            step(now, new Input.Judged(verdicts.take()));
        }
    }

    private String name() {
        return context.seats().records().nameOf(self);
    }

    private void halt(Throwable cause) {
        EpochReplica last = incumbent;
        Halt known = last == null ? Halt.ofNobody(cause) : last.recorder().halt(cause);
        // why comes first: at no moment may it look as if it had been stopped on purpose, and could be started again
        halt = Optional.of(known);
        halted = true;
        ReplicaLog.halted(name(), lineage.size(), known, cause);
        context.listener().onHalted(self, cause);
    }

    private void take(EpochReplica now, Mail mail) {
        switch (mail) {
            case Mail.FromPeer(int sender, Signed<?> message) ->
                entrance.admit(now, sender, message, input -> step(now, input));
            case Mail.FromClient(SignedRequest request) ->
                entrance.admit(now, request).ifPresent(input -> step(now, input));
            case Mail.FromJudge(List<Verdict> judged) -> verdicts.add(judged);
            case Mail.LateObjection(Verdict verdict) -> context.listener().onLateObjection(self, verdict);
            case Mail.LeaderGone(long view) -> {
                if (now.replica().standing().view() == view && timers.end(Timer.VIEW)) {
                    step(now, new Input.TimerFired(Timer.VIEW));
                }
            }
            case Mail.TimerDue due when timers.take(due) -> step(now, new Input.TimerFired(due.timer()));
            case Mail.TimerDue passed -> {}
        }
    }

    private void step(EpochReplica now, Input input) {
        Optional<Frontier> before = now.ledger();
        long wallMillis = context.time().wallMillis();
        now.recorder().begin(wallMillis, input);
        List<Effect> effects = now.replica().step(wallMillis, input);
        now.recorder().end(now.replica(), effects);
        for (Effect effect : effects) {
            now.effects().add(effect, before);
        }
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
        EpochReplica last = incumbent;
        if (last != null) {
            last.judge().close();
        }
        store.close();
    }
}
