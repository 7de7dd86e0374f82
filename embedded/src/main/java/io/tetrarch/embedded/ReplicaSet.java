package io.tetrarch.embedded;

import io.tetrarch.node.replica.JoinedLinks;
import io.tetrarch.node.replica.MailboxLoad;
import io.tetrarch.node.replica.ReplicaInspection;
import io.tetrarch.node.replica.ReplicaListener;
import io.tetrarch.node.replica.ReplicaLoop;
import io.tetrarch.node.replica.ReplicaState;
import io.tetrarch.node.replica.Seats;
import io.tetrarch.node.replica.TimeSource;
import io.tetrarch.node.replica.Workers;
import io.tetrarch.node.store.ReplicaStore;
import io.tetrarch.node.store.StoreDamagedException;
import io.tetrarch.pbft.GroupSize;
import io.tetrarch.pbft.Standing;
import io.tetrarch.pbft.message.Succession;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** All replicas of a group in one process, with the ticker that minds their timers. */
public final class ReplicaSet implements AutoCloseable {
    private static final long TICK_MILLIS = 10;

    private final List<ReplicaLoop> loops = new CopyOnWriteArrayList<>();
    private final ReplicaLoop.ReplicaContext context;
    private final JoinedLinks links;
    private final Thread ticker;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile boolean recovered;

    /**
     * Starts the replicas: each recovers from its store, all at once; then they begin to talk. One whose store is damaged
     * has failed, and the others go on without it.
     *
     * @param stores in the order of their replicas' indexes
     * @param links that they talk by
     * @throws StoreDamagedException if more than f stores are damaged
     * @throws IOException if a store cannot be read
     */
    public static ReplicaSet start(
            List<ReplicaStore> stores,
            Seats seats,
            JoinedLinks links,
            Workers workers,
            ReplicaListener listener,
            TimeSource time)
            throws IOException {
        ReplicaSet set = new ReplicaSet(seats, links, workers, listener, time);
        for (int i = 0; i < stores.size(); i++) {
            set.loops.add(new ReplicaLoop(i, stores.size(), stores.get(i), set.context));
        }
        set.recover();
        set.recovered = true;
        for (int i = 0; i < set.loops.size(); i++) {
            links.join(i, set.loops.get(i));
        }
        set.fillSeats();
        set.ticker.start();
        return set;
    }

    /** All at once: what each has to read again is its own, and may be some ten thousand decisions. */
    private void recover() throws IOException {
        Map<Integer, StoreDamagedException> damaged = new TreeMap<>();
        try (ExecutorService threads =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            List<Future<Void>> recovering = new ArrayList<>();
            for (ReplicaLoop loop : loops) {
                recovering.add(threads.submit(() -> {
                    loop.recover();
                    return null;
                }));
            }
            for (int i = 0; i < recovering.size(); i++) {
                int replica = i;
                failure(recovering.get(i)).ifPresent(damage -> damaged.put(replica, damage));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the replicas recovered", e);
        }
        if (damaged.size() > new GroupSize(loops.size()).faulty()) {
            throw new StoreDamagedException(damaged.values().stream()
                    .map(damage -> String.valueOf(damage.getMessage()))
                    .collect(Collectors.joining("; ")));
        }
        damaged.forEach(context.listener()::onHalted);
    }

    /** Damage, if that is why a replica could not recover; whatever else it is ends all. */
    private static Optional<StoreDamagedException> failure(Future<Void> recovering)
            throws IOException, InterruptedException {
        try {
            recovering.get();
            return Optional.empty();
        } catch (ExecutionException e) {
            return switch (e.getCause()) {
                case StoreDamagedException damaged -> Optional.of(damaged);
                case IOException failed -> throw failed;
                case RuntimeException unforeseen -> throw unforeseen;
                case null, default -> throw new IllegalStateException("recovering a replica", e.getCause());
            };
        }
    }

    private ReplicaSet(Seats seats, JoinedLinks links, Workers workers, ReplicaListener listener, TimeSource time) {
        this.context = new ReplicaLoop.ReplicaContext(workers, links, listener, time, seats, this::offer);
        this.links = links;
        ticker = Thread.ofPlatform().name("tetrarch-ticker").daemon(true).unstarted(this::tick);
    }

    /** A seat that nobody had when its replica stopped may have been filled since. */
    private void fillSeats() {
        loops.stream()
                .map(ReplicaLoop::lineage)
                .max(Comparator.comparingInt(List::size))
                .ifPresent(this::offer);
    }

    /** Tells the replicas that have no seat of an epoch in which they may have one, once all know where they stand. */
    private void offer(List<Succession> lineage) {
        if (recovered) {
            loops.forEach(loop -> loop.offer(lineage));
        }
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
     * @param store opened again
     * @throws IOException if the store cannot be read or is damaged; it is closed then
     */
    public synchronized void start(int replica, ReplicaStore store) throws IOException {
        ReplicaLoop loop = new ReplicaLoop(replica, loops.size(), store, context);
        try {
            loop.recover();
        } catch (IOException | RuntimeException e) {
            loop.close();
            throw e;
        }
        links.join(replica, loop);
        loops.set(replica, loop);
        fillSeats();
    }

    /** Without ticks no timer runs and no caller is told that its time is up, so whatever ends them ends all. */
    private void tick() {
        try {
            while (!closing.await(TICK_MILLIS, TimeUnit.MILLISECONDS)) {
                loops.forEach(ReplicaLoop::tick);
                context.listener().onTick();
            }
        } catch (RuntimeException | Error e) {
            context.listener().onFailed(e);
        } catch (InterruptedException e) {
            context.listener().onFailed(e);
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

    /** All there is to see of one. */
    public ReplicaInspection inspect(int replica) throws IOException, InterruptedException {
        return loops.get(replica).inspect();
    }

    /** Messages dropped because their sender had too many waiting. */
    public long overflow() {
        return loops.stream()
                .flatMap(loop -> loop.mailbox().stream())
                .mapToLong(MailboxLoad::dropped)
                .sum();
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
