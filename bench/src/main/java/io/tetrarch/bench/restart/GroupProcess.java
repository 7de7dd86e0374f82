package io.tetrarch.bench.restart;

import io.tetrarch.bench.RoundCharter;
import io.tetrarch.embedded.EmbeddedCluster;
import io.tetrarch.embedded.home.HomeRefused;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.pbft.Standing;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.proof.action.Action;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A process of its own that opens a stored group, has it decide, and prints numbers: how long opening took in nanoseconds,
 * each time, and last how many entries the ledger has. It ends with 0 if all that was asked was decided.
 *
 * <p>It uses only what earlier builds have too, so that it can be run with the classes of one.
 */
public final class GroupProcess {
    private static final int SECONDS_FOR_AN_ANSWER = 60;

    private final EmbeddedCluster gate;
    private final int callers;
    private final int actionBytes;
    private final String run = Long.toString(System.nanoTime(), Character.MAX_RADIX);
    private long asked;

    private GroupProcess(EmbeddedCluster gate, int callers, int actionBytes) {
        this.gate = gate;
        this.callers = callers;
        this.actionBytes = actionBytes;
    }

    /**
     * Runs it.
     *
     * @param arguments the folder; how often to open it; how many ask at once; the length of each action's content; how many
     *     decisions it shall make each time, at least; then how many sequences shall lie between the latest checkpoint and
     *     the end, give or take one for each caller, or a negative number if that is all the same
     */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        int times = Integer.parseInt(arguments[1]);
        int callers = Integer.parseInt(arguments[2]);
        int actionBytes = Integer.parseInt(arguments[3]);
        long decisions = Long.parseLong(arguments[4]);
        int distance = Integer.parseInt(arguments[5]);
        StringBuilder line = new StringBuilder();
        long entries = 0;
        for (int i = 0; i < times; i++) {
            try (EmbeddedCluster gate = open(folder)) {
                new GroupProcess(gate, callers, actionBytes).decide(decisions, distance);
                entries = gate.ledger().size();
                line.append(gate.openedIn().toNanos()).append(' ');
            }
        }
        try (PrintStream out =
                new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.US_ASCII)) {
            out.println(line.append(entries));
        }
    }

    private static EmbeddedCluster open(Path folder) throws IOException, HomeRefused {
        try (InputStream in = RoundCharter.class.getResourceAsStream("round-charter.yaml")) {
            byte[] charter = Objects.requireNonNull(in, "the charter is missing from the jar")
                    .readAllBytes();
            return EmbeddedCluster.builder().storedIn(folder).charter(charter).open();
        }
    }

    private void decide(long decisions, int distance) throws Exception {
        while (asked < decisions || !isAsFar(distance)) {
            List<CompletableFuture<?>> together = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                together.add(gate.decideAsync(action()).toCompletableFuture().thenAccept(decision -> {
                    if (decision.outcome() == Outcome.EXPIRED) {
                        throw new IllegalStateException("not decided in time");
                    }
                }));
            }
            CompletableFuture.allOf(together.toArray(CompletableFuture[]::new))
                    .get(SECONDS_FOR_AN_ANSWER, TimeUnit.SECONDS);
        }
    }

    private boolean isAsFar(int distance) {
        if (distance < 0) {
            return true;
        }
        Standing now = gate.standings().getFirst();
        long since = now.executed() - now.lowWatermark();
        return distance <= since && since < distance + callers;
    }

    private Action action() throws JsonRejected {
        return Action.parse(("{\"kind\":\"execute_tool\",\"tool\":\"fs_write\",\"path\":\"/tmp/" + run + "-" + ++asked
                        + "\",\"content\":\"" + "x".repeat(actionBytes) + "\"}")
                .getBytes(StandardCharsets.UTF_8));
    }
}
