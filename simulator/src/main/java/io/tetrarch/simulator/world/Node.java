package io.tetrarch.simulator.world;

import io.tetrarch.pbft.Effect;
import io.tetrarch.pbft.Input;
import io.tetrarch.pbft.LateVotes;
import io.tetrarch.pbft.Replica;
import io.tetrarch.pbft.Standing;
import io.tetrarch.pbft.Stored;
import io.tetrarch.pbft.Timer;
import io.tetrarch.pbft.Verified;
import io.tetrarch.pbft.VerifiedRequest;
import io.tetrarch.pbft.message.Domain;
import io.tetrarch.pbft.message.Message;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.Verdict;
import io.tetrarch.simulator.disk.Disk;
import io.tetrarch.simulator.network.Envelope;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One machine: a disk, a clock, and a replica while it is up. It is the driver that {@link Effect} asks for: effects in
 * order, records synced in groups, nothing let out before what precedes it is durable. It may lose power between any two
 * effects.
 */
final class Node {
    private final World world;
    private final int address;
    private final int index;
    private final Disk disk = new Disk();
    private final Storage storage;
    private final ArrayDeque<Effect> outbox = new ArrayDeque<>();
    private final TimerRuns timers = new TimerRuns();
    private LateVotes late;

    private final List<Verdict> answers = new ArrayList<>();
    private @Nullable Replica replica;
    private @Nullable Envelope current;
    private Standing standing = new Standing(0, true, 0, 0);
    private final Seat seat;
    private final Clock clock;
    private boolean halted;
    private boolean syncing;
    private int incarnation;
    private int appended;
    private int crashAfterEffects = -1;
    private long restartAfterMillis;
    private boolean ending;

    Node(World world, int address, int index) {
        this.world = world;
        this.address = address;
        this.index = index;
        this.seat = new Seat(world, this);
        this.storage = new Storage(world, this, disk);
        this.clock = new Clock(world);
        this.late = new LateVotes(world.config().replicas());
    }

    int address() {
        return address;
    }

    int index() {
        return index;
    }

    boolean isUp() {
        return replica != null;
    }

    /** Stopped for good by a broken invariant. */
    boolean isHalted() {
        return halted;
    }

    Kit kit() {
        return seat.kit();
    }

    Domain domain() {
        return kit().notary().domain();
    }

    Seat seat() {
        return seat;
    }

    Standing standing() {
        return standing;
    }

    Disk disk() {
        return disk;
    }

    Storage storage() {
        return storage;
    }

    @Nullable
    Replica replica() {
        return replica;
    }

    Clock clock() {
        return clock;
    }

    /** Reads the disk and starts; what cannot be read is replaced by an empty disk. */
    void boot() {
        if (replica != null || halted || seat.isLost()) {
            return;
        }
        @Nullable List<Stored> records = storage.read().orElse(null);
        if (records == null) {
            world.in(world.repairMillis(), this::boot);
            return;
        }
        records.forEach(record -> world.witness().found(this, record));
        incarnation++;
        late = new LateVotes(world.config().replicas());
        appended = 0;
        begin(records, storage.isComplete());
    }

    /** Begins in the epoch that the records lead to. */
    private void begin(List<Stored> records, boolean whole) {
        if (!seat.enter(records)) {
            world.say(() -> "replica " + address + " has no seat any more");
            crash();
            return;
        }
        replica = seat.replica();
        world.witness().restarted(this, records.size());
        ending = false;
        take(new Input.Recovered(records, storage.challenge(incarnation)));
        boolean first = seat.isFirstStart();
        if (replica != null) {
            standing = replica.standing();
            if (world.isHonest(index)) {
                world.checkers().restarted(index, standing, whole && !first);
            }
        }
    }

    /** The seat is given to a new machine, which is told how this epoch came about, and nothing else. */
    void replaceBy(Kit current) {
        if (!seat.isOlderThan(current)) {
            return; // the machine with a later key came first
        }
        world.say(() -> "replica " + address + " is replaced by a new machine");
        crash();
        storage.renew(new Stored.Epoch(world.epochs().lineage(current), false, Optional.empty()));
        seat.renew(current);
        boot();
    }

    /** The next epoch begins as after a restart, with what is on the disk. */
    private void endEpoch() {
        storage.readAgain().ifPresentOrElse(records -> begin(records, true), () -> stop("its disk cannot be read"));
    }

    /** Power is lost: the replica is gone, and so is what was not synced. */
    void crash() {
        if (replica == null) {
            return;
        }
        replica = null;
        incarnation++;
        outbox.clear();
        answers.clear();
        syncing = false;
        crashAfterEffects = -1;
        storage.crash();
        world.witness().crashed(this);
    }

    /** Power will be lost after so many more effects, and be back after a while. */
    void crashSoon(int effects, long downMillis) {
        if (replica != null) {
            crashAfterEffects = effects;
            restartAfterMillis = downMillis;
        }
    }

    void crashFor(long downMillis) {
        if (replica != null) {
            crash();
            world.in(downMillis, this::boot);
        }
    }

    void deliver(Envelope envelope) {
        if (replica == null || (clock.sleeps() && !clock.isAwake(() -> deliver(envelope)))) {
            return;
        }
        Signed<? extends Message> signed = envelope.signed();
        if (!world.overhears(this, envelope)) {
            return;
        }
        if (!replica.wants(signed)) {
            late.unwanted(signed);
            world.listener().ignored(world.now(), index, signed);
            return;
        }
        late.before(signed).forEach(this::takeLate);
        @Nullable Verified<? extends Message> verified = world.verify(this, envelope);
        if (verified == null) {
            world.listener().refused(world.now(), index, signed);
            return;
        }
        if (envelope.isForged() && world.isHonest(index)) {
            world.violated("S4", index, "took a message that was never signed: " + signed.message());
        }
        if (world.verifiesSlowly()) {
            world.in(2, () -> receive(envelope, verified));
        } else {
            receive(envelope, verified);
        }
    }

    /** A vote that was not wanted when it came. */
    private void takeLate(Signed<?> signed) {
        Verified<? extends Message> verified = world.verify(this, Envelope.of(signed));
        if (verified != null && verified.domain().equals(domain())) {
            take(new Input.Received(verified));
        }
    }

    /** Verification may run beside the replica: what it found good can come after the epoch has ended. */
    private void receive(Envelope envelope, Verified<? extends Message> verified) {
        if (replica != null) {
            Signed<? extends Message> signed = envelope.signed();
            world.listener().received(world.now(), index, signed);
            world.transcript().note(world.now(), 1, address, signed.signature());
            current = envelope;
            take(new Input.Received(verified));
            current = null;
        }
    }

    void submit(VerifiedRequest request) {
        if (replica != null && clock.isAwake(() -> submit(request))) {
            world.transcript()
                    .note(world.now(), 2, address, request.signed().digest().a());
            take(new Input.Submitted(request));
        }
    }

    /** The judge's answers are handed over together, a little later. */
    void judged(int ofIncarnation, Verdict verdict) {
        if (replica == null || incarnation != ofIncarnation) {
            return;
        }
        answers.add(verdict);
        if (answers.size() == 1) {
            int now = incarnation;
            world.in(2, () -> handOver(now));
        }
    }

    private void handOver(int ofIncarnation) {
        if (replica != null && incarnation == ofIncarnation && clock.isAwake(() -> handOver(ofIncarnation))) {
            List<Verdict> verdicts = List.copyOf(answers);
            answers.clear();
            world.transcript().note(world.now(), 3, address, verdicts.size());
            take(new Input.Judged(verdicts));
        }
    }

    private void fire(Timer timer, long generation) {
        if (replica != null && timers.isLatest(timer, generation) && clock.isAwake(() -> fire(timer, generation))) {
            timers.next(timer);
            world.transcript().note(world.now(), 4, address, timer == Timer.VIEW ? 0 : 1);
            take(new Input.TimerFired(timer));
        }
    }

    private void take(Input input) {
        Replica running = replica;
        if (running == null || ending) {
            return;
        }
        world.stepped(this);
        try {
            long wallMillis = clock.wallMillis();
            List<Effect> effects = running.step(wallMillis, input);
            world.listener().stepped(running, wallMillis, input, effects);
            world.witness().stepped(this, current, input, effects);
            for (Effect effect : effects) {
                outbox.add(effect);
            }
            ending = !effects.isEmpty() && effects.getLast() instanceof Effect.EpochEnded;
            standing = running.standing();
        } catch (RuntimeException e) {
            halted = true;
            crash();
            world.witness().halted(this, input, e);
            return;
        }
        if (world.isHonest(index) && !(input instanceof Input.Recovered)) {
            world.checkers().stepped(index, standing);
        }
        perform();
    }

    /** Performs effects in order up to the next record that is not durable yet. */
    private void perform() {
        while (!syncing && replica != null) {
            if (crashAfterEffects >= 0 && crashAfterEffects-- == 0) {
                crashFor(restartAfterMillis);
                return;
            }
            Effect effect = outbox.peek();
            if (effect == null) {
                return;
            }
            if (effect instanceof Effect.Persist && appended == 0) {
                syncAll();
                continue;
            }
            outbox.poll();
            perform(effect);
        }
    }

    /** Group commit: everything that waits in the outbox is appended, then synced at once. */
    private void syncAll() {
        for (Effect effect : outbox) {
            if (effect instanceof Effect.Persist persist) {
                if (!storage.medium().append(persist.stored())) {
                    stop("its disk is full");
                    return;
                }
                appended++;
            }
        }
        long latency = world.syncMillis();
        if (latency == 0) {
            sync();
        } else {
            syncing = true;
            int now = incarnation;
            world.in(latency, () -> {
                if (replica != null && incarnation == now) {
                    syncing = false;
                    sync();
                    perform();
                }
            });
        }
    }

    private void sync() {
        if (!storage.medium().sync(world.now())) {
            stop("a sync failed");
        }
    }

    /** An I/O failure stops the node; somebody sees to the disk and starts it again. */
    private void stop(String why) {
        world.say(() -> "replica " + address + " stops: " + why);
        crash();
        world.in(world.repairMillis(), () -> {
            disk.fill(false);
            boot();
        });
    }

    private void perform(Effect effect) {
        switch (effect) {
            case Effect.Persist persist -> {
                appended--;
                storage.persisted(persist.stored());
            }
            case Effect.Truncate ignored when storage.medium().truncate() -> {}
            case Effect.Truncate ignored -> stop("its log cannot be cut off");
            case Effect.Send send -> world.traffic().send(this, send.to(), send.message());
            case Effect.Broadcast broadcast -> world.traffic().broadcast(this, broadcast.message());
            case Effect.Judge judge -> world.judge(this, incarnation, judge.request());
            case Effect.Execute execute -> world.witness().executed(this, execute);
            case Effect.EpochEnded ignored -> endEpoch();
            case Effect.Installed installed -> world.witness().installed(this, installed.sequence());
            case Effect.StartTimer start -> {
                long generation = timers.next(start.timer());
                world.in(start.delayMillis(), () -> fire(start.timer(), generation));
            }
            case Effect.StopTimer stop -> timers.next(stop.timer());
            case Effect.Report report -> world.witness().reported(this, report.evidence());
            case Effect.Refuse ignored -> {}
            case Effect.Drop drop -> world.witness().dropped(this, Optional.ofNullable(current), drop);
            case Effect.ViewChanged changed -> world.witness().viewChanged(this, changed);
        }
        world.listener().did(world.now(), index, effect);
    }
}
