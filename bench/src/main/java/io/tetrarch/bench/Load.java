package io.tetrarch.bench;

import com.sun.management.OperatingSystemMXBean;
import io.tetrarch.client.Decision;
import io.tetrarch.embedded.EmbeddedCluster;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.node.observe.Work;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.proof.action.Action;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;

/** Callers that ask a gate in a closed loop, each for a different action every time. */
final class Load {
    private final EmbeddedCluster gate;
    private final AtomicLong actions = new AtomicLong();

    Load(EmbeddedCluster gate) {
        this.gate = gate;
    }

    /**
     * What came of it.
     *
     * @param latencyNanos of every decision, ascending
     * @param work done meanwhile
     */
    record Result(long[] latencyNanos, Duration elapsed, double cpuMicros, Work work) {
        int decisions() {
            return latencyNanos.length;
        }

        /** Time on a clock, not of a processor: a thread that has to wait for one amid its checks makes them look dearer. */
        double checkMicros() {
            return work.checkNanos() / 1000.0;
        }

        double percentileMicros(double percent) {
            int index = (int) Math.min(latencyNanos.length - 1L, Math.round(latencyNanos.length * percent / 100));
            return latencyNanos[index] / 1000.0;
        }
    }

    Result run(int callers, Duration duration) throws InterruptedException {
        Work workBefore = gate.work();
        double cpuBefore = cpuMicros();
        long start = System.nanoTime();
        List<Caller> all = new ArrayList<>();
        CountDownLatch running = new CountDownLatch(callers);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        for (int i = 0; i < callers; i++) {
            Caller caller = new Caller(start + duration.toNanos(), running, failure);
            all.add(caller);
            if (callers > 1) {
                caller.next();
            } else {
                caller.askAndWait();
            }
        }
        running.await();
        if (failure.get() != null) {
            throw new IllegalStateException("a request was not decided", failure.get());
        }
        Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
        long[] latencies =
                all.stream().flatMapToLong(Caller::latencies).sorted().toArray();
        return new Result(
                latencies, elapsed, cpuMicros() - cpuBefore, gate.work().minus(workBefore));
    }

    /** Asks for so many decisions one after the other. */
    void alone(int decisions) throws InterruptedException {
        for (int i = 0; i < decisions; i++) {
            gate.decide(action());
        }
    }

    /** Decisions asked for so far. */
    long asked() {
        return actions.get();
    }

    private static double cpuMicros() {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return system.getProcessCpuTime() / 1000.0;
    }

    private Action action() {
        String json = "{\"kind\":\"execute_tool\",\"tool\":\"fs_write\",\"path\":\"/tmp/report-"
                + actions.incrementAndGet() + ".md\",\"bytes\":4096}";
        try {
            return Action.parse(json.getBytes(StandardCharsets.UTF_8));
        } catch (JsonRejected e) {
            throw new IllegalStateException(e);
        }
    }

    /** One after the other; what an answer writes the next one sees, so nothing here needs a lock. */
    private final class Caller {
        private final long untilNanos;
        private final CountDownLatch running;
        private final AtomicReference<Throwable> failure;
        private long[] nanos = new long[1024];
        private int count;

        Caller(long untilNanos, CountDownLatch running, AtomicReference<Throwable> failure) {
            this.untilNanos = untilNanos;
            this.running = running;
            this.failure = failure;
        }

        /** One caller waits as a program does that acts on the answer. */
        void askAndWait() throws InterruptedException {
            while (System.nanoTime() < untilNanos) {
                long start = System.nanoTime();
                Decision decision = gate.decide(action());
                note(System.nanoTime() - start, decision);
            }
            running.countDown();
        }

        void next() {
            if (System.nanoTime() >= untilNanos) {
                running.countDown();
                return;
            }
            long start = System.nanoTime();
            gate.decideAsync(action()).whenComplete((decision, problem) -> {
                if (problem != null) {
                    failure.set(problem);
                    running.countDown();
                } else {
                    note(System.nanoTime() - start, decision);
                    next();
                }
            });
        }

        private void note(long latencyNanos, Decision decision) {
            if (decision.outcome() == Outcome.EXPIRED) {
                failure.set(new IllegalStateException("expected an answer of the judges, found " + decision));
            }
            if (count == nanos.length) {
                nanos = Arrays.copyOf(nanos, 2 * count);
            }
            nanos[count++] = latencyNanos;
        }

        LongStream latencies() {
            return Arrays.stream(nanos, 0, count);
        }
    }
}
