package io.tetrarch.cli.cluster;

import io.tetrarch.client.Decision;
import io.tetrarch.client.Gate;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.proof.action.Action;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Callers that ask for one decision after the other, each with an action of 1 KiB. */
final class ClusterLoad {
    private static final int CONTENT_BYTES = 1024;
    private static final String RESIDENT = "VmRSS:";
    private static final Duration SLICE = Duration.ofSeconds(2);

    /** Time spent compiling, of the time that passed: below this for some slices the machines have settled. */
    private static final double SETTLED = 0.05;

    private static final int SLICES_IN_A_ROW = 3;

    private final Gate gate;
    private final List<NodeProcess> nodes;
    private final AtomicLong asked = new AtomicLong();

    /**
     * What was measured.
     *
     * @param cost of all processes together
     */
    record Result(int callers, long perSecond, long p50Micros, long p99Micros, Cost cost) {
        JsonObject json() {
            return JsonObject.builder()
                    .put("callers", callers)
                    .put("perSecond", perSecond)
                    .put("p50Micros", p50Micros)
                    .put("p99Micros", p99Micros)
                    .put("cpuMicrosPerDecision", cost.cpuMicros)
                    .put("compilerPercent", cost.compilerPercent)
                    .put("largestReplicaMegabytes", cost.largestMegabytes)
                    .build();
        }
    }

    /**
     * What it took.
     *
     * @param cpuMicros of all processes, this one included, for each decision
     * @param compilerPercent of that, what compilers took: with much of it, the figures are of machines that warm up
     * @param largestMegabytes resident, of the replica that takes most
     */
    record Cost(long cpuMicros, long compilerPercent, long largestMegabytes) {}

    ClusterLoad(Gate gate, List<NodeProcess> nodes) {
        this.gate = gate;
        this.nodes = nodes;
    }

    /** Asks until no process compiles much any more, or so long. */
    void warmUp(int callers, Duration most) throws IOException {
        List<Long> all = ids();
        long until = System.nanoTime() + most.toNanos();
        for (int settled = 0; settled < SLICES_IN_A_ROW && System.nanoTime() < until; ) {
            long before = CompilerTime.millis(all);
            long left = Math.max(1, until - System.nanoTime());
            Duration slice = Duration.ofNanos(Math.min(SLICE.toNanos(), left));
            run(callers, slice);
            settled = CompilerTime.millis(all) - before < SETTLED * slice.toMillis() ? settled + 1 : 0;
        }
    }

    Result run(int callers, Duration duration) throws IOException {
        ConcurrentLinkedQueue<Long> latencies = new ConcurrentLinkedQueue<>();
        long cpuBefore = cpuMicros();
        long compilersBefore = CompilerTime.millis(ids());
        long begun = System.nanoTime();
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int i = 0; i < callers; i++) {
            CompletableFuture<Void> done = new CompletableFuture<>();
            ask(begun + duration.toNanos(), latencies, done);
            all.add(done);
        }
        all.forEach(CompletableFuture::join);
        long elapsed = System.nanoTime() - begun;
        long cpu = Math.max(1, cpuMicros() - cpuBefore);
        long compilers = CompilerTime.millis(ids()) - compilersBefore;
        long[] sorted =
                latencies.stream().mapToLong(nanos -> nanos / 1000).sorted().toArray();
        return new Result(
                callers,
                Math.round(sorted.length * 1e9 / elapsed),
                at(sorted, 0.50),
                at(sorted, 0.99),
                new Cost(cpu / Math.max(1, sorted.length), 100_000 * compilers / cpu, largestMegabytes()));
    }

    /** One caller: asks again when it is answered, until its time is over. */
    private void ask(long untilNanos, ConcurrentLinkedQueue<Long> latencies, CompletableFuture<Void> done) {
        long begun = System.nanoTime();
        if (begun > untilNanos) {
            done.complete(null);
            return;
        }
        CompletableFuture<Decision> unused = gate.decideAsync(action())
                .toCompletableFuture()
                .whenComplete((decision, failure) -> {
                    if (failure != null) {
                        done.completeExceptionally(failure);
                    } else if (decision.outcome() == Outcome.EXPIRED) {
                        done.completeExceptionally(new IllegalStateException("not decided in time"));
                    } else {
                        latencies.add(System.nanoTime() - begun);
                        ask(untilNanos, latencies, done);
                    }
                });
    }

    private Action action() {
        try {
            return Action.parse(("{\"kind\":\"execute_tool\",\"tool\":\"fs_write\",\"path\":\"/tmp/"
                            + asked.incrementAndGet() + "\",\"content\":\"" + "x".repeat(CONTENT_BYTES) + "\"}")
                    .getBytes(StandardCharsets.UTF_8));
        } catch (JsonRejected e) {
            throw new IllegalStateException("this is an action", e);
        }
    }

    private static long at(long[] sorted, double part) {
        return sorted.length == 0 ? 0 : sorted[Math.min(sorted.length - 1, (int) (sorted.length * part))];
    }

    private List<ProcessHandle> processes() throws IOException {
        List<ProcessHandle> found = new ArrayList<>();
        for (NodeProcess node : nodes) {
            node.find().ifPresent(found::add);
        }
        return found;
    }

    private List<Long> ids() throws IOException {
        return Stream.concat(processes().stream(), Stream.of(ProcessHandle.current()))
                .map(ProcessHandle::pid)
                .toList();
    }

    private long cpuMicros() throws IOException {
        return Stream.concat(processes().stream(), Stream.of(ProcessHandle.current()))
                .map(process -> process.info().totalCpuDuration())
                .flatMap(Optional::stream)
                .mapToLong(duration -> duration.toNanos() / 1000)
                .sum();
    }

    private long largestMegabytes() throws IOException {
        long most = 0;
        for (ProcessHandle process : processes()) {
            most = Math.max(most, residentKilobytes(process.pid()) / 1024);
        }
        return most;
    }

    /** As Linux tells it; 0 elsewhere. */
    private static long residentKilobytes(long pid) throws IOException {
        Path status = Path.of("/proc", Long.toString(pid), "status");
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith(RESIDENT))
                .flatMap(line -> Arrays.stream(
                                line.substring(RESIDENT.length()).strip().split(" ", -1))
                        .limit(1))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElse(0);
    }
}
