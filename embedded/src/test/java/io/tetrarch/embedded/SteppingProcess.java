package io.tetrarch.embedded;

import io.tetrarch.json.JsonRejected;
import io.tetrarch.node.replica.Executed;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.proof.action.Action;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * A process to be killed: it asks for a change of its group, and stands still at a chosen step of its replicas, after what
 * comes before that was made durable and before that is done.
 */
final class SteppingProcess {
    /** Lines that it prints: it stands still, or has made the change with fewer steps. */
    static final String THERE = "there.";

    static final String MADE = "made.";

    private SteppingProcess() {}

    /** What is changed. */
    enum Change {
        /** A seat is left vacant, or filled again. */
        EPOCH {
            @Override
            Action ask(EmbeddedCluster gate) throws IOException {
                return gate.group().vacant().isEmpty() ? gate.removal("phone") : gate.rekeying("phone");
            }
        },
        CHARTER {
            @Override
            Action ask(EmbeddedCluster gate) throws Exception {
                long version = gate.charter().version() + 1;
                return gate.proposal(EpochChangeTest.charter(version).getBytes(StandardCharsets.UTF_8));
            }
        };

        abstract Action ask(EmbeddedCluster gate) throws Exception;
    }

    /** @param step from 1 */
    static Process start(Path data, Change change, int step) throws IOException {
        return Doomed.start(
                java.util.List.of(), SteppingProcess.class, data.toString(), change.name(), Integer.toString(step));
    }

    /** @param arguments the data folder, the change, the step */
    public static void main(String[] arguments) throws Exception {
        Steps steps = new Steps(Integer.parseInt(arguments[2]), Doomed.reports());
        EmbeddedCluster gate =
                EpochChangeTest.storedIn(Path.of(arguments[0])).inTurn(steps).open();
        decide(gate, "/tmp/before");
        steps.count();
        gate.decide(Change.valueOf(arguments[1]).ask(gate));
        decide(gate, "/tmp/after");
        steps.reports.println(MADE);
        new CountDownLatch(1).await();
    }

    private static void decide(EmbeddedCluster gate, String path) throws JsonRejected, InterruptedException {
        gate.decide(DecidingProcess.action(path));
    }

    private static final class Steps implements InTurn {
        private final PrintStream reports;
        private int left;
        private boolean counting;

        Steps(int step, PrintStream reports) {
            this.left = step;
            this.reports = reports;
        }

        synchronized void count() {
            counting = true;
        }

        /** Whoever comes there never leaves, and nobody else comes in. */
        private synchronized void step() {
            if (counting && --left == 0) {
                reports.println(THERE);
                while (true) {
                    Thread.onSpinWait();
                }
            }
        }

        @Override
        public void onSent(int replica, Signed<?> message) {
            step();
        }

        @Override
        public void onExecuted(Executed executed) {
            step();
        }
    }
}
