package io.tetrarch.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.node.observe.Await;
import io.tetrarch.node.replica.ReplicaState;
import io.tetrarch.pbft.message.Signed;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the log says, at every level, and what it never says. */
class LogTest {
    private static final String MARKER = "words-of-the-action";
    private static final int VICTIM = 0;

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord logged) {
            lines.add(logged.getLevel() + " " + logged.getLoggerName() + " " + logged.getMessage() + " "
                    + Arrays.toString(logged.getParameters()) + " " + logged.getThrown());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @Test
    void aHaltAndAViewChangeAreLoggedAndNothingOfAnAction(@TempDir Path data) throws Exception {
        Logger logger = Logger.getLogger("io.tetrarch");
        logger.setLevel(Level.ALL);
        logger.addHandler(handler);
        AtomicBoolean due = new AtomicBoolean();
        InTurn breaking = new InTurn() {
            @Override
            public void onSent(int replica, Signed<?> message) {
                if (replica == VICTIM && due.compareAndSet(true, false)) {
                    throw new IllegalStateException("broke over " + MARKER);
                }
            }
        };
        try (EmbeddedCluster gate =
                EmbeddedCluster.builder().storedIn(data).inTurn(breaking).open()) {
            gate.decide(DecidingProcess.action("/tmp/" + MARKER + "-1"));
            due.set(true);
            Await.until(gate, () -> gate.replicas().get(VICTIM).run() == ReplicaState.Run.FAILED);
            gate.decide(DecidingProcess.action("/tmp/" + MARKER + "-2"));
        } finally {
            logger.removeHandler(handler);
            logger.setLevel(null);
        }

        assertThat(lines)
                .anySatisfy(line -> assertThat(line)
                        .startsWith("SEVERE io.tetrarch.node replica halted: replica=analytical epochsEnded=0 step=")
                        .contains("invariant=none because=\"java.lang.IllegalStateException at ")
                        .contains("record=" + data.resolve("records").resolve("analytical-1.halt")))
                .anySatisfy(line -> assertThat(line).startsWith("WARNING io.tetrarch.node view left: replica="))
                .anySatisfy(line -> assertThat(line).startsWith("INFO io.tetrarch.node view entered: replica="))
                .noneSatisfy(line -> assertThat(line).contains(MARKER));
    }
}
