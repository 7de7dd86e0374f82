package io.tetrarch.node.store;

import io.tetrarch.crypto.file.Disk;
import io.tetrarch.crypto.file.Power;
import io.tetrarch.crypto.file.Power.Loss;
import io.tetrarch.crypto.file.VolatileDisk;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.TimeUnit;

/** A machine in memory: files and databases under one power. What it loses with that, the databases lose in themselves. */
public final class VolatileMachine {
    /** When what is to be synced beside a store is. */
    public enum Beside {
        /** At once. */
        EAGER,
        /** When somebody waits for it. */
        LATE
    }

    private final VolatileDisk disk;
    private final Map<Path, VolatileBatches> databases;
    private final Beside beside;

    private VolatileMachine(VolatileDisk disk, Map<Path, VolatileBatches> databases, Beside beside) {
        this.disk = disk;
        this.databases = databases;
        this.beside = beside;
    }

    public static VolatileMachine with(Beside beside) {
        return new VolatileMachine(new VolatileDisk(), new HashMap<>(), beside);
    }

    public Power power() {
        return disk.power();
    }

    public Disk disk() {
        return disk;
    }

    /** What a replica's store stands on there. */
    public Storage storage() {
        Batches.Opener opener = new Batches.Opener() {
            @Override
            public Batches open(Path folder) throws java.io.IOException {
                VolatileBatches database =
                        databases.computeIfAbsent(folder, path -> new VolatileBatches(path, disk.power()));
                disk.power().changed();
                return database;
            }

            @Override
            public Batches openForReading(Path folder) throws java.io.IOException {
                return open(folder);
            }

            @Override
            public boolean isMade(Path folder) {
                return databases.containsKey(folder);
            }

            @Override
            public void requireWhole(Path folder) {
                // its databases lose what was not synced, and nothing else
            }
        };
        return new Storage(disk, opener, () -> new OneAfterTheOther(beside), Duration.ZERO);
    }

    /** Power is back. */
    public VolatileMachine after(Loss loss) {
        Power next = new Power();
        VolatileMachine machine = new VolatileMachine(disk.after(loss, next), new HashMap<>(), beside);
        databases.forEach((path, database) -> machine.databases.put(path, database.after(loss, next)));
        return machine;
    }

    /** Whether a database has all that is in it durably: who was killed may have left more than that. */
    public boolean isDurable(Path folder) {
        return !databases.containsKey(folder) || databases.get(folder).isDurable();
    }

    /** Whether a database lacks what it had said to be durable before the power went. */
    public boolean hasLied(Path folder) {
        return databases.containsKey(folder) && databases.get(folder).hasLied();
    }

    /** As the database is now, synced or not. */
    public Object copy(Path folder) {
        return databases.get(folder).after(Loss.NOTHING, power());
    }

    /** Puts a copy in the place of a database that nobody has open. */
    public void putBack(Path folder, Object copy) {
        databases.put(folder, ((VolatileBatches) copy).after(Loss.NOTHING, power()));
    }

    /** Somebody takes away a database that nobody has open. */
    public void remove(Path folder) {
        databases.remove(folder);
    }

    /** On the thread that asks for it, or that waits for it. */
    private static final class OneAfterTheOther extends AbstractExecutorService implements ExecutorService {
        private final Beside when;

        OneAfterTheOther(Beside when) {
            this.when = when;
        }

        @Override
        protected <T> RunnableFuture<T> newTaskFor(Callable<T> task) {
            return new FutureTask<>(task) {
                @Override
                public T get() throws InterruptedException, ExecutionException {
                    run();
                    return super.get();
                }
            };
        }

        @Override
        public void execute(Runnable task) {
            if (when == Beside.EAGER) {
                task.run();
            }
        }

        @Override
        public void shutdown() {}

        @Override
        public List<Runnable> shutdownNow() {
            return List.of();
        }

        @Override
        public boolean isShutdown() {
            return false;
        }

        @Override
        public boolean isTerminated() {
            return false;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return true;
        }
    }
}
