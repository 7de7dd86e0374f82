package io.tetrarch.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.gate.judge.Case;
import io.tetrarch.gate.judge.Judge;
import io.tetrarch.gate.judge.Judgement;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.proof.action.Action;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A group that ran in a heap can be opened in it, though nearly a checkpoint interval of large actions has to be read again. */
class ReopenedInItsHeapTest {
    private static final String HEAP = "-Xmx160m";
    private static final int ACTIONS = 120;
    private static final int ACTION_BYTES = 200_000;

    @TempDir
    private Path data;

    /** Answers at once: what is tried is what the replicas keep. */
    private record Ready(String name) implements Judge {
        @Override
        public Digest policyDigest() {
            return Digest.ZERO;
        }

        @Override
        public Judgement judge(Case subject) {
            return new Judgement(Answer.APPROVE, "ready", "Ready.");
        }
    }

    /** @param arguments the data folder, and how many actions to decide */
    public static void main(String[] arguments) throws Exception {
        Doomed.reports();
        int count = Integer.parseInt(arguments[1]);
        try (EmbeddedCluster gate = EmbeddedCluster.builder()
                .storedIn(Path.of(arguments[0]))
                .judges(judge -> new Ready(judge.name()))
                .open()) {
            for (int done = 0; done < count; done += 4) {
                List<CompletableFuture<?>> together = new ArrayList<>();
                for (int i = done; i < Math.min(count, done + 4); i++) {
                    together.add(gate.decideAsync(action(i)).toCompletableFuture());
                }
                CompletableFuture.allOf(together.toArray(CompletableFuture[]::new))
                        .get(2, TimeUnit.MINUTES);
            }
        }
    }

    private static Action action(int number) throws Exception {
        return Action.parse(("{\"kind\":\"execute_tool\",\"tool\":\"fs_write\",\"path\":\"/tmp/" + number
                        + "\",\"content\":\"" + "x".repeat(ACTION_BYTES) + "\"}")
                .getBytes(StandardCharsets.UTF_8));
    }

    private int process(int actions) throws Exception {
        Process process = Doomed.start(List.of(HEAP), ReopenedInItsHeapTest.class, data.toString(), "" + actions);
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        return process.exitValue();
    }

    @Test
    void whatRanInAHeapOpensInIt() throws Exception {
        assertThat(process(ACTIONS)).isZero();
        assertThat(process(1)).isZero();
    }
}
