package io.tetrarch.client.request;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets what is asked at about the same time be signed and sent together, while nobody's thread is kept by what others ask: a
 * signature costs the client and four replicas the same, whatever it covers.
 */
final class SendingLine {
    private final Runnable sending;
    private final Executor workers;
    /** Those who want something sent that may not have been yet; the first of them sees to it. */
    private final AtomicInteger wanted = new AtomicInteger();

    /**
     * @param sending all that waits; does not throw
     * @param workers runs soon what callers wait for
     */
    SendingLine(Runnable sending, Executor workers) {
        this.sending = sending;
        this.workers = workers;
    }

    /** Something waits to be sent. */
    void asked() {
        if (wanted.getAndIncrement() == 0) {
            lastInLine();
            sendFor(1);
        }
    }

    /** Of many virtual threads that were answered at once, and ask again, the first lets the others come along. */
    @SuppressWarnings("ThreadPriorityCheck") // nothing depends on it but how many share a signature
    private static void lastInLine() {
        if (Thread.currentThread().isVirtual()) {
            Thread.yield();
        }
    }

    /**
     * What is asked until {@code answering} is done waits for it; where several are answered, also what those on virtual
     * threads ask next, who stand in line before the sending.
     */
    void answered(Runnable answering, int answers) {
        boolean first = wanted.getAndIncrement() == 0;
        try {
            answering.run();
        } finally {
            if (first && answers > 1) {
                Handover.VIRTUAL_THREADS.execute(() -> {
                    lastInLine();
                    sendFor(1);
                });
            } else if (first) {
                sendFor(1);
            }
        }
    }

    /** What came meanwhile a worker sends. */
    private void sendFor(int those) {
        try {
            sending.run();
        } finally {
            int more = wanted.addAndGet(-those);
            if (more > 0) {
                workers.execute(() -> sendFor(more));
            }
        }
    }
}
