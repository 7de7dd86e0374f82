package io.tetrarch.node.replica;

import io.tetrarch.crypto.authentication.Authenticator;
import io.tetrarch.node.store.ReplicaStore;
import io.tetrarch.pbft.Configuration;
import io.tetrarch.pbft.Replica;
import io.tetrarch.pbft.Service;
import io.tetrarch.pbft.Signer;
import io.tetrarch.pbft.Standing;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** All replicas of a group in one process, with the ticker that minds their timers. */
public final class ReplicaSet implements AutoCloseable {
    private static final long TICK_MILLIS = 10;

    private final List<ReplicaLoop> loops = new CopyOnWriteArrayList<>();
    private final ReplicaLoop.Surroundings surroundings;
    private final LocalNetwork network;
    private final Thread ticker;
    private final CountDownLatch closing = new CountDownLatch(1);

    /** What makes one replica. */
    public record Seat(
            Configuration configuration,
            Service service,
            Signer signer,
            Authenticator authenticator,
            ReplicaStore store,
            RequestJudge judge) {}

    /**
     * Starts the replicas: each recovers from its store, all at once; then they begin to talk.
     *
     * @param seats in the order of their indexes
     * @throws IOException if a store cannot be read or is damaged
     */
    public static ReplicaSet start(
            List<Seat> seats, LocalNetwork network, Workers workers, ReplicaListener listener, TimeSource time)
            throws IOException {
        ReplicaSet set = new ReplicaSet(new ReplicaLoop.Surroundings(workers, network, listener, time), network);
        seats.forEach(seat -> set.loops.add(set.loop(seat)));
        for (ReplicaLoop loop : set.loops) {
            loop.recover();
        }
        for (int i = 0; i < set.loops.size(); i++) {
            network.join(i, set.loops.get(i));
        }
        set.ticker.start();
        return set;
    }

    private ReplicaSet(ReplicaLoop.Surroundings surroundings, LocalNetwork network) {
        this.surroundings = surroundings;
        this.network = network;
        ticker = Thread.ofPlatform().name("tetrarch-ticker").daemon(true).unstarted(this::tick);
    }

    private ReplicaLoop loop(Seat seat) {
        JudgeDesk judge = new JudgeDesk(
                Integer.toString(seat.configuration().self()),
                seat.judge(),
                surroundings.workers(),
                surroundings.time());
        Replica replica = new Replica(seat.configuration(), seat.service(), seat.signer());
        return new ReplicaLoop(
                new ReplicaLoop.Member(replica, seat.service(), seat.authenticator(), seat.store(), judge),
                surroundings);
    }

    /**
     * Stops one replica and closes its store. It finishes the turn it is in, so that its store holds all that it sent.
     *
     * @return false if it has stopped already
     */
    public synchronized boolean halt(int replica) throws IOException {
        ReplicaLoop loop = loops.get(replica);
        if (loop.state().halted()) {
            return false;
        }
        loop.close();
        return true;
    }

    /** Whether {@link #halt} stopped this replica, and nothing was wrong with it. */
    public boolean isStartable(int replica) {
        return loops.get(replica).state().run() == ReplicaState.Run.STOPPED;
    }

    /**
     * Starts a {@linkplain #isStartable startable} replica anew. It recovers from its store, and what was sent to it
     * before is lost to it.
     *
     * @param seat of a store opened again, and a service of its own
     * @throws IOException if the store cannot be read or is damaged; it is closed then
     */
    public synchronized void start(int replica, Seat seat) throws IOException {
        ReplicaLoop loop = loop(seat);
        try {
            loop.recover();
        } catch (IOException | RuntimeException e) {
            loop.close();
            throw e;
        }
        loops.set(replica, loop);
        network.join(replica, loop);
    }

    /** Without ticks no timer runs and no caller is told that its time is up, so whatever ends them ends all. */
    private void tick() {
        try {
            while (!closing.await(TICK_MILLIS, TimeUnit.MILLISECONDS)) {
                loops.forEach(ReplicaLoop::tick);
                surroundings.listener().onTick();
            }
        } catch (RuntimeException | Error e) {
            surroundings.listener().onFailed(e);
        } catch (InterruptedException e) {
            surroundings.listener().onFailed(e);
            Thread.currentThread().interrupt();
        }
    }

    public List<Standing> standings() {
        return loops.stream().map(ReplicaLoop::standing).toList();
    }

    /** By index. */
    public List<ReplicaState> states() {
        return loops.stream().map(ReplicaLoop::state).toList();
    }

    /** Messages dropped because their sender had too many waiting. */
    public long overflow() {
        return loops.stream().mapToLong(ReplicaLoop::overflow).sum();
    }

    /** Stops all replicas; each finishes the turn it is in. */
    @Override
    public synchronized void close() throws IOException {
        closing.countDown();
        for (ReplicaLoop loop : loops) {
            loop.close();
        }
    }
}
