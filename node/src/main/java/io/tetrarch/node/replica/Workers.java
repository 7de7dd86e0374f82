package io.tetrarch.node.replica;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A few threads that run short tasks in the order they come. Made for rounds of messages between actors, where waking a
 * thread costs more than most tasks: a thread that runs out of tasks looks for more for a moment before it sleeps, and a
 * caller that waits for the outcome of such a round can work on it meanwhile ({@link #lend}).
 *
 * <p>A task should not block, but for a sync of its store. One that does gets the pool a thread more
 * ({@link #replace}).
 */
public final class Workers implements AutoCloseable {
    /** How long a thread without tasks looks for more: somewhat longer than a disk takes to sync what a round waits for. */
    private static final long SEARCH_NANOS = 400_000;

    private static final int SPINS_PER_YIELD = 64;

    /** Where those who work on their own thread collect what is to be done. */
    private static final ThreadLocal<@Nullable Deque<Runnable>> HERE = new ThreadLocal<>();

    /** What callers wait for: done before anything else. */
    private final ConcurrentLinkedQueue<Runnable> answers = new ConcurrentLinkedQueue<>();

    private final ConcurrentLinkedQueue<Runnable> turns = new ConcurrentLinkedQueue<>();

    /** What may hang, and so is not for threads that are lent. */
    private final ConcurrentLinkedQueue<Runnable> judgements = new ConcurrentLinkedQueue<>();

    private final ConcurrentLinkedQueue<Thread> asleep = new ConcurrentLinkedQueue<>();
    private final Set<Thread> replaced = ConcurrentHashMap.newKeySet();
    private final AtomicInteger awake = new AtomicInteger();
    private final AtomicBoolean lent = new AtomicBoolean();
    private final int parallelism;
    private final ThreadFactory threads;
    private final long searchNanos;
    private volatile Consumer<Throwable> failed = failure -> {
        Thread self = Thread.currentThread();
        self.getUncaughtExceptionHandler().uncaughtException(self, failure);
    };
    private volatile boolean closed;

    /** @param parallelism threads that run tasks at once */
    public Workers(String name, int parallelism) {
        this(daemons(name), parallelism);
    }

    /**
     * @param threads makes those that run tasks, and others for those that are stuck
     * @param parallelism threads that run tasks at once
     */
    public Workers(ThreadFactory threads, int parallelism) {
        this(threads, parallelism, SEARCH_NANOS);
    }

    private static ThreadFactory daemons(String name) {
        return Thread.ofPlatform().name(name).daemon(true).factory();
    }

    /** Threads that sleep as soon as there is nothing to do: what they wait for comes over a network. */
    public static Workers thatSleep(String name, int parallelism) {
        return new Workers(daemons(name), parallelism, 0);
    }

    private Workers(ThreadFactory threads, int parallelism, long searchNanos) {
        this.threads = threads;
        this.searchNanos = searchNanos;
        this.parallelism = parallelism;
        for (int i = 0; i < parallelism; i++) {
            start();
        }
    }

    /** Who is told what a task threw. No task is expected to throw, so nothing is known of what it leaves behind. */
    public void onFailure(Consumer<Throwable> listener) {
        failed = listener;
    }

    private void start() {
        threads.newThread(this::work).start();
    }

    /** Runs the task on some thread, soon. */
    public void execute(Runnable task) {
        Deque<Runnable> collected = HERE.get();
        if (collected != null) {
            collected.add(task);
        } else {
            add(turns, task);
        }
    }

    /**
     * Does something and then, on the caller's thread, what that wanted to be {@linkplain #execute executed}: to wake another
     * thread costs more. The caller must be able to wait for a turn, with its sync.
     */
    public void here(Runnable begin) {
        Deque<Runnable> collected = new ArrayDeque<>(1);
        HERE.set(collected);
        try {
            begin.run();
        } finally {
            HERE.remove();
        }
        collected.forEach(this::run);
    }

    /** Runs the task, for which a caller waits, before all that wait already. */
    public void executeNext(Runnable task) {
        add(answers, task);
    }

    /** Runs a task that may take long or hang, in turn with the others. */
    void executeJudging(Runnable task) {
        add(judgements, task);
    }

    private void add(ConcurrentLinkedQueue<Runnable> queue, Runnable task) {
        queue.add(task);
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

    /**
     * Begins something and works in the place of one of these threads until it is done, or there was nothing to do for a
     * moment, or another caller does so already.
     */
    public <T> CompletableFuture<T> lend(Supplier<CompletableFuture<T>> begin) {
        if (!lent.compareAndSet(false, true)) {
            return begin.get();
        }
        awake.incrementAndGet();
        try {
            CompletableFuture<T> answer = begin.get();
            search(() -> answer.isDone() || Thread.currentThread().isInterrupted(), false);
            return answer;
        } finally {
            lent.set(false);
            if (awake.decrementAndGet() < 1 && !isIdle()) {
                wake();
            }
        }
    }

    /**
     * Gives the pool another thread for one that is stuck in a task; the stuck one ends when its task does. It takes no
     * further task, so from now on it does not count as awake.
     */
    public void replace(Thread stuck) {
        if (replaced.add(stuck)) {
            awake.decrementAndGet();
            start();
        }
    }

    private void work() {
        awake.incrementAndGet();
        while (search(() -> false, true)) {
            awake.decrementAndGet();
            sleep();
            awake.incrementAndGet();
        }
        if (!replaced.remove(Thread.currentThread())) {
            awake.decrementAndGet();
        }
    }

    /**
     * Runs tasks until there have been none for a moment, or other threads are enough for those there are; false once
     * this thread shall end.
     *
     * @param own whether this is a thread of the pool's own
     */
    @SuppressWarnings("ThreadPriorityCheck") // a yield while searching is courtesy, nothing relies on it
    private boolean search(BooleanSupplier done, boolean own) {
        long idleSince = 0;
        int spins = 0;
        int taken = 0;
        while (!closed && !done.getAsBoolean()) {
            Runnable task = poll(own, taken++);
            if (task != null) {
                run(task);
                if (own) {
                    // a judge may have interrupted the thread it was asked on, which is no other task's business
                    Thread.interrupted();
                }
                if (own && !replaced.isEmpty() && replaced.contains(Thread.currentThread())) {
                    return false;
                }
                idleSince = 0;
            } else if (own && awake.get() > parallelism) {
                return true;
            } else if (++spins % SPINS_PER_YIELD != 0) {
                Thread.onSpinWait();
            } else {
                long now = System.nanoTime();
                if (idleSince == 0) {
                    idleSince = now;
                } else if (now - idleSince > searchNanos) {
                    return true;
                }
                Thread.yield();
            }
        }
        return false;
    }

    /** Answers first; turns and judgements have the precedence by turns, so that neither can starve the other. */
    private @Nullable Runnable poll(boolean own, int taken) {
        Runnable task = answers.poll();
        if (task != null) {
            return task;
        }
        if (!own) {
            return turns.poll();
        }
        boolean turnFirst = (taken & 1) == 0;
        task = (turnFirst ? turns : judgements).poll();
        return task != null ? task : (turnFirst ? judgements : turns).poll();
    }

    private boolean isIdle() {
        return answers.isEmpty() && turns.isEmpty() && judgements.isEmpty();
    }

    private void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            failed.accept(e);
        }
    }

    /** Whoever adds a task after the check sees this thread among the sleepers. */
    private void sleep() {
        Thread self = Thread.currentThread();
        asleep.add(self);
        if (isIdle() && !closed) {
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
