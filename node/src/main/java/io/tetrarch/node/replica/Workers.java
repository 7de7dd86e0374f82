package io.tetrarch.node.replica;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A few threads that run short tasks in the order they come. Made for rounds of messages between actors, where waking a
 * thread costs more than most tasks: a thread that runs out of tasks looks for more for a moment before it sleeps.
 *
 * <p>A task should not block, but for a sync of its store. One that does gets the pool a thread more
 * ({@link #replace}).
 */
public final class Workers implements AutoCloseable {
    /** How long a thread without tasks looks for more; about a round's length. */
    private static final long SEARCH_NANOS = 100_000;

    private static final int SPINS_PER_YIELD = 64;

    private final ConcurrentLinkedQueue<Runnable> ready = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Thread> asleep = new ConcurrentLinkedQueue<>();
    private final Set<Thread> replaced = ConcurrentHashMap.newKeySet();
    private final AtomicInteger awake = new AtomicInteger();
    private final int parallelism;
    private final String name;
    private volatile boolean closed;

    /** @param parallelism threads that run tasks at once */
    public Workers(String name, int parallelism) {
        this.name = name;
        this.parallelism = parallelism;
        for (int i = 0; i < parallelism; i++) {
            start();
        }
    }

    private void start() {
        Thread.ofPlatform().name(name).daemon(true).start(this::work);
    }

    /** Runs the task on some thread, soon. What it throws goes to that thread's handler of uncaught exceptions. */
    public void execute(Runnable task) {
        ready.add(task);
        if (awake.get() < parallelism) {
            wake();
        }
    }

    private void wake() {
        Thread sleeper = asleep.poll();
        if (sleeper != null) {
            LockSupport.unpark(sleeper);
        }
    }

    /** Gives the pool another thread for one that is stuck in a task; the stuck one ends when its task does. */
    public void replace(Thread stuck) {
        if (replaced.add(stuck)) {
            start();
        }
    }

    private void work() {
        awake.incrementAndGet();
        while (search()) {
            awake.decrementAndGet();
            sleep();
            awake.incrementAndGet();
        }
        awake.decrementAndGet();
    }

    /** Runs tasks until there have been none for a moment; false once this thread shall end. */
    @SuppressWarnings("ThreadPriorityCheck") // a yield while searching is courtesy, nothing relies on it
    private boolean search() {
        long idleSince = 0;
        int spins = 0;
        while (!closed) {
            Runnable task = ready.poll();
            if (task != null) {
                run(task);
                if (!replaced.isEmpty() && replaced.remove(Thread.currentThread())) {
                    return false;
                }
                idleSince = 0;
            } else if (++spins % SPINS_PER_YIELD != 0) {
                Thread.onSpinWait();
            } else {
                long now = System.nanoTime();
                if (idleSince == 0) {
                    idleSince = now;
                } else if (now - idleSince > SEARCH_NANOS) {
                    return true;
                }
                Thread.yield();
            }
        }
        return false;
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            Thread self = Thread.currentThread();
            self.getUncaughtExceptionHandler().uncaughtException(self, e);
        }
    }

    /** Whoever adds a task after the check sees this thread among the sleepers. */
    private void sleep() {
        Thread self = Thread.currentThread();
        asleep.add(self);
        if (ready.isEmpty() && !closed) {
            LockSupport.park(this);
        }
        asleep.remove(self);
    }

    /** Ends the threads after the tasks they are in. */
    @Override
    public void close() {
        closed = true;
        asleep.forEach(LockSupport::unpark);
    }
}
