package io.tetrarch.cli.cluster;

import io.tetrarch.cli.exit.Failure;
import io.tetrarch.client.Gate;
import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.net.client.Survey;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.proof.action.Action;
import io.tetrarch.proof.group.Group;
import io.tetrarch.wire.Frame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** How long nothing is decided when the leader is lost, with callers that ask all the time. */
final class LeaderLoss {
    private static final int CALLERS = 16;
    private static final double NANOS_PER_MILLI = 1e6;

    private static final long BEYOND_MILLIS = 3_000;
    private static final Duration LOOK = Duration.ofSeconds(3);

    private final Gate gate;
    private final ClusterFolder folder;
    private final Group group;
    private long asked;
    private long lastNanos;
    private long longestNanos;

    /**
     * What was measured.
     *
     * @param killedMillis without a decision, after SIGKILL
     * @param silentMillis likewise, after SIGSTOP
     * @param timeoutMillis of a view
     */
    record Result(long killedMillis, long silentMillis, long timeoutMillis) {}

    LeaderLoss(Gate gate, ClusterFolder folder, Group group) {
        this.gate = gate;
        this.folder = folder;
        this.group = group;
    }

    Result measure() throws Failure, IOException, InterruptedException {
        long timeout = group.constants().timeouts().viewMillis();
        NodeProcess killed = leader();
        long killedMillis = millis(killed::kill, Duration.ofMillis(timeout + BEYOND_MILLIS));
        killed.start();
        Optional<String> trouble = new Readiness(folder, group).await(List.of(killed.name()));
        if (trouble.isPresent()) {
            throw new IOException(trouble.get());
        }
        NodeProcess silent = leader();
        long silentMillis = millis(() -> silent.signal("STOP"), Duration.ofMillis(timeout + BEYOND_MILLIS));
        silent.signal("CONT");
        return new Result(killedMillis, silentMillis, timeout);
    }

    private NodeProcess leader() throws Failure, IOException, InterruptedException {
        long view = Survey.of(folder.client(), Ed25519Provider.PORTABLE.load(), ClusterFolder.addresses(group), LOOK)
                .values()
                .stream()
                .filter(Frame.Standing::active)
                .mapToLong(Frame.Standing::view)
                .max()
                .orElse(0);
        return folder.nodes(group).get((int) (view % group.replicas().size()));
    }

    /** What happens to the leader. */
    @FunctionalInterface
    private interface Happening {
        void happen() throws IOException, InterruptedException;
    }

    /** The longest time without a decision from what happens on, for so long. */
    private long millis(Happening loss, Duration duration) throws IOException, InterruptedException {
        long untilNanos = System.nanoTime() + duration.toNanos();
        List<CompletableFuture<Void>> all = new ArrayList<>();
        begin();
        for (int i = 0; i < CALLERS; i++) {
            CompletableFuture<Void> done = new CompletableFuture<>();
            all.add(done);
            ask(untilNanos, done);
        }
        loss.happen();
        all.forEach(CompletableFuture::join);
        return longest();
    }

    private synchronized void begin() {
        lastNanos = System.nanoTime();
        longestNanos = 0;
    }

    private synchronized void decided() {
        long now = System.nanoTime();
        longestNanos = Math.max(longestNanos, now - lastNanos);
        lastNanos = now;
    }

    private synchronized long longest() {
        return Math.round(longestNanos / NANOS_PER_MILLI);
    }

    private void ask(long untilNanos, CompletableFuture<Void> done) {
        if (System.nanoTime() > untilNanos) {
            done.complete(null);
            return;
        }
        CompletableFuture<Void> unused = gate.decideAsync(action())
                .toCompletableFuture()
                .handle((decision, failure) -> {
                    if (failure == null && decision.outcome() != Outcome.EXPIRED) {
                        decided();
                    }
                    ask(untilNanos, done);
                    return null;
                });
    }

    private synchronized Action action() {
        asked++;
        try {
            return Action.parse(
                    ("{\"kind\":\"execute_tool\",\"tool\":\"fs_write\",\"path\":\"/tmp/loss-" + asked + "\"}")
                            .getBytes(StandardCharsets.UTF_8));
        } catch (JsonRejected e) {
            throw new IllegalStateException("this is an action", e);
        }
    }
}
